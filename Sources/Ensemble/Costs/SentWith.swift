import Database

/// What stands on an estimate or an invoice beside its lines. It is kept when the paper is sent: whatever the
/// business says of itself later, the customer finds the words they had, and the rules of that day hold.
///
/// The account that money is sent to is not in it: that is always the one of today.
public struct SentWith: Codable, Equatable, Sendable {
    /// The name of the business.
    public var business: String
    public var address: String
    public var footer: String
    /// What is told of the right to withdraw; empty where the rules do not ask for it.
    public var withdrawal: String
    /// What the offerings in it say can change the cost.
    public var changes: [String]
    /// The rules, whole: the button's words, how far a bill may go, how long it can be disputed.
    public var policy: PolicyPack

    /// As it stands today for these lines.
    init(
        _ lines: [CostLine], in conversation: Conversation.ID, terms: Terms? = nil, db: any Connection
    ) throws {
        let terms = try terms ?? Settings.terms(in: db)
        policy = try PolicyPack.holding(for: lines, in: conversation, terms: terms, db: db)
        business = try Settings.business(in: db).name
        (address, footer) = (terms.address, terms.footer)
        withdrawal = policy.contents.contains(.withdrawal) ? terms.withdrawal ?? "" : ""
        let offerings = Set(lines.compactMap(\.offering))
        changes =
            offerings.isEmpty
            ? []
            : try db.rows(
                """
                SELECT DISTINCT changes FROM offering_versions WHERE id IN \(list: offerings) AND changes <> ''
                ORDER BY changes LIMIT 20
                """
            ).map { try $0("changes") }
    }

    /// For the page gallery.
    init(_ terms: Terms, business: String, changes: [String] = []) {
        policy = PolicyPack.named(terms.policy).applied(to: terms.currency)
        self.business = business
        (address, footer) = (terms.address, terms.footer)
        withdrawal = policy.contents.contains(.withdrawal) ? terms.withdrawal ?? "" : ""
        self.changes = changes
    }

    private static let decoded = Decoded<SentWith>()

    /// As it was kept with an estimate; `nil` for a draft, and for what was sent before it was kept.
    static func kept(with id: Estimate.ID, in db: any Connection) throws -> SentWith? {
        let text: String? = try db.value("SELECT sent_with FROM estimates WHERE id = \(id)")
        return try text.map(decoded.value(from:))
    }

    /// The same of an invoice.
    static func kept(with id: Invoice.ID, in db: any Connection) throws -> SentWith? {
        let text: String? = try db.value("SELECT sent_with FROM invoices WHERE id = \(id)")
        return try text.map(decoded.value(from:))
    }

    /// The terms of today, with what stood on the paper.
    func over(_ terms: Terms) -> Terms {
        var terms = terms
        (terms.address, terms.footer, terms.withdrawal) = (address, footer, withdrawal)
        return terms
    }
}

extension Letterhead {
    /// With the name that stood on the paper.
    func named(_ name: String) -> Letterhead { Letterhead(name: name, accent: accent, logo: logo) }
}
