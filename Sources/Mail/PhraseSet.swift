/// Many phrases looked for at once, without regard to the case of ASCII
/// letters.
///
/// The first two bytes choose the few phrases that can begin at a place, so
/// a text is passed once however many phrases there are.
struct PhraseSet: Sendable {
    private let phrases: [[UInt8]]
    private let heads: [UInt16: [Int]]
    private let tails: [UInt8: [Int]]
    /// A bit for each first byte, to pass over most places quickly.
    private let mayBegin: [Bool]

    /// - Parameter words: at least two bytes each; lower case. One whose
    ///   first letter is beyond ASCII is found capitalised too.
    init(_ words: [String]) {
        var phrases: [[UInt8]] = []
        var heads: [UInt16: [Int]] = [:]
        var tails: [UInt8: [Int]] = [:]
        var mayBegin = [Bool](repeating: false, count: 256)
        for (index, word) in words.enumerated() {
            phrases.append(Array(word.utf8))
            for spelling in Self.spellings(word) {
                let bytes = Array(spelling.utf8)
                guard bytes.count >= 2, let last = bytes.last else { continue }
                heads[Self.key(bytes[0], bytes[1]), default: []].append(index)
                if tails[last]?.last != index { tails[last, default: []].append(index) }
                mayBegin[Int(bytes[0])] = true
                if bytes[0].isASCIILetter { mayBegin[Int(bytes[0] & 0xDF)] = true }
            }
        }
        self.phrases = phrases
        self.heads = heads
        self.tails = tails
        self.mayBegin = mayBegin
    }

    private static func spellings(_ word: String) -> [String] {
        guard let first = word.first, !first.isASCII else { return [word] }
        let capital = first.uppercased() + word.dropFirst()
        return capital == word ? [word] : [word, capital]
    }

    private static func key(_ first: UInt8, _ second: UInt8) -> UInt16 {
        UInt16(first.asciiLowered) << 8 | UInt16(second.asciiLowered)
    }

    /// Whether the text begins with one of them.
    func begins(_ text: Bytes) -> Bool { match(text, text.startIndex) != nil }

    /// Whether the text ends with one of them.
    func ends(_ text: Bytes) -> Bool {
        guard let last = text.last, let candidates = tails[last.asciiLowered] else { return false }
        return candidates.contains { index in
            let phrase = phrases[index]
            return phrase.count <= text.count && Self.same(text, text.endIndex - phrase.count, phrase)
        }
    }

    /// Whether one of them stands anywhere in the text.
    func occurs(in text: Bytes) -> Bool {
        text.indices.contains { mayBegin[Int(text[$0])] && match(text, $0) != nil }
    }

    func occurs(in text: String) -> Bool { occurs(in: Array(text.utf8)[...]) }
    func begins(_ text: String) -> Bool { begins(Array(text.utf8)[...]) }

    /// The first in the order given that stands anywhere in the text.
    func first(in text: Bytes) -> Int? {
        var lowest: Int?
        for at in text.indices where mayBegin[Int(text[at])] {
            if let found = match(text, at), lowest.map({ found < $0 }) ?? true { lowest = found }
        }
        return lowest
    }

    /// The first in the order given that begins at a place.
    private func match(_ text: Bytes, _ at: Int) -> Int? {
        guard at + 1 < text.endIndex, let candidates = heads[Self.key(text[at], text[at + 1])] else {
            return nil
        }
        return candidates.first { index in
            let phrase = phrases[index]
            return at + phrase.count <= text.endIndex && Self.same(text, at, phrase)
        }
    }

    private static func same(_ text: Bytes, _ start: Int, _ phrase: [UInt8]) -> Bool {
        // The first letter may be a capital beyond ASCII, two bytes at most
        // differ then; the head has been compared already.
        var offset = phrase[0] < 0x80 ? 0 : 2
        while offset < phrase.count {
            if text[start + offset].asciiLowered != phrase[offset] { return false }
            offset += 1
        }
        return true
    }
}
