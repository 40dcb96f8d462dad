import Database
import Localization

/// The packs of rules that a business chooses from, and writes.
public struct Policies: Sendable {
    let database: any Database
    let clock: Clock

    /// One edit of a pack.
    public struct Version: Equatable, Sendable {
        public let pack: PolicyPack
        /// `nil`: it came with the program.
        public let madeBy: String?
        public let madeAt: Moment?
    }

    /// The house's own first, then what the business added, then what comes with the program.
    public func all() async throws -> [PolicyPack] {
        try await database.read { db in try PolicyPack.all(in: db) }
    }

    /// The one that holds for the business; a limit in another currency is said not to apply.
    public func current() async throws -> PolicyPack {
        try await database.read { db in
            let terms = try Settings.terms(in: db)
            return try PolicyPack.named(terms.policy, for: terms.currency, in: db)
        }
    }

    /// - Throws: `Fault.notFound`.
    public func find(_ id: String) async throws -> PolicyPack {
        try await database.read { db in try Self.find(id, in: db) }
    }

    private static func find(_ id: String, in db: any Connection) throws -> PolicyPack {
        guard let pack = try PolicyPack.find(id, in: db) else {
            throw Fault.notFound("There is no such policy.")
        }
        return pack
    }

    /// All versions of a pack, newest first.
    /// - Throws: `Fault.notFound`.
    public func versions(of id: String) async throws -> [Version] {
        try await database.read { db in
            let present = try Self.find(id, in: db)
            let names = try Agents.names(in: db)
            let kept = try db.rows(
                """
                SELECT version, made_by, created_at FROM policy_packs WHERE pack = \(id)
                ORDER BY version DESC LIMIT 500
                """
            ).compactMap { row -> Version? in
                try PolicyPack.find(id, version: row("version"), in: db).map { pack in
                    let agent: Agent.ID? = try row("made_by")
                    return Version(
                        pack: pack, madeBy: agent.flatMap { names[$0] }, madeAt: try row("created_at"))
                }
            }
            let first = PolicyPack.all.first { $0.id == id } ?? present
            return kept.contains { $0.pack.version == 1 }
                ? kept : kept + [Version(pack: first, madeBy: nil, madeAt: nil)]
        }
    }

    /// Adds a pack of the business's own. Its id is made of its name.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`.
    @discardableResult
    public func add(_ pack: PolicyPack, by actor: Actor) async throws -> String {
        try actor.requireAdministrator()
        try pack.check()
        let now = clock()
        return try await database.write { db in
            let taken = Set(try PolicyPack.all(in: db).map(\.id))
            guard taken.count < 200 else { throw Fault.invalid("At most 200 policies can be kept.") }
            var pack = pack
            pack.id = Self.id(of: pack.name, besides: taken)
            try Self.keep(pack, as: 1, by: actor, at: now, in: db)
            try Events.record(.policyAdded, by: actor, data: ["name": pack.name], at: now, in: db)
            return pack.id
        }
    }

    /// Says something else in a pack of the business's own: the next version. The same words make none.
    /// What was sent or issued keeps the version of its day.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.notFound`, `Fault.conflict` for one that came
    ///   with the program.
    public func edit(_ id: String, to pack: PolicyPack, by actor: Actor) async throws {
        try actor.requireAdministrator()
        try pack.check()
        let now = clock()
        try await database.write { db in
            let present = try Self.find(id, in: db)
            guard present.isOwn else {
                throw Fault.conflict("This policy came with the program. Copy it, and change the copy.")
            }
            var pack = pack
            (pack.id, pack.version) = (id, present.version)
            guard pack != present else { return }
            try Self.keep(pack, as: present.version + 1, by: actor, at: now, in: db)
            try Events.record(
                .policyChanged, by: actor,
                data: ["name": pack.name, "version": String(present.version + 1)], at: now, in: db)
        }
    }

    private static func keep(
        _ pack: PolicyPack, as version: Int, by actor: Actor, at now: Moment, in db: any Connection
    ) throws {
        try db.execute(
            """
            INSERT INTO policy_packs (pack, version, content, made_by, created_at)
            VALUES (\(pack.id), \(version), \(JSON.text(pack)), \(actor.rawID), \(now))
            """)
    }

    /// `Clinic rules` is `clinic-rules`; a second one `clinic-rules-2`.
    private static func id(of name: String, besides taken: Set<String>) -> String {
        let words = name.folded.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
        let base = String(words.prefix(40)).nonEmpty ?? "own"
        // Under that name stands the empty form.
        let taken = taken.union(["new"])
        guard taken.contains(base) else { return base }
        return (2...).lazy.map { "\(base)-\($0)" }.first { !taken.contains($0) } ?? base
    }
}
