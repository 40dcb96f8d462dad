/// Whether two numbers agree: relative where they are large, absolute where
/// they are small.
func close(_ a: Double, _ b: Double, _ tolerance: Double = 1e-10) -> Bool {
    a == b || abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}

/// Whether two numbers agree in their leading digits, however small.
func closeRelatively(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
    a == b || abs(a - b) <= tolerance * max(abs(a), abs(b))
}

func close(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-10) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { close($0, $1, tolerance) }
}

extension Double {
    /// Whether rounding this number gives the one that was printed, digit
    /// for digit.
    func prints(_ printed: String) -> Bool {
        guard let value = Double(printed) else { return false }
        let decimals = printed.split(separator: ".").dropFirst().first?.count ?? 0
        var unit = 1.0
        for _ in 0..<decimals { unit /= 10 }
        return abs(self - value) <= unit * (0.5 + 1e-6)
    }
}
