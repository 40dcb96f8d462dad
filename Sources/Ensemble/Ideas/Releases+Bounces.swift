import Database
import Mail

/// What did not arrive.
extension Releases {
    /// A delivery report about one of these mails.
    /// - Returns: whether it was.
    static func noteBounce(_ bounce: Bounce, of names: [String], at now: Moment, in db: any Connection) throws
        -> Bool
    {
        for name in names where name.hasPrefix("ensemble.release.") {
            let parts = name.dropFirst("ensemble.release.".count).prefix { $0 != "@" }.split(separator: ".")
            guard parts.count == 2, let release = Release.ID(String(parts[0])),
                let customer = Customer.ID(String(parts[1]))
            else { continue }
            guard !bounce.isDelayed else { return true }
            let changed = try db.execute(
                """
                UPDATE release_tellings SET state = 'failed', why_not = \(bounce.explanation)
                WHERE release = \(release) AND customer = \(customer)
                """)
            guard changed == 1 else { continue }
            if bounce.isHard, let address = try Customers.find(customer, in: db).addresses.first?.address {
                try Customers.noteBounce(address, why: bounce.explanation, at: now, in: db)
            }
            return true
        }
        return false
    }
}
