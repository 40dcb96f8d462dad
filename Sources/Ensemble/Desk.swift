import Database
import Localization
import Logging

/// The whole product over one database: every door, and who follows the
/// history. Web, mail, command line, story and tests all start here.
public struct Desk: Sendable {
    public let database: any Database
    public let clock: Clock
    public let randomness: Randomness
    public let configuration: Configuration
    public let languages: Languages

    public let agents: Agents
    public let teams: Teams
    public let sessions: Sessions
    public let oneTimeLinks: OneTimeLinks
    public let invitations: Invitations
    public let passwordResets: PasswordResets
    public let apiTokens: APITokens
    public let customers: Customers
    public let portal: Portal
    public let mailboxes: Mailboxes
    public let conversations: Conversations
    public let attachments: Attachments
    public let plans: Plans
    public let blueprints: Blueprints
    public let promises: Promises
    public let incoming: Incoming
    public let outbox: Outbox
    public let unsentMail: UnsentMail
    public let events: Events
    public let notifications: Notifications
    public let jobs: Jobs
    public let settings: Settings
    public let offerings: Offerings
    public let estimates: Estimates
    public let work: WorkLog
    public let tells: Tells
    public let policies: Policies
    public let invoices: Invoices
    public let direction: Direction
    public let mentions: HeardMentions
    public let declarations: Declarations
    public let activities: Activities
    public let proposals: Proposals
    public let payments: Payments
    public let surveys: Surveys
    public let nameIdeas: NameIdeas
    public let results: Results
    public let decisions: Decisions
    public let profits: Profits
    public let letters: MonthlyLetters
    public let ideas: Ideas
    public let releases: Releases
    let seal: Seal
    let pages: PageCache

    /// Opens a desk: brings the database up to date and reads the installation's key.
    /// - Throws: `DatabaseError` when the database is newer than this program.
    public static func open(
        _ database: any Database, configuration: Configuration = Configuration(), clock: Clock = .system,
        randomness: Randomness = .system
    ) async throws -> Desk {
        try await database.migrate(Schema.migrations)
        let database = WatchedDatabase(base: database)
        let seal = try await Settings.seal(in: database, randomness: randomness)
        return Desk(
            database: database, configuration: configuration, clock: clock, randomness: randomness, seal: seal
        )
    }

    private init(
        database: any Database, configuration: Configuration, clock: Clock, randomness: Randomness, seal: Seal
    ) {
        self.database = database
        self.configuration = configuration
        self.clock = clock
        self.randomness = randomness
        self.seal = seal
        languages = Translations.languages
        pages = PageCache()
        agents = Agents(database: database, clock: clock)
        teams = Teams(database: database, clock: clock)
        sessions = Sessions(database: database, clock: clock, randomness: randomness)
        oneTimeLinks = OneTimeLinks(database: database, clock: clock, randomness: randomness)
        invitations = Invitations(
            database: database, clock: clock, links: oneTimeLinks, languages: languages,
            baseURL: configuration.baseURL)
        passwordResets = PasswordResets(
            database: database, clock: clock, links: oneTimeLinks, languages: languages,
            baseURL: configuration.baseURL)
        apiTokens = APITokens(database: database, clock: clock, randomness: randomness)
        customers = Customers(database: database, clock: clock)
        portal = Portal(
            database: database, clock: clock, links: oneTimeLinks, languages: languages,
            baseURL: configuration.baseURL)
        mailboxes = Mailboxes(database: database, clock: clock)
        conversations = Conversations(database: database, clock: clock, seal: seal)
        attachments = Attachments(database: database, clock: clock)
        blueprints = Blueprints(database: database, clock: clock)
        promises = Promises(database: database, clock: clock)
        plans = Plans(
            database: database, clock: clock, seal: seal, conversations: conversations,
            desk: Plans.Outside(seal: seal, languages: languages, baseURL: configuration.baseURL))
        incoming = Incoming(database: database, clock: clock, seal: seal)
        let drawer = DrawerCarrier(database: database, clock: clock)
        outbox = Outbox(
            database: database, clock: clock, seal: seal,
            carrier: SMTPCarrier(
                server: configuration.smtp, authorities: configuration.mailAuthorities, drawer: drawer))
        unsentMail = UnsentMail(database: database)
        events = Events(database: database)
        notifications = Notifications(
            database: database, clock: clock, languages: languages, baseURL: configuration.baseURL)
        jobs = Jobs(database: database, clock: clock, randomness: randomness)
        settings = Settings(database: database, clock: clock)
        offerings = Offerings(database: database, clock: clock)
        invoices = Invoices(
            database: database, clock: clock, seal: seal, baseURL: configuration.baseURL)
        payments = Payments(
            database: database, clock: clock, randomness: randomness, invoices: invoices,
            api: configuration.stripeAPI)
        surveys = Surveys(
            database: database, clock: clock, randomness: randomness, seal: seal,
            baseURL: configuration.baseURL)
        nameIdeas = NameIdeas(database: database, clock: clock)
        results = Results(database: database, clock: clock)
        decisions = Decisions(database: database, clock: clock)
        profits = Profits(database: database, clock: clock)
        letters = MonthlyLetters(
            database: database, clock: clock, languages: languages, baseURL: configuration.baseURL)
        ideas = Ideas(
            database: database, clock: clock, randomness: randomness, baseURL: configuration.baseURL)
        releases = Releases(
            database: database, clock: clock, seal: seal, baseURL: configuration.baseURL)
        tells = Tells(database: database, clock: clock)
        policies = Policies(database: database, clock: clock)
        direction = Direction(database: database, clock: clock)
        mentions = HeardMentions(
            database: database, clock: clock, seal: seal, baseURL: configuration.baseURL)
        proposals = Proposals(database: database, clock: clock, coder: StartingCoder())
        declarations = Declarations(
            database: database, clock: clock, seal: seal, baseURL: configuration.baseURL)
        activities = Activities(database: database, clock: clock)
        work = WorkLog(database: database, clock: clock)
        estimates = Estimates(
            database: database, clock: clock, seal: seal, baseURL: configuration.baseURL)
    }

    /// Those who follow the history.
    var readers: [any EventReader] {
        [
            SearchReader(), PlanReader(clock: clock, outside: plans.desk), NotificationReader(),
            ClarityReader(), EmphasisReader(), SurveyReader(), ProposalReader(), ResultReader(),
            ProfitReader(),
        ]
    }

    /// Lets every reader work off what is new. The server does it as things
    /// happen; tests and commands when they need the result.
    ///
    /// On PostgreSQL a transaction that is still running, even another
    /// database's, can hold a reader back for a moment: it is waited for, 5 s at most.
    public func catchUp() async throws {
        do { try await catchUp(readers) } catch {
            if error is CancellationError { throw error }
            // One that stumbles must not hold back the others.
            var problem: (any Error)?
            for reader in readers {
                do { try await catchUp([reader]) } catch { problem = problem ?? error }
            }
            if let problem { throw problem }
        }
    }

    /// Lets every reader work off what happens as it happens, until the task
    /// is cancelled or the database is closed.
    /// - Parameter failed: hears of what went wrong; it is tried again.
    public func follow(failed: @escaping @Sendable (any Error) -> Void) async {
        let alarm = Alarm()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await news in database.announcements()
                where news.channel == Events.channel || news.channel == "*" {
                    await alarm.ring()
                }
            }
            group.addTask {
                while !Task.isCancelled {
                    do { try await catchUp() } catch {
                        if Task.isCancelled { return }
                        failed(error)
                    }
                    await alarm.sleep(for: .seconds(20))
                }
            }
            await group.next()
            group.cancelAll()
        }
    }

    private func catchUp(_ readers: [any EventReader]) async throws {
        for _ in 0..<500 {
            try await events.catchUp(readers)
            guard try await events.isBehind(readers) else { break }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
