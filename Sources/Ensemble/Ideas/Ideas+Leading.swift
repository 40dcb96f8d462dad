import Database
import Statistics

/// Who is ahead of a topic: wanted it long before it was common, and would gain much from it.
///
/// Source: von Hippel (1986); MEASURES, section 9. By topic and never by
/// person: nobody is called a lead user here.
extension Ideas {
    /// What is known of a tag.
    public struct Topic: Equatable, Sendable {
        public let tag: String
        /// How many people wanted something of it.
        public let people: Int
        public let since: Moment
        /// When the tenth person came; `nil`: they have not.
        public let commonSince: Moment?
        /// How many came at least 90 days before the tenth.
        public let ahead: Int
        /// Of these: who offered to try what comes of it, and who manages in a way of their own.
        public let offered: Int
        public let managing: Int
    }

    public struct Leading: Equatable, Sendable {
        /// The one with the most people first.
        public var topics: [Topic] = []
        /// Topics that were raised at least 90 days ago, and those of them that became common at least 90 days later.
        public var judged = 0
        public var came = 0

        /// How often a topic that somebody raised became common, with its 95% interval; `nil` without any.
        public var share: Figure? { try? Proportion.wilson(came, of: judged) }
    }

    /// So many people make a topic common.
    public static let commonPeople = 10
    /// Who comes so long before is ahead.
    public static let aheadBy = Span.days(90)
    static let topicsShown = 50

    /// - Throws: `Fault.forbidden`.
    public func leading(by actor: Actor) async throws -> Leading {
        try actor.requireStaff()
        let now = clock()
        return try await database.read { db in
            let topics = try db.rows(Self.leadingSQL).map { row in
                Topic(
                    tag: try row("tag"), people: try row("people"), since: try row("since"),
                    commonSince: try row("common_since"), ahead: try row("ahead"),
                    offered: try row("offered"),
                    managing: try row("managing"))
            }
            var leading = Leading(topics: Array(topics.prefix(Self.topicsShown)))
            for topic in topics where topic.since <= now - Self.aheadBy {
                leading.judged += 1
                if let common = topic.commonSince, common >= topic.since + Self.aheadBy { leading.came += 1 }
            }
            return leading
        }
    }

    /// When somebody first wanted something of a topic: by a vote, by bringing it up, by writing of it.
    private static let firsts: SQL = """
        SELECT tag_key, customer, MIN(at) AS at FROM (
            SELECT idea_tags.tag_key, idea_votes.customer, idea_votes.voted_at AS at FROM idea_tags
                JOIN idea_votes ON idea_votes.idea = idea_tags.idea
            UNION ALL SELECT idea_tags.tag_key, ideas.author, ideas.created_at FROM idea_tags
                JOIN ideas ON ideas.id = idea_tags.idea WHERE ideas.author_kind = 'customer' AND ideas.is_proven = 1
            UNION ALL SELECT idea_tags.tag_key, idea_evidence.customer, messages.created_at FROM idea_tags
                JOIN idea_evidence ON idea_evidence.idea = idea_tags.idea
                JOIN messages ON messages.id = idea_evidence.message) AS wants
        GROUP BY tag_key, customer
        """

    private static let leadingSQL: SQL = """
        WITH placed AS (
            SELECT tag_key, customer, at, ROW_NUMBER() OVER (PARTITION BY tag_key ORDER BY at, customer) AS place
            FROM (\(firsts)) AS firsts),
        commons AS (SELECT tag_key, at FROM placed WHERE place = \(commonPeople)),
        offers AS (
            SELECT idea_tags.tag_key, idea_offers.customer,
                MAX(CASE WHEN idea_offers.workaround = '' THEN 0 ELSE 1 END) AS manages
            FROM idea_tags JOIN idea_offers ON idea_offers.idea = idea_tags.idea
            GROUP BY idea_tags.tag_key, idea_offers.customer)
        SELECT (SELECT MIN(tag) FROM idea_tags WHERE idea_tags.tag_key = placed.tag_key) AS tag, COUNT(*) AS people,
            MIN(placed.at) AS since, MIN(commons.at) AS common_since,
            COUNT(CASE WHEN placed.at <= commons.at - \(aheadBy.milliseconds) THEN 1 END) AS ahead,
            COUNT(CASE WHEN placed.at <= commons.at - \(aheadBy.milliseconds) AND offers.customer IS NOT NULL THEN 1 END) AS offered,
            COUNT(CASE WHEN placed.at <= commons.at - \(aheadBy.milliseconds) AND offers.manages = 1 THEN 1 END) AS managing
        FROM placed LEFT JOIN commons ON commons.tag_key = placed.tag_key
        LEFT JOIN offers ON offers.tag_key = placed.tag_key AND offers.customer = placed.customer
        GROUP BY placed.tag_key ORDER BY people DESC, placed.tag_key
        """
}
