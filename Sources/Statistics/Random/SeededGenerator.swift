/// A repeatable source of randomness: xoshiro256** started by SplitMix64.
///
/// The same seed gives the same draws on every machine and in every version
/// of the product. Not for secrets. Copying it copies its place in the
/// sequence; `split()` gives an independent one.
///
/// Source: D. Blackman & S. Vigna, Scrambled Linear Pseudorandom Number
/// Generators, ACM TOMS 47 (2021).
public struct SeededGenerator: RandomNumberGenerator, Hashable, Sendable {
    private var s: (UInt64, UInt64, UInt64, UInt64)

    /// Starts the sequence that belongs to a seed; every seed is good.
    public init(seed: UInt64) {
        var expander = seed
        func next() -> UInt64 {
            expander &+= 0x9e37_79b9_7f4a_7c15
            var z = expander
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }
        s = (next(), next(), next(), next())
    }

    /// Continues from a state; used to check against published sequences.
    init(state: (UInt64, UInt64, UInt64, UInt64)) { s = state }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        let product = s.1 &* 5
        let result = (product << 7 | product >> 57) &* 9
        let shifted = s.1 << 17
        s.2 ^= s.0
        s.3 ^= s.1
        s.1 ^= s.2
        s.0 ^= s.3
        s.2 ^= shifted
        s.3 = s.3 << 45 | s.3 >> 19
        return result
    }

    /// Gives away the next 2¹²⁸ draws and moves past them, so that the two
    /// sequences never overlap.
    public mutating func split() -> SeededGenerator {
        let given = self
        var sum: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        for word in Self.jump {
            for bit in 0..<64 {
                if word & (1 << UInt64(bit)) != 0 {
                    sum = (sum.0 ^ s.0, sum.1 ^ s.1, sum.2 ^ s.2, sum.3 ^ s.3)
                }
                _ = next()
            }
        }
        s = sum
        return given
    }

    private static let jump: [UInt64] = [
        0x180e_c6d3_3cfd_0aba, 0xd5a6_1266_f0c9_392c, 0xa958_2618_e03f_c9aa, 0x39ab_dc45_29b1_661c,
    ]

    /// Whether two generators stand at the same place of the same sequence.
    public static func == (a: Self, b: Self) -> Bool { a.s == b.s }

    /// Hashes the state.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(s.0)
        hasher.combine(s.1)
        hasher.combine(s.2)
        hasher.combine(s.3)
    }
}
