import Database
import Localization

/// The packs there are: those of the business, in versions, and those that come with the program.
extension PolicyPack {
    private static let decoded = Decoded<PolicyPack>()

    private static func kept(_ row: Row) throws -> PolicyPack {
        var pack = try decoded.value(from: row("content"))
        pack.version = try row("version")
        return pack
    }

    /// The house's own first, then what the business added, then what comes with the program.
    static func all(in db: any Connection) throws -> [PolicyPack] {
        let kept = try db.rows(
            """
            SELECT version, content FROM policy_packs AS own
            WHERE version = (SELECT MAX(version) FROM policy_packs AS any_version
                WHERE any_version.pack = own.pack)
            ORDER BY pack
            """
        ).map(kept)
        let house = kept.first { $0.id == houseID } ?? all[0]
        return [house] + kept.filter { $0.id != houseID }.sorted { $0.name.folded < $1.name.folded }
            + all.dropFirst()
    }

    /// A pack as it is now, or as it was in a version.
    static func find(_ id: String, version: Int? = nil, in db: any Connection) throws -> PolicyPack? {
        if let shipped = all.first(where: { $0.id == id }), id != houseID || version == 1 { return shipped }
        let row = try db.row(
            """
            SELECT version, content FROM policy_packs
            WHERE pack = \(id) \(version.map { "AND version = \($0)" } ?? "" as SQL)
            ORDER BY version DESC LIMIT 1
            """)
        return try row.map(kept) ?? (id == houseID ? all[0] : nil)
    }

    /// The pack of that id as it is now; the house's own where there is none.
    /// - Parameter currency: the business's; a limit in another does not apply.
    static func named(_ id: String?, for currency: String, in db: any Connection) throws -> PolicyPack {
        let pack = try find(id ?? houseID, in: db) ?? find(houseID, in: db)
        return (pack ?? all[0]).applied(to: currency)
    }

    /// One to switch on.
    /// - Throws: `Fault.invalid`.
    static func chosen(_ id: String, in db: any Connection) throws -> PolicyPack {
        guard let pack = try find(id, in: db) else {
            throw Fault.invalid("Please choose one of the policies.")
        }
        return pack
    }
}
