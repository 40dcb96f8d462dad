import Database
import Localization

/// A kind of work, such as examining or explaining, which hours can carry.
///
/// Hours go by it in the lens of what is worked; those that carry none go by
/// their matter's offering.
public struct Activity: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Activity>

    /// What is said of it.
    public struct Text: Equatable, Sendable {
        public var name: String
        /// In points, never 0.
        public var profile: OfferingText.Profile
        /// On what the points rest.
        public var evidence: String

        public init(_ name: String, _ profile: OfferingText.Profile, evidence: String) {
            self.name = name
            self.profile = profile
            self.evidence = evidence
        }
    }

    public let id: ID
    /// 1, 2, 3 and so on: an edit makes the next, and hours keep theirs.
    public let number: Int
    public let text: Text
    /// Since when it is said like this.
    public let since: Moment
    /// `nil` while hours can be booked on it.
    public let endedAt: Moment?
}

extension Activity.Text {
    /// As it is kept.
    /// - Throws: `Fault.invalid`.
    func checked() throws(Fault) -> Self {
        let text = Self(name.oneLine, profile, evidence: evidence.trimmed)
        guard !text.name.isEmpty, text.name.count <= 80 else {
            throw .invalid("A kind of work has a name of 1 to 80 characters.")
        }
        guard [profile.product, profile.service, profile.idea].allSatisfy({ (1...1_000).contains($0) }) else {
            throw .invalid("Product, service and idea each have 1 to 1,000 points: nothing is ever none.")
        }
        guard !text.evidence.isEmpty, text.evidence.count <= 1_000 else {
            throw .invalid("Please say on what the points rest, in at most 1,000 characters.")
        }
        return text
    }
}

extension Activity {
    static let columns: SQL = """
        activity_versions.activity, activity_versions.number, activity_versions.name, activity_versions.product,
        activity_versions.service, activity_versions.idea, activity_versions.evidence, activity_versions.made_at,
        activities.ended_at
        """

    init(row: Row) throws {
        id = try row("activity")
        number = try row("number")
        text = Text(
            try row("name"),
            OfferingText.Profile(try row("product"), try row("service"), try row("idea")),
            evidence: try row("evidence"))
        since = try row("made_at")
        endedAt = try row("ended_at")
    }
}
