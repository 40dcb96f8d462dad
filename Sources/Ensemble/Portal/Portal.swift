import Database
import Localization

/// How customers come into their own place: by a link in a mail, without a
/// password.
public struct Portal: Sendable {
    let database: any Database
    let clock: Clock
    let links: OneTimeLinks
    let languages: Languages
    /// The address people use, for the link.
    let baseURL: String

    /// Mails a link by which a customer comes in, for 15 minutes and once.
    ///
    /// An address that nobody has is answered alike and costs the same
    /// writing, so that nobody learns whose address is known. The mail goes to
    /// the address as it is kept, never as it was typed: letters that only
    /// look alike may have the same key.
    /// - Throws: `Fault.invalid` for what is no mail address.
    public func sendLink(to address: String, in reader: Reader) async throws {
        let address = try EmailAddress.check(address)
        let now = clock()
        try await database.write { db in
            let point = try db.row(
                """
                SELECT contact_points.customer, contact_points.address, customers.language FROM contact_points
                JOIN customers ON customers.id = contact_points.customer
                WHERE contact_points.address_key = \(address.folded)
                """)
            let customer: Customer.ID? = try point?("customer")
            let token = try links.make(.customer, for: customer?.rawValue ?? Self.nobody, in: db)
            guard let point else { return }
            let notice = notice(
                to: try point("address"), token: token, business: try Settings.business(in: db).name,
                in: reader.speaking(try point("language"), of: languages))
            try Jobs.add(.sendNotice, payload: notice, runAt: now, at: now, in: db)
        }
    }

    /// No customer has this number; a link made for it is never sent and opens nothing.
    private static let nobody: Int64 = 0

    private func notice(to address: String, token: String, business: String, in r: Reader) -> Notice {
        Notice(
            to: address, subject: r("Your link to \(business)"),
            text: """
                \(r("Here is the link to your conversations with \(business):"))

                \(baseURL)/my/sign-in/\(token)

                \(r("It works once and for 15 minutes. If you did not ask for it, you need not do anything."))
                """)
    }

    /// Uses a link up.
    /// - Returns: whose place it opens.
    /// - Throws: `Fault.invalid` when the link is used, too old or made up.
    public func enter(by token: String) async throws -> Customer.ID {
        try await database.write { db in
            let customer = Customer.ID(rawValue: try links.use(token, for: .customer, in: db))
            return try Customers.find(customer, in: db).id
        }
    }
}

extension Reader {
    /// The same person reading, in the language they chose if there is it.
    func speaking(_ tag: String?, of languages: Languages) -> Reader {
        guard let language = tag.flatMap(languages.language) else { return self }
        return Reader(language: language, zone: zone, now: now)
    }
}
