extension Degrees {
    /// Weights as parts of a thousand, by largest remainder; `nil` where
    /// all are zero.
    init?(weights: [Double]) {
        let sum = weights.reduce(0, +)
        guard weights.count == 3, sum > 0 else { return nil }
        let exact = weights.map { $0 / sum * 1_000 }
        var whole = exact.map { Int($0) }
        let falling = exact.indices.sorted {
            let (a, b) = (exact[$0] - Double(whole[$0]), exact[$1] - Double(whole[$1]))
            return a != b ? a > b : $0 < $1
        }
        for index in falling.prefix(1_000 - whole.reduce(0, +)) { whole[index] += 1 }
        guard let degrees = try? Degrees(whole[0], whole[1], whole[2]) else { return nil }
        self = degrees
    }

    /// The expected degrees of a mention; `nil` where “no mention” is
    /// likelier than each part.
    /// - Parameter probabilities: by `StartingModel.Kind.rawValue`.
    init?(probabilities: [Double]) {
        let none = probabilities[StartingModel.Kind.none.rawValue]
        guard probabilities.prefix(3).contains(where: { $0 >= none }) else { return nil }
        self.init(weights: Array(probabilities.prefix(3)))
    }

    /// What coders agreed on, without the doubt whether it is a mention at
    /// all; `nil` where “no mention” leads.
    init?(_ code: StartingModel.Code) {
        guard code.leaders != [.none] else { return nil }
        self.init(weights: code.degrees.prefix(3).map { Double($0) })
    }

    /// The distance to others in points, 0 to 100: half the summed
    /// differences.
    func points(to other: Degrees) -> Double {
        Double(abs(product - other.product) + abs(service - other.service) + abs(idea - other.idea)) / 20
    }
}
