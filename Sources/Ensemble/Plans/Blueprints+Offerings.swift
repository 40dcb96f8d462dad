import Database
import Localization

/// Which blueprint performs which offering. The tie belongs to a version; a
/// new version keeps it until it is changed.
extension Blueprints {
    /// An offering that a blueprint is the script of.
    public struct Performed: Equatable, Sendable {
        public let offering: Offering.ID
        public let name: String
        /// The version that is tied: the present one.
        public let number: Int
    }

    /// Ties the present version of an offering to a blueprint; `nil` unties it. Versions from before keep theirs.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func tie(_ offering: Offering.ID, to blueprint: Blueprint.ID?, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            let version = try Offerings.find(offering, in: db).version
            let present = try Self.performing(version.id, in: db)
            guard present != blueprint else { return }
            try db.execute("DELETE FROM offering_blueprints WHERE version = \(version.id)")
            if let blueprint {
                try Self.tie(version.id, to: Self.find(blueprint, in: db).id, in: db)
            }
            let named = try (blueprint ?? present).map { try Self.find($0, in: db).name }
            try Events.record(
                blueprint == nil ? .blueprintUntied : .blueprintTied, by: actor,
                data: ["name": named ?? "", "offering": version.text.name], at: now, in: db)
        }
    }

    private static func tie(_ version: OfferingVersion.ID, to blueprint: Blueprint.ID, in db: any Connection)
        throws
    {
        try db.execute(
            "INSERT INTO offering_blueprints (version, blueprint) VALUES (\(version), \(blueprint))")
    }

    /// A new version of an offering is performed as the one before.
    static func keepTie(of old: OfferingVersion.ID, for new: OfferingVersion.ID, in db: any Connection) throws
    {
        if let blueprint = try performing(old, in: db) { try tie(new, to: blueprint, in: db) }
    }

    /// The blueprint by which a version of an offering is performed.
    static func performing(_ version: OfferingVersion.ID, in db: any Connection) throws -> Blueprint.ID? {
        try db.value("SELECT blueprint FROM offering_blueprints WHERE version = \(version)")
    }

    /// The blueprint by which an offering is performed now.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func performing(_ offering: Offering.ID, by actor: Actor) async throws -> Blueprint.ID? {
        try actor.requireStaff()
        return try await database.read { db in
            try Self.performing(Offerings.find(offering, in: db).version.id, in: db)
        }
    }

    /// The offerings that a blueprint performs in their present version, by name.
    public func performed(by blueprint: Blueprint.ID, for actor: Actor) async throws -> [Performed] {
        try actor.requireStaff()
        return try await database.read { db in
            try db.rows(
                """
                SELECT offerings.id, offerings.name, offering_versions.number
                FROM offering_blueprints
                    JOIN offering_versions ON offering_versions.id = offering_blueprints.version
                    JOIN offerings ON offerings.version = offering_versions.id
                WHERE offering_blueprints.blueprint = \(blueprint)
                ORDER BY offerings.name, offerings.id LIMIT 500
                """
            ).map { Performed(offering: try $0("id"), name: try $0("name"), number: try $0("number")) }
        }
    }

    /// The blueprints that perform several versions of offerings, in the order of these, each once.
    static func performing(_ versions: [OfferingVersion.ID], in db: any Connection) throws -> [Blueprint] {
        guard !versions.isEmpty else { return [] }
        var tied: [OfferingVersion.ID: Blueprint.ID] = [:]
        for row in try db.rows(
            "SELECT version, blueprint FROM offering_blueprints WHERE version IN \(list: Set(versions))")
        {
            tied[try row("version")] = try row("blueprint")
        }
        var order: [Blueprint.ID] = []
        for case let blueprint? in versions.map({ tied[$0] }) where !order.contains(blueprint) {
            order.append(blueprint)
        }
        return try order.map { try find($0, in: db) }
    }
}
