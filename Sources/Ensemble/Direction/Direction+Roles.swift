import Database
import Localization

/// What our part was told to be, in a conversation.
public struct ClarityRole: Sendable {
    public let id: RoleStatement.ID
    public let conversation: Conversation.ID
    public let subject: String
    public let customerName: String
    public let offeringName: String?
    public let firstContactAt: Moment
    /// When it was told begun.
    public let toldAt: Moment
    /// What was told last, and with which reason.
    public let part: RoleStatement.Part
    public let whom: String
    public let reason: String

    public var wait: Span { toldAt - firstContactAt }
}

/// Which of them stand behind a number.
public enum ClarityRoleShow: String, Sendable, CaseIterable {
    case all
    case ours, part, refer, no
    /// Declined or referred.
    case notOurs = "not-ours"

    fileprivate var parts: [RoleStatement.Part] {
        switch self {
        case .all: RoleStatement.Part.allCases
        case .ours: [.all]
        case .part: [.part]
        case .refer: [.refer]
        case .no: [.no]
        case .notOurs: [.refer, .no]
        }
    }
}

extension Direction {
    /// The conversations behind a number, last told begun.
    /// - Returns: at most `limit`, and where the next page begins.
    /// - Throws: `Fault.forbidden`.
    public func roles(
        _ show: ClarityRoleShow, _ scope: ClarityScope, after: Keyset? = nil, limit: Int = 50,
        for actor: Actor
    ) async throws -> (roles: [ClarityRole], next: Keyset?) {
        try check(scope, actor)
        return try await database.read { db in
            let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
            let roles = try db.rows(
                Self.roleListing(show, scope, zone, after: after, limit: limit + 1)
            ).map(ClarityRole.init(row:))
            let last = roles.count > limit ? roles[limit - 1] : nil
            return (
                Array(roles.prefix(limit)), last.map { Keyset(moment: $0.toldAt, id: $0.id.rawValue) }
            )
        }
    }

    /// The first statement of each conversation, with the last beside it.
    private static func told(_ columns: SQL, _ scope: ClarityScope, _ zone: Zone) -> SQL {
        """
        SELECT \(columns)
        FROM role_statements AS begun
        JOIN role_statements AS latest ON latest.id =
            (SELECT MAX(id) FROM role_statements WHERE conversation = begun.conversation)
        JOIN conversations ON conversations.id = begun.conversation
        JOIN customers ON customers.id = conversations.customer
        LEFT JOIN conversation_offerings ON conversation_offerings.conversation = begun.conversation
        LEFT JOIN offering_versions ON offering_versions.id = conversation_offerings.version
        LEFT JOIN offerings ON offerings.id = offering_versions.offering
        WHERE begun.told_at >= \(scope.from.first.start(in: zone)) AND begun.told_at < \(scope.until.last.end(in: zone))
            AND NOT EXISTS (SELECT 1 FROM role_statements AS earlier
                WHERE earlier.conversation = begun.conversation AND earlier.id < begun.id) \(narrowed(scope))
        """
    }

    static func roleListing(
        _ show: ClarityRoleShow, _ scope: ClarityScope, _ zone: Zone, after: Keyset?, limit: Int
    ) -> SQL {
        let columns: SQL = """
            begun.id, begun.conversation, begun.told_at, begun.first_contact_at, latest.part, latest.whom,
            latest.reason, conversations.subject, customers.name AS customer_name, offerings.name AS offering_name
            """
        let behind: SQL =
            after.map { "AND (begun.told_at, begun.id) < (\($0.moment), \($0.id))" } ?? ""
        return """
            \(told(columns, scope, zone)) AND latest.part IN \(list: show.parts) \(behind)
            ORDER BY begun.told_at DESC, begun.id DESC LIMIT \(limit)
            """
    }

    static func roleCells(_ scope: ClarityScope, zone: Zone, in db: any Connection) throws -> [Cell] {
        let columns: SQL = "begun.told_at, begun.first_contact_at, latest.part, offering_versions.offering"
        var cells: [Place: RoleTally] = [:]
        for row in try db.rows(told(columns, scope, zone)) {
            let (contact, told): (Moment, Moment) = (try row("first_contact_at"), try row("told_at"))
            let place = Place(month: Month(Day(told, in: zone)).number, offering: try row("offering"))
            let minutes = Int(max(0, (told - contact).milliseconds) / 60_000)
            cells[place, default: RoleTally()].waits[minutes, default: 0] += 1
            cells[place, default: RoleTally()].parts[try row("part"), default: 0] += 1
        }
        return cells.map { place, roles in
            var tally = ClarityTally()
            tally.roles = roles
            return Cell(month: place.month, offering: place.offering, tally: tally)
        }
    }

    private struct Place: Hashable {
        let month: Int
        let offering: Offering.ID?
    }
}

extension ClarityRole {
    init(row: Row) throws {
        id = try row("id")
        conversation = try row("conversation")
        subject = try row("subject")
        customerName = try row("customer_name")
        offeringName = try row("offering_name")
        firstContactAt = try row("first_contact_at")
        toldAt = try row("told_at")
        part = try row("part")
        whom = try row("whom")
        reason = try row("reason")
    }
}
