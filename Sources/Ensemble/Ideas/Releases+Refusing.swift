import Database
import Localization

/// Who does not want to hear what becomes of ideas is not told.
extension Releases {
    /// The page behind the link in a mail; nobody can make one up for somebody else.
    static func refusalPath(of customer: Customer.ID, _ seal: Seal) -> String {
        "/told-no-more/\(customer)-\(seal.sign("releases \(customer)"))"
    }

    private func customer(behind link: String) throws(Fault) -> Customer.ID {
        let parts = link.split(separator: "-", maxSplits: 1).map(String.init)
        guard parts.count == 2, let customer = Customer.ID(parts[0]),
            seal.isSigned("releases \(customer)", by: parts[1])
        else { throw .notFound("This link no longer works.") }
        return customer
    }

    /// Whether whoever has this link is told; looking changes nothing.
    /// - Throws: `Fault.notFound` for a link that is made up.
    public func isTold(behind link: String) async throws -> Bool {
        let customer = try customer(behind: link)
        return try await database.read { db in try Surveys.allows(customer, .releases, in: db) }
    }

    /// Those of some customers, 500 at most, who want to hear nothing.
    static func refusing(among customers: [Customer.ID], in db: any Connection) throws -> Set<Customer.ID> {
        var refusing: Set<Customer.ID> = []
        for row in try db.rows(
            """
            SELECT customer, is_given FROM customer_consents
            WHERE what = \(Surveys.Consent.releases) AND customer IN \(list: customers) ORDER BY id
            """)
        {
            let (customer, isGiven): (Customer.ID, Bool) = (try row("customer"), try row("is_given"))
            if isGiven { refusing.remove(customer) } else { refusing.insert(customer) }
        }
        return refusing
    }

    /// - Throws: `Fault.notFound` for a link that is made up.
    func refuse(_ link: String, through: Surveys.Through) async throws {
        let customer = try customer(behind: link)
        let now = clock()
        try await database.write { db in
            try Surveys.setConsent(
                of: customer, .releases, to: false, through: through, by: .customer(customer), at: now, in: db
            )
        }
    }

    /// - Throws: `Fault.notFound` for a link that is made up.
    func allow(_ link: String) async throws {
        let customer = try customer(behind: link)
        let now = clock()
        try await database.write { db in
            try Surveys.setConsent(
                of: customer, .releases, to: true, through: .link, by: .customer(customer), at: now, in: db)
        }
    }
}
