internal import RealModule

/// Deals texts into parts, of which one at a time is kept from the solver.
///
/// Texts go by a word of theirs, drawn so that two texts share it as often
/// as they share what they say. Rewordings of one text so stand mostly on
/// one side: asked about the reworded, a solver that saw the first is surer
/// than of what a customer will write.
/// Cost: linear in the n-grams of the text.
///
/// Source: Ioffe, "Improved consistent sampling, weighted minhash and L1
/// sketching", ICDM 2010, for weights that depend on the word alone, where
/// the least of as many exponential variables is enough.
enum Folds {
    static let count = 5

    /// - Returns: 0 to 4, about evenly; the same for the same words.
    static func part(of vector: NGramVector, seed: UInt64) -> Int {
        var least = Float.infinity
        var chosen: UInt64 = 0
        for element in vector.elements where element.key & 1 == 1 {
            let mixed = mix(UInt64(element.key) ^ seed)
            let uniform = (Float(mixed >> 40) + 0.5) / Float(1 << 24)
            let wait = -Float.log(uniform) / (element.value * element.value)
            if wait < least { (least, chosen) = (wait, mixed) }
        }
        return Int((chosen & 0xFFFF_FFFF) % UInt64(count))
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 32)) &* 0xD6E8_FEB8_6659_FD93
        return mixed ^ (mixed >> 32)
    }
}
