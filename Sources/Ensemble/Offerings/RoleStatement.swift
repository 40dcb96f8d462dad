import Database
import Localization

/// What the business told a customer about its part in a matter.
public struct RoleStatement: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<RoleStatement>

    public enum Part: String, Sendable, CaseIterable, Bindable, Readable {
        /// We do it all.
        case all
        /// We do a part, a partner the rest.
        case part
        /// Somebody else does it, whom we name.
        case refer
        /// We don't do it.
        case no
    }

    public let id: ID
    public let conversation: Conversation.ID
    public let part: Part
    /// The partner, or who is suggested; empty where there is none.
    public let whom: String
    public let reason: String
    public let toldAt: Moment
    /// When the customer first wrote, in the matter it was told in.
    public let firstContactAt: Moment
}

extension RoleStatement.Part {
    func name(for r: Reader) -> String {
        switch self {
        case .all: r("We do all of it")
        case .part: r("We do part of it, with a partner")
        case .refer: r("We refer to somebody else")
        case .no: r("We don’t do it")
        }
    }

    /// The sentence for the customer.
    func sentence(_ whom: String, for r: Reader) -> String {
        switch self {
        case .all: r("We do all of this ourselves.")
        case .part:
            whom.isEmpty
                ? r("We do part of this; a partner of ours does the rest.")
                : r("We do part of this; \(whom) does the rest.")
        case .refer:
            whom.isEmpty
                ? r("We don’t do this ourselves, and suggest that you ask somebody who does.")
                : r("We don’t do this ourselves, and suggest that you ask \(whom).")
        case .no: r("We don’t do this.")
        }
    }
}

extension RoleStatement {
    static let columns: SQL = "id, conversation, part, whom, reason, told_at, first_contact_at"

    init(row: Row) throws {
        id = try row("id")
        conversation = try row("conversation")
        part = try row("part")
        whom = try row("whom")
        reason = try row("reason")
        toldAt = try row("told_at")
        firstContactAt = try row("first_contact_at")
    }
}
