import Localization

/// What the model hears, for the page gallery and the tests of pages.
extension Samples {
    static var auditPages: [AuditPage] {
        let words = [
            "Nobody told me the second scan costs extra!", "Whoever was at the desk was very kind.",
            "My knee is much better, thank you.", "See you on Monday.",
        ]
        let likely = [[30, 120, 800, 50], [80, 700, 150, 70], [600, 250, 50, 100], [40, 60, 30, 870]]
        let last = Month(Day(now, in: .utc))
        let proposals = (0..<120).map { (place: Int) -> Proposals.Proposal in
            Proposals.Proposal(
                id: Proposals.Proposal.ID(rawValue: Int64(place + 1)), source: .message(7),
                words: said(words[place % 4]), customer: Customer.ID(rawValue: Int64(place % 40)),
                month: last + -(place % 12), likely: likely[(place + place / 30) % 4])
        }
        let kinds: [(audited: Int, alpha: Double?)] = [(60, 0.84), (12, 0.7), (12, 0.4), (0, nil)]
        return kinds.map { audited, alpha in
            var found: [Int64: Int] = [:]
            for proposal in proposals.prefix(audited) {
                found[proposal.id.rawValue] = Int(proposal.id.rawValue) * 7 % 4
            }
            let sample = AuditSample(
                proposals: audited == 0 ? [] : proposals, found: found,
                model: audited == 0 ? nil : "starting 1 (0123456789ab)")
            return AuditPage(
                queue: Proposals.Queue(
                    sample: sample, next: sample.next(limit: 4),
                    agreement: Agreement(alpha: alpha, units: alpha == nil ? 0 : 24)),
                frame: .sampleDesk)
        }
    }
}
