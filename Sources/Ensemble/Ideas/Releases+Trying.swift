import Database
import Localization

/// A release is tried by those who offered to, before everybody is told of it.
extension Releases {
    /// Who was asked and what they said, and who offered and was not asked yet.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func trials(of id: Release.ID, by actor: Actor) async throws -> Trials {
        try actor.requireStaff()
        return try await database.read { db in try Self.trials(of: Self.find(id, in: db), in: db) }
    }

    static func trials(of release: Release, in db: any Connection) throws -> Trials {
        var asked = try db.rows(
            """
            SELECT \(Trial.columns) FROM release_trials WHERE release = \(release.id)
            ORDER BY asked_at, customer LIMIT \(trialLimit)
            """
        ).map(Trial.init(row:))
        let names = try Surveys.names(of: asked.map(\.customer), in: db)
        for place in asked.indices { asked[place].customerName = names[asked[place].customer] ?? "?" }
        let known = Set(asked.map(\.customer))
        let offers =
            release.publishedAt == nil
            ? try Ideas.offers(for: release.ideas.map(\.id), in: db).filter { !known.contains($0.customer) }
            : []
        return Trials(asked: asked, offers: offers)
    }

    /// So many people try one release.
    static let trialLimit = 500

    /// Asks people to try a draft, each once, by a mail with a link. Only who offered is asked, and nobody who wants
    /// no such mails or has no address.
    /// - Parameter customers: `nil`: everybody who offered.
    /// - Returns: how many were asked now.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`, `Fault.invalid` where nobody was chosen, `Fault.conflict` for what
    ///   was published or where nobody is left.
    @discardableResult
    public func ask(_ customers: [Customer.ID]? = nil, toTry id: Release.ID, by actor: Actor) async throws
        -> Int
    {
        let agent = try actor.requireAgent()
        if let customers, customers.isEmpty { throw Fault.invalid("Please choose whom to ask.") }
        let now = clock()
        return try await database.write { db in
            let release = try Self.requireDraft(id, in: db)
            let trials = try Self.trials(of: release, in: db)
            let offers = trials.offers.prefix(Self.trialLimit - trials.asked.count).map(\.customer)
                .filter { customers?.contains($0) ?? true }
            let refusing = try Self.refusing(among: offers, in: db)
            let business = try Settings.business(in: db)
            var asked = 0
            for person in try Customers.find(offers, in: db) where !refusing.contains(person.id) {
                if try ask(person, toTry: release, of: business, by: agent, at: now, in: db) { asked += 1 }
            }
            guard asked > 0 else {
                throw Fault.conflict("There is nobody left who offered to try it and can be asked by mail.")
            }
            try Self.record(.trialBegun, id, ["people": String(asked)], by: actor, at: now, in: db)
            return asked
        }
    }

    private func ask(
        _ person: Customer, toTry release: Release, of business: Settings.Business, by agent: Agent.ID,
        at now: Moment, in db: any Connection
    ) throws -> Bool {
        let customer = person.id
        guard let address = person.addresses.first(where: { $0.bouncedAt == nil })?.address else {
            return false
        }
        let added = try db.execute(
            """
            INSERT INTO release_trials (release, customer, asked_by, asked_at)
            VALUES (\(release.id), \(customer), \(agent), \(now)) ON CONFLICT (release, customer) DO NOTHING
            """)
        guard added == 1 else { return false }
        let r = Customers.reader(in: person.language, of: business, at: now)
        let words = release.words(in: r.language.tag)
        let notice = Notice(
            to: address, subject: r("Would you try this? \(words.title)"),
            text: """
                \(r("You offered to try what comes of an idea at \(business.name). It is ready to be tried, before anybody else is told:"))

                \(words.title)

                \(words.text)

                \(r("Here you say whether it does what you needed:"))

                \(baseURL)\(Self.trialPath(of: release.id, customer, seal))

                \(r("Tell me no more of it")): \(baseURL)\(Self.refusalPath(of: customer, seal))
                """)
        try Jobs.add(.sendNotice, payload: notice, runAt: now, at: now, in: db)
        return true
    }

    // MARK: The link

    /// The page behind the link in the mail; nobody can make one up for somebody else.
    static func trialPath(of release: Release.ID, _ customer: Customer.ID, _ seal: Seal) -> String {
        "/trial/\(release)-\(customer)-\(seal.sign("trial \(release) \(customer)"))"
    }

    func parts(of link: String) throws(Fault) -> (Release.ID, Customer.ID) {
        let parts = link.split(separator: "-", maxSplits: 2).map(String.init)
        guard parts.count == 3, let release = Release.ID(parts[0]), let customer = Customer.ID(parts[1]),
            seal.isSigned("trial \(release) \(customer)", by: parts[2])
        else { throw .notFound("This link no longer works.") }
        return (release, customer)
    }

    /// What is to be tried, and what was said of it.
    /// - Throws: `Fault.notFound` for a link that is made up, or of a draft that was thrown away.
    public func trial(behind link: String) async throws -> (release: Release, trial: Trial) {
        let (release, customer) = try parts(of: link)
        return try await database.read { db in try Self.trial(release, customer, in: db) }
    }

    static func trial(_ release: Release.ID, _ customer: Customer.ID, in db: any Connection) throws
        -> (
            release: Release, trial: Trial
        )
    {
        let row = try db.row(
            "SELECT \(Trial.columns) FROM release_trials WHERE release = \(release) AND customer = \(customer)"
        )
        guard let row else { throw Fault.notFound("This link no longer works.") }
        return (try find(release, in: db), try Trial(row: row))
    }

    /// Says whether it does what they needed. Until it is published, the last word holds.
    /// - Parameter credit: by which name they may be thanked in public; empty: by none.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict` once it is published.
    public func judge(_ verdict: Trial.Verdict, saying words: String, credit: String, by link: String)
        async throws
    {
        let (release, customer) = try parts(of: link)
        let (words, credit) = (words.trimmed, credit.oneLine)
        guard words.count <= 2_000, credit.count <= 100 else {
            throw Fault.invalid("Up to 2,000 characters are kept, and a name of up to 100.")
        }
        let now = clock()
        try await database.write { db in
            guard try Self.trial(release, customer, in: db).release.publishedAt == nil else {
                throw Fault.conflict("It was published already. Thank you for trying it.")
            }
            let changed = try db.execute(
                """
                UPDATE release_trials SET verdict = \(verdict), words = \(words), credit = \(credit), answered_at = \(now)
                WHERE release = \(release) AND customer = \(customer)
                    AND NOT (verdict IS NOT DISTINCT FROM \(verdict) AND words = \(words) AND credit = \(credit))
                """)
            guard changed == 1 else { return }
            try Self.record(
                .trialAnswered, release, ["verdict": verdict.rawValue], by: .customer(customer),
                customer: customer, at: now, in: db)
        }
    }
}
