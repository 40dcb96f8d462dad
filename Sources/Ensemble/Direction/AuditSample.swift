import Statistics

/// A year of what the model made of customers' sentences, with what people found.
public struct AuditSample: Sendable {
    public let proposals: [Proposals.Proposal]
    /// By proposal, the place of the kind.
    let found: [Int64: Int]
    /// Its name and version; `nil` where nothing was proposed.
    public let model: String?

    /// From so many on the shares are the business's own; before, they are a start.
    public static let ownAudit = 50

    /// How many were checked.
    public var audited: Int { proposals.count { found[$0.id.rawValue] != nil } }
    /// Customers, each once a month.
    public var voices: Int { Set(proposals.map(Voice.init)).count }
    public var isOwn: Bool { audited >= Self.ownAudit }

    private struct Voice: Hashable {
        let customer: Customer.ID
        let month: Month

        init(_ proposal: Proposals.Proposal) { (customer, month) = (proposal.customer, proposal.month) }
    }

    /// Each customer weighs one a month, however much they say: by the mentions that are expected of them.
    private var items: [AuditOrder.Item] {
        var mentions: [Voice: Double] = [:]
        for proposal in proposals {
            mentions[Voice(proposal), default: 0] += 1 - Double(proposal.likely[3]) / 1_000
        }
        return proposals.map { proposal in
            AuditOrder.Item(
                id: proposal.id.rawValue, probabilities: proposal.likely.map { Double($0) / 1_000 },
                weight: 1 / max(1, mentions[Voice(proposal)] ?? 1))
        }
    }

    /// Product, service and idea among what was said of any of them.
    public var corrected: AuditOrder.Shares? { AuditOrder.shares(items, audited: found, kinds: 3) }

    /// The same month by month, corrected by what people found in the whole year; oldest first.
    public var byMonth: [(month: Month, shares: AuditOrder.Shares)] {
        var months: [Int64: Int] = [:]
        for proposal in proposals { months[proposal.id.rawValue] = proposal.month.number }
        return AuditOrder.shares(items, audited: found, kinds: 3) { months[$0.id] ?? 0 }
            .sorted { $0.key < $1.key }.map { (Month(number: $0.key), $0.value) }
    }

    /// As the model says, uncorrected.
    public var asSaid: [Double]? {
        var sums = [0.0, 0.0, 0.0]
        for (proposal, item) in zip(proposals, items) where proposal.kind != .none {
            sums[proposal.kind.rawValue] += item.weight
        }
        let all = sums.reduce(0, +)
        return all > 0 ? sums.map { $0 / all } : nil
    }

    func next(limit: Int) -> [Proposals.Proposal] {
        let byID = Dictionary(proposals.map { ($0.id.rawValue, $0) }, uniquingKeysWith: { one, _ in one })
        return AuditOrder.next(items, audited: found, limit: limit).compactMap { byID[$0] }
    }
}
