import Database
import Localization

extension Customers {
    /// A page of customers.
    public struct Listing: Sendable {
        public let customers: [Customer]
        public let hasMore: Bool
    }

    /// Customers of whom a name or an address begins with the text, by what
    /// was found of them.
    /// - Parameters:
    ///   - beginning: case does not matter; nothing finds nobody.
    ///   - after: the last one of the page before.
    public func search(
        beginning text: String, after: Customer.ID? = nil, limit: Int = 50, by actor: Actor
    ) async throws -> Listing {
        try actor.requireStaff()
        let beginning = String(text.oneLine.folded.unicodeScalars.prefix(Self.keyLength))
        guard !beginning.isEmpty else { return Listing(customers: [], hasMore: false) }
        return try await database.read { db in
            let range = KeyRange(beginning: beginning)
            let place = try after.flatMap { try range.place(of: $0, in: db) }
            let names = try range.names(after: place, limit: limit + 1, in: db)
            let addresses = try range.addresses(after: place, limit: limit + 1, in: db)
            let found = (names + addresses).sorted()
            return Listing(
                customers: try Self.find(found.prefix(limit).map(\.customer), in: db),
                hasMore: found.count > limit)
        }
    }

    /// What the database can index of a name, in Unicode scalars.
    static let keyLength = 100

    /// Under what a name is found: from each of its first words on, also
    /// those behind a hyphen.
    static func nameKeys(of name: String) -> Set<String> {
        let scalars = name.oneLine.folded.unicodeScalars
        let starts =
            [scalars.startIndex]
            + scalars.indices.filter { " -".unicodeScalars.contains(scalars[$0]) }.map(scalars.index(after:))
        let keys = starts.prefix(8).map { String(scalars[$0...].prefix(keyLength)) }
        return Set(keys.filter { !$0.isEmpty })
    }

    /// Lets a customer be found by a name, and by no other.
    static func setNameKeys(of id: Customer.ID, to name: String, in db: any Connection) throws {
        try db.execute("DELETE FROM customer_names WHERE customer = \(id)")
        try addNameKeys(of: id, name, in: db)
    }

    /// Lets a new customer be found by their name.
    static func addNameKeys(of id: Customer.ID, _ name: String, in db: any Connection) throws {
        for key in nameKeys(of: name).sorted() {
            try db.execute("INSERT INTO customer_names (name_key, customer) VALUES (\(key), \(id))")
        }
    }
}

/// The keys that begin with a text, read along their indexes.
private struct KeyRange {
    let beginning: String
    /// Nothing that begins so comes after it: it ends with the last character there is.
    var end: String { beginning + "\u{10FFFF}" }

    /// Where a customer stands in the list.
    struct Place: Comparable {
        let key: String
        let customer: Customer.ID

        /// By bytes, as both databases do it.
        static func < (one: Place, other: Place) -> Bool {
            if one.key.utf8.elementsEqual(other.key.utf8) { return one.customer < other.customer }
            return one.key.utf8.lexicographicallyPrecedes(other.key.utf8)
        }
    }

    /// Customers by name, each once, under the first of their keys.
    func names(after place: Place?, limit: Int, in db: any Connection) throws -> [Place] {
        try db.rows(
            """
            SELECT name_key AS found, customer FROM customer_names
            WHERE name_key >= \(beginning) AND name_key < \(end)
                \(place.map { "AND (name_key, customer) > (\($0.key), \($0.customer))" } ?? "" as SQL)
                AND NOT EXISTS (SELECT 1 FROM customer_names AS earlier
                    WHERE earlier.customer = customer_names.customer AND earlier.name_key >= \(beginning)
                        AND earlier.name_key < customer_names.name_key)
            ORDER BY name_key, customer LIMIT \(limit)
            """
        ).map(Place.init(row:))
    }

    /// Customers by address, each once, and none who is found by name.
    func addresses(after place: Place?, limit: Int, in db: any Connection) throws -> [Place] {
        try db.rows(
            """
            SELECT address_key AS found, customer FROM contact_points
            WHERE address_key >= \(beginning) AND address_key < \(end)
                \(place.map { "AND (address_key, customer) > (\($0.key), \($0.customer))" } ?? "" as SQL)
                AND NOT EXISTS (SELECT 1 FROM contact_points AS earlier
                    WHERE earlier.customer = contact_points.customer AND earlier.address_key >= \(beginning)
                        AND earlier.address_key < contact_points.address_key)
                AND NOT EXISTS (SELECT 1 FROM customer_names
                    WHERE customer_names.customer = contact_points.customer
                        AND customer_names.name_key >= \(beginning) AND customer_names.name_key < \(end))
            ORDER BY address_key, customer LIMIT \(limit)
            """
        ).map(Place.init(row:))
    }

    /// Where a customer is in the list, `nil` if no longer.
    func place(of customer: Customer.ID, in db: any Connection) throws -> Place? {
        let key: String? =
            try db.value(
                """
                SELECT name_key FROM customer_names
                WHERE customer = \(customer) AND name_key >= \(beginning) AND name_key < \(end)
                ORDER BY name_key LIMIT 1
                """)
            ?? db.value(
                """
                SELECT address_key FROM contact_points
                WHERE customer = \(customer) AND address_key >= \(beginning) AND address_key < \(end)
                ORDER BY address_key LIMIT 1
                """)
        return key.map { Place(key: $0, customer: customer) }
    }
}

extension KeyRange.Place {
    fileprivate init(row: Row) throws {
        self.init(key: try row("found"), customer: try row("customer"))
    }
}
