import Database
import Localization

/// What owner and team say the business is, each time they say it.
public struct Declarations: Sendable {
    let database: any Database
    let clock: Clock
    let seal: Seal
    let baseURL: String

    /// Says how much product, service and idea the business is, or an offering.
    /// - Parameter target: what it should be; `nil`: nothing is said of that.
    /// - Throws: `Fault.forbidden`, `Fault.invalid` for points that don't make 100, `Fault.notFound`.
    @discardableResult
    public func declare(
        _ points: Declaration.Points, target: Declaration.Points? = nil, of offering: Offering.ID? = nil,
        by actor: Actor
    ) async throws -> Declaration.ID {
        let agent = try actor.requireAgent()
        let now = clock()
        return try await database.write { db in
            try Self.write(
                points, target, offering, "agent \(agent)", try Agents.find(agent, in: db).name, by: actor,
                at: now, in: db)
        }
    }

    private static func write(
        _ points: Declaration.Points, _ target: Declaration.Points?, _ offering: Offering.ID?,
        _ respondent: String, _ name: String, by actor: Actor, at now: Moment, in db: any Connection
    ) throws -> Declaration.ID {
        try points.check()
        try target?.check()
        if let offering { _ = try Offerings.find(offering, in: db) }
        let id = try Declaration.ID(rawValue: db.newID())
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        try db.execute(
            """
            INSERT INTO declarations (id, scope, respondent, name, product, service, idea, target_product,
                target_service, target_idea, month, made_at)
            VALUES (\(id), \(offering?.rawValue ?? 0), \(respondent), \(name), \(points.product),
                \(points.service), \(points.idea), \(target?.product), \(target?.service), \(target?.idea),
                \(Month(Day(now, in: zone)).number), \(now))
            """)
        try Events.record(
            .emphasisDeclared, by: actor,
            data: ["by": name, "points": points.all.map(String.init).joined(separator: "-")], at: now, in: db)
        return id
    }

    // MARK: By a link

    /// A link by which a person declares without signing in; it works until it is ended.
    /// - Throws: `Fault.forbidden`, `Fault.invalid` for a name that is none.
    @discardableResult
    public func makeLink(for name: String, by actor: Actor) async throws -> DeclarationLink.ID {
        try actor.requireAdministrator()
        let agent = try actor.requireAgent()
        let name = name.oneLine
        guard !name.isEmpty, name.count <= 100 else {
            throw Fault.invalid("Please say for whom the link is.")
        }
        let now = clock()
        return try await database.write { db in
            let id = try DeclarationLink.ID(rawValue: db.newID())
            try db.execute(
                """
                INSERT INTO declaration_links (id, name, made_by, made_at)
                VALUES (\(id), \(name), \(agent), \(now))
                """)
            try Events.record(.declarationLinkMade, by: actor, data: ["name": name], at: now, in: db)
            return id
        }
    }

    /// - Throws: `Fault.forbidden`, `Fault.notFound`.
    public func endLink(_ id: DeclarationLink.ID, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            let name: String? = try db.value(
                """
                UPDATE declaration_links SET ended_at = \(now) WHERE id = \(id) AND ended_at IS NULL
                RETURNING name
                """)
            guard let name else { throw Fault.notFound("There is no such link.") }
            try Events.record(.declarationLinkEnded, by: actor, data: ["name": name], at: now, in: db)
        }
    }

    /// The path of a link's page.
    func path(of id: DeclarationLink.ID) -> String { "/declare/\(id).\(seal.sign("declare \(id)"))" }

    func address(of id: DeclarationLink.ID) -> String { baseURL + path(of: id) }

    /// Whose link it is.
    /// - Throws: `Fault.notFound` for one that is made up or ended.
    public func link(behind word: String) async throws -> DeclarationLink {
        try await database.read { db in try link(behind: word, in: db) }
    }

    private func link(behind word: String, in db: any Connection) throws -> DeclarationLink {
        let parts = word.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let id = DeclarationLink.ID(String(parts[0])),
            seal.isSigned("declare \(id)", by: String(parts[1])),
            let row = try db.row(
                """
                SELECT id, name, made_at, ended_at FROM declaration_links WHERE id = \(id) AND ended_at IS NULL
                """)
        else { throw Fault.notFound("There is no such page.") }
        return try DeclarationLink(row: row)
    }

    /// - Throws: `Fault.notFound`, `Fault.invalid`.
    @discardableResult
    public func declare(
        behind word: String, _ points: Declaration.Points, target: Declaration.Points? = nil,
        of offering: Offering.ID? = nil
    ) async throws -> Declaration.ID {
        let now = clock()
        return try await database.write { db in
            let link = try link(behind: word, in: db)
            return try Self.write(
                points, target, offering, "link \(link.id)", link.name, by: .system, at: now, in: db)
        }
    }

    // MARK: Reading

    /// What was declared, newest first, at most 200; and the links, for administrators.
    /// - Throws: `Fault.forbidden`.
    public func all(for actor: Actor) async throws -> (said: [Declaration], links: [DeclarationLink]) {
        _ = try actor.requireAgent()
        let isAdministrator = (try? actor.requireAdministrator()) != nil
        return try await database.read { db in
            let own = "agent \(actor.rawID ?? 0)"
            // What colleagues say is for the owner; the team speaks freely.
            let whose: SQL = isAdministrator ? "" : "WHERE respondent = \(own)"
            let said = try db.rows(
                "SELECT \(Declaration.columns) FROM declarations \(whose) ORDER BY id DESC LIMIT 200"
            ).map(Declaration.init(row:))
            let links =
                try isAdministrator
                ? db.rows(
                    "SELECT id, name, made_at, ended_at FROM declaration_links WHERE ended_at IS NULL ORDER BY id DESC LIMIT 200"
                ).map(DeclarationLink.init(row:)) : []
            return (said, links)
        }
    }
}

extension DeclarationLink {
    init(row: Row) throws {
        id = try row("id")
        name = try row("name")
        madeAt = try row("made_at")
        endedAt = try row("ended_at")
    }
}

extension Declarations {
    /// What the business should be, as the latest who said so wants it.
    /// - Throws: `Fault.forbidden`.
    func target(of scope: LensScope, for actor: Actor) async throws -> Declaration.Points? {
        try actor.requireAdministrator()
        return try await database.read { db in
            try db.row(
                """
                SELECT \(Declaration.columns) FROM declarations
                WHERE scope = \(scope.number) AND month <= \(scope.until.number) AND target_product IS NOT NULL
                ORDER BY id DESC LIMIT 1
                """
            ).flatMap { try Declaration(row: $0).target }
        }
    }
}

extension Direction {
    /// The offerings that customers find: what somebody without an account may be asked about.
    func publicOfferingNames() async throws -> [(id: Offering.ID, name: String)] {
        try await database.read { db in
            try Offerings.all(onlyPublic: true, in: db).map { (id: $0.id, name: $0.version.text.name) }
        }
    }
}
