import Database

extension Direction {
    /// Makes all that the lenses show anew from what it stands for, in one
    /// transaction. The result is the same to the last digit as what the
    /// history's reader has kept.
    /// - Returns: how many sentences, lines and hours were weighed.
    /// - Throws: `Fault.forbidden`.
    @discardableResult
    public func rebuild(by actor: Actor) async throws -> Int {
        try actor.requireAdministrator()
        return try await database.write { db in
            try EmphasisReader.wait(in: db)
            for table in ["emphasis_rows", "emphasis_customers", "emphasis_months"] {
                // Names of our own tables.
                try db.execute(SQL(trusted: "DELETE FROM \(table)"))
            }
            try db.execute(
                "INSERT INTO emphasis_rows (\(EmphasisRow.columns)) \(EmphasisRow.heard(""))")
            var rows: [EmphasisRow] = []
            try EmphasisRow.paid("", in: db) { rows.append($0) }
            try EmphasisRow.worked("", in: db) { rows.append($0) }
            for row in rows { try row.insert(in: db) }
            try Self.sumUp(in: db)
            return try db.value("SELECT COUNT(*) FROM emphasis_rows") ?? 0
        }
    }

    /// The months, from the rows.
    private static func sumUp(in db: any Connection) throws {
        for (scope, group) in [("0", ""), ("offering", "offering, ")] as [(SQL, SQL)] {
            try db.execute(
                """
                INSERT INTO emphasis_customers (scope, month, customer, product, service, idea)
                SELECT \(scope), month, customer, CAST(SUM(product) AS BIGINT), CAST(SUM(service) AS BIGINT),
                    CAST(SUM(idea) AS BIGINT)
                FROM emphasis_rows WHERE lens = 'heard' AND \(scope) IS NOT NULL
                GROUP BY \(group)month, customer
                """)
            try db.execute(
                """
                INSERT INTO emphasis_months
                    (scope, lens, month, unit, product, service, idea, unknown, pieces, carried)
                SELECT \(scope), lens, month, unit, CAST(SUM(product) AS BIGINT), CAST(SUM(service) AS BIGINT),
                    CAST(SUM(idea) AS BIGINT), CAST(SUM(unknown) AS BIGINT), COUNT(*),
                    CAST(SUM(carried) AS BIGINT)
                FROM emphasis_rows WHERE lens <> 'heard' AND \(scope) IS NOT NULL
                GROUP BY \(group)lens, month, unit
                """)
        }
        try db.execute(
            """
            INSERT INTO emphasis_months (scope, lens, month, unit, product, service, idea, unknown, pieces)
            SELECT scope, 'heard', month, '', CAST(SUM(product) AS BIGINT), CAST(SUM(service) AS BIGINT),
                CAST(SUM(1000000 - product - service) AS BIGINT), 0, COUNT(*)
            FROM (SELECT scope, month, product * 1000000 / (product + service + idea) AS product,
                service * 1000000 / (product + service + idea) AS service FROM emphasis_customers) AS voices
            GROUP BY scope, month
            """)
    }
}
