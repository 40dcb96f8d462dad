import Statistics

extension StartingModel.Evaluation {
    /// How wrong the shares are after people audited some items of the
    /// business itself: in the order of `AuditOrder`, and by lot alone.
    struct AuditError: Sendable {
        let audited: Int
        let items: Int
        let resamples: Int
        /// Mean total variation in points: as the machine said, …
        let before: Double
        /// … after items audited by lot, corrected by the adjusted count, …
        let adjusted: Double
        /// … after the same items, taken together as the order's are, …
        let byLot: Double
        /// … and after as many items in the order.
        let inOrder: Double
    }

    /// As `shareError`, with the audit drawn from the business's own items.
    func auditError(audited: Int, items: Int = 600, resamples: Int = 100, seed: UInt64 = 1) throws
        -> AuditError
    {
        var generator = SeededGenerator(seed: seed)
        var sums = [0.0, 0, 0, 0]
        var done = 0
        for _ in 0..<resamples {
            let drawn = try Self.drawn(judged, items: items, using: &generator)
            guard !drawn.isEmpty, let errors = try Self.errors(drawn, audited: audited, using: &generator)
            else {
                continue
            }
            for index in sums.indices { sums[index] += errors[index] }
            done += 1
        }
        let means = sums.map { $0 / Double(max(done, 1)) }
        return AuditError(
            audited: audited, items: items, resamples: done, before: means[0], adjusted: means[1],
            byLot: means[2], inOrder: means[3])
    }

    private static func errors(
        _ business: [Judged], audited: Int, using generator: inout SeededGenerator
    ) throws -> [Double]? {
        let items = business.enumerated().map {
            AuditOrder.Item(id: Int64($0.offset), probabilities: $0.element.answer.probabilities)
        }
        let (said, truth) = shares(of: business)
        let lot = business.indices.shuffled(using: &generator).prefix(audited)
        let byLot = Dictionary(uniqueKeysWithValues: lot.map { (Int64($0), business[$0].truth.rawValue) })
        let inOrder = inSteps(items, of: audited, seed: generator.next()) { business[Int($0)].truth.rawValue }
        guard let one = AuditOrder.shares(items, audited: byLot),
            let other = AuditOrder.shares(items, audited: inOrder)
        else { return nil }
        // Where the lot found none of a kind, counting as said is all there is.
        let confusion = columns(table(lot.map { business[$0] }))
        let adjusted = confusion.flatMap { try? AdjustedCount.shares(counted: said, confusion: $0) } ?? said
        return [
            points(said, truth), points(adjusted, truth), points(one.shares, truth),
            points(other.shares, truth),
        ]
    }

    /// Audits in sittings of 25, each ordered by what the last ones found.
    private static func inSteps(
        _ items: [AuditOrder.Item], of count: Int, seed: UInt64, truth: (Int64) -> Int
    ) -> [Int64: Int] {
        var found: [Int64: Int] = [:]
        while found.count < count {
            let next = AuditOrder.next(items, audited: found, limit: min(25, count - found.count), seed: seed)
            guard !next.isEmpty else { break }
            for id in next { found[id] = truth(id) }
        }
        return found
    }
}
