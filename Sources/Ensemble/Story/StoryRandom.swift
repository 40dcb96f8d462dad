/// Numbers that look random and are the same for the same seed, everywhere.
///
/// SplitMix64 with integer draws only, so that no library's rounding and no
/// change of the standard library can alter the story.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014.
struct StoryRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// One that depends on several numbers, for example on the story's seed
    /// and the customer's place in it.
    init(_ seed: UInt64, _ parts: UInt64...) {
        state = seed
        for part in parts {
            state = next() ^ (part &* 0x9e37_79b9_7f4a_7c15)
        }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A whole number from 0 up to, not including, `bound`; 0 for a bound below 1.
    mutating func below(_ bound: Int) -> Int {
        guard bound > 0 else { return 0 }
        return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// True in so many of a thousand cases.
    mutating func happens(_ perThousand: Int) -> Bool { below(1_000) < perThousand }

    /// One of them. They must not be empty.
    mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }

    /// The index of one of them, drawn by weight; 0 when no weight is positive.
    mutating func index(weights: [Int]) -> Int {
        var left = below(weights.reduce(0, +))
        for (index, weight) in weights.enumerated() {
            if left < weight { return index }
            left -= weight
        }
        return 0
    }
}
