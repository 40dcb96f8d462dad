/// Takes the n-grams of a text, one at a time.
protocol NGramReceiver {
    /// - Parameters:
    ///   - key: the n-gram's hash; odd for words, even for characters.
    ///   - first: the index of its first scalar in the folded text.
    ///   - last: the index of its last scalar.
    mutating func receive(key: UInt32, first: Int, last: Int)
}

extension FoldedText {
    /// Gives every word, pair of neighbouring words, and 2 to 5 neighbouring
    /// characters of a run with the spaces around it, each as a hash.
    ///
    /// Cost: about six n-grams a character, some 3 ns each.
    func scanNGrams<Receiver: NGramReceiver>(into receiver: inout Receiver) {
        scalars.withUnsafeBufferPointer { scalars in
            var scan = NGramScan(scalars: scalars)
            scan.run(into: &receiver)
        }
    }
}

/// The walk over a folded text.
struct NGramScan {
    let scalars: UnsafeBufferPointer<UInt32>
    private var previousWord: (hash: UInt64, first: Int)?

    init(scalars: UnsafeBufferPointer<UInt32>) {
        self.scalars = scalars
    }

    mutating func run<Receiver: NGramReceiver>(into receiver: inout Receiver) {
        var at = 1
        while at < scalars.count {
            // The text ends with a space, so every run has an end.
            var end = at
            while scalars[end] != FoldedText.space { end += 1 }
            if end > at {
                scanWords(at..<end, into: &receiver)
                if scalars[at] & FoldedText.symbol == 0 { scanCharacters(at..<end, into: &receiver) }
            }
            at = end + 1
        }
    }

    private mutating func scanWords<Receiver: NGramReceiver>(_ run: Range<Int>, into receiver: inout Receiver)
    {
        var first = run.lowerBound
        while first < run.upperBound {
            var hash = Self.step(Self.wordSeed, scalars[first])
            var end = first + 1
            if scalars[first] & FoldedText.ideograph == 0 {
                while end < run.upperBound, scalars[end] & FoldedText.ideograph == 0 {
                    hash = Self.step(hash, scalars[end])
                    end += 1
                }
            }
            receiver.receive(key: Self.finish(hash &+ 1) | 1, first: first, last: end - 1)
            if let previousWord {
                let pair = previousWord.hash &* 31 &+ hash &+ 7
                receiver.receive(key: Self.finish(pair) | 1, first: previousWord.first, last: end - 1)
            }
            previousWord = (hash, first)
            first = end
        }
    }

    private func scanCharacters<Receiver: NGramReceiver>(_ run: Range<Int>, into receiver: inout Receiver) {
        for first in (run.lowerBound - 1)..<run.upperBound {
            var hash = Self.step(Self.characterSeed, scalars[first])
            for last in (first + 1)..<min(first + 5, run.upperBound + 1) {
                hash = Self.step(hash, scalars[last])
                receiver.receive(key: Self.finish(hash) & ~1, first: first, last: last)
            }
        }
    }

    private static let wordSeed: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let characterSeed: UInt64 = 0x51ED_270B_0A1F_39C1

    @inline(__always)
    private static func step(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
        let mixed = (hash ^ UInt64(scalar)) &* 0x100_0000_01B3
        return mixed ^ (mixed >> 29)
    }

    @inline(__always)
    private static func finish(_ hash: UInt64) -> UInt32 {
        var mixed = hash ^ (hash >> 32)
        mixed = mixed &* 0xD6E8_FEB8_6659_FD93
        mixed ^= mixed >> 32
        mixed = mixed &* 0xD6E8_FEB8_6659_FD93
        return UInt32(truncatingIfNeeded: mixed >> 32)
    }
}
