import Database
import Localization

/// Something that customers are asked, and the rules by which they are.
public struct Survey: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Survey>

    /// What is measured. The raw values are stored: never change one.
    public enum Kind: String, Sendable, CaseIterable, Codable, Bindable, Readable {
        /// Satisfaction from 1 to 5; satisfied is 4 or 5.
        case csat
        /// Effort: "made it easy", from 1 to 7; easy is 5 to 7.
        case ces
        /// Recommendation from 0 to 10.
        case nps
        /// What comes to mind at the business's name.
        case association
        /// What it came to in the end: core, service, money, promise.
        case endResult = "end-result"
        case custom
    }

    public enum State: String, Sendable, CaseIterable, Codable, Bindable, Readable {
        case drafted, asking, paused, ended
    }

    /// What makes it ask.
    public enum Occasion: String, Sendable, CaseIterable, Codable, Bindable, Readable {
        /// Somebody of the team, from a conversation.
        case hand
        /// A conversation was resolved, and some time has gone by.
        case resolved
        /// A customer comes to their own place.
        case portal
    }

    /// The rules of asking.
    public struct Rules: Equatable, Sendable {
        public var when: Occasion
        /// From resolving to asking; 0 to 2160 (90 days).
        public var delayHours: Int
        /// How many of those who could be asked are, in percent: 1 to 100. By hand everybody is.
        public var share: Int
        /// Nobody is asked within so many days of having been asked anything; 0 to 3650.
        public var restDays: Int
        /// How long an answer is taken; 1 to 365.
        public var openDays: Int
        /// Conversations of this mailbox alone; `nil`: of any.
        public var mailbox: Mailbox.ID?

        public init(
            when: Occasion = .hand, delayHours: Int = 24, share: Int = 100, restDays: Int = 90,
            openDays: Int = 30, mailbox: Mailbox.ID? = nil
        ) {
            self.when = when
            self.delayHours = delayHours
            self.share = share
            self.restDays = restDays
            self.openDays = openDays
            self.mailbox = mailbox
        }

        /// - Throws: `Fault.invalid` outside the limits.
        func check() throws(Fault) {
            guard (0...2_160).contains(delayHours) else {
                throw .invalid("The delay is 0 to 2,160 hours: at most 90 days.")
            }
            guard (1...100).contains(share) else {
                throw .invalid("The share that is asked is 1 to 100 percent.")
            }
            guard (0...3_650).contains(restDays) else {
                throw .invalid("The rest between two questions is 0 to 3,650 days.")
            }
            guard (1...365).contains(openDays) else {
                throw .invalid("An answer is taken for 1 to 365 days.")
            }
        }
    }

    public let id: ID
    public let kind: Kind
    public let state: State
    public let rules: Rules
    /// The number of the present version, from 1.
    public let version: Int
    public let content: SurveyContent
    public let createdAt: Moment
}

extension Survey.State {
    /// What it can become.
    var next: [Survey.State] {
        switch self {
        case .drafted: [.asking]
        case .asking: [.paused, .ended]
        case .paused: [.asking, .ended]
        case .ended: []
        }
    }
}

extension Survey {
    static let columns: SQL = """
        surveys.id, surveys.kind, surveys.state, surveys.asked_when, surveys.delay_hours, surveys.share,
        surveys.rest_days, surveys.open_days, surveys.mailbox, surveys.version, surveys.created_at,
        survey_versions.content
        """
    static let joined: SQL = """
        surveys JOIN survey_versions
            ON survey_versions.survey = surveys.id AND survey_versions.number = surveys.version
        """

    init(row: Row) throws {
        id = try row("id")
        kind = try row("kind")
        state = try row("state")
        rules = Rules(
            when: try row("asked_when"), delayHours: try row("delay_hours"), share: try row("share"),
            restDays: try row("rest_days"), openDays: try row("open_days"), mailbox: try row("mailbox"))
        version = try row("version")
        createdAt = try row("created_at")
        content = try JSON.value(SurveyContent.self, from: row("content"))
    }
}

// MARK: As it is read

extension Survey.Kind {
    func name(_ r: Reader) -> String {
        switch self {
        case .csat: r("Satisfaction (CSAT)")
        case .ces: r("Effort (CES)")
        case .nps: r("Recommendation (NPS)")
        case .association: r("What comes to mind")
        case .endResult: r("End result")
        case .custom: r("Own questions")
        }
    }

    func words(_ r: Reader) -> String {
        switch self {
        case .csat: r("How satisfied they are, from 1 to 5")
        case .ces: r("Whether it was made easy, from 1 to 7")
        case .nps: r("Whether they would recommend you, from 0 to 10")
        case .association: r("Up to three things they think of when they hear your name, and why")
        case .endResult: r("The matter itself, the service, the money, what was promised")
        case .custom: r("Up to five questions of your own")
        }
    }
}

extension Survey.State {
    func name(_ r: Reader) -> String {
        switch self {
        case .drafted: r("Draft", context: "survey")
        case .asking: r("Asking")
        case .paused: r("Paused")
        case .ended: r("Ended", context: "survey")
        }
    }
}

extension Survey.Occasion {
    func name(_ r: Reader) -> String {
        switch self {
        case .hand: r("By hand, from a conversation")
        case .resolved: r("Some time after resolving")
        case .portal: r("In the customer’s own place")
        }
    }
}

extension Survey.Rules {
    /// The rules in a sentence or two.
    func words(_ r: Reader) -> String {
        let who = r("Nobody within \(r.number(restDays)) days of having been asked anything.")
        switch when {
        case .hand: return r("Asked by hand, from a conversation.") + " " + who
        case .resolved:
            let part = share == 100 ? r("everybody") : r("\(r.number(share)) of a hundred, drawn by chance")
            return r("Asked \(r.number(delayHours)) hours after resolving: \(part).") + " " + who
        case .portal:
            let part = share == 100 ? r("everybody") : r("\(r.number(share)) of a hundred, drawn by chance")
            return r("Asked in the customer’s own place: \(part).") + " " + who
        }
    }
}
