import Database
import Localization

extension MonthlyLetters {
    /// Of the first day of the month after, by the business's clock: when everybody sleeps no letter comes.
    static let hour: Int64 = 7

    private static func key(_ month: Month) -> String { "letter:\(month.number)" }

    /// Has the letter of the month that runs now written when it is over, if that is not waited for already.
    public func expect() async throws {
        let now = clock()
        try await database.write { db in try Self.expect(at: now, in: db) }
    }

    /// - Parameter written: the month whose letter was just written. Where nobody worked for a while, the month
    ///   that ended last still has its letter; those before it are no news any more.
    private static func expect(
        after written: Month? = nil, at now: Moment, in db: any Connection
    ) throws {
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        let present = Month(Day(now, in: zone))
        let month = written.map { max($0 + 1, present - 1) } ?? present
        try Jobs.add(
            .writeLetter, key: key(month), payload: month.number,
            runAt: (month.last + 1).start(in: zone) + .hours(hour), at: now, in: db)
    }

    /// Looks into a month and mails what changed to every administrator in their own language, once; then waits
    /// for the next.
    func write(_ job: Job) async throws {
        let month = Month(number: try JSON.value(Int.self, from: job.payload))
        let items = try await items(until: month, by: .system)
        let now = clock()
        try await database.write { db in
            let business = try Settings.business(in: db)
            let people = items.isEmpty ? [] : try Self.recipients(in: db)
            let isFirst = try db.execute(
                """
                INSERT INTO monthly_letters (month, items, recipients, written_at)
                VALUES (\(month.number), \(items.count), \(people.count), \(now)) ON CONFLICT (month) DO NOTHING
                """)
            if isFirst == 1 {
                for agent in people {
                    let notice = notice(items, of: month, to: agent, business, at: now)
                    try Jobs.add(.sendNotice, payload: notice, runAt: now, at: now, in: db)
                }
            }
            try Jobs.finish(job, in: db)
            try Self.expect(after: month, at: now, in: db)
        }
    }

    private static func recipients(in db: any Connection) throws -> [Agent] {
        try Agents.all(in: db).filter { $0.role == .administrator && $0.disabledAt == nil && $0.hasPassword }
    }

    private func notice(
        _ items: [LetterItem], of month: Month, to agent: Agent, _ business: Settings.Business, at now: Moment
    ) -> Notice {
        let zone = Zone.named(agent.timeZone ?? business.timeZone) ?? .utc
        let tag = agent.language ?? business.language
        let language = languages.best(for: nil, preferred: tag)
        let r = Reader(language: language, zone: zone, now: now.milliseconds)
        return Notice(
            to: agent.email, subject: r("\(business.name): what changed until \(r.month(month))"),
            text: text(items, of: month, r))
    }

    /// The letter as it is mailed.
    func text(_ items: [LetterItem], of month: Month, _ r: Reader) -> String {
        let first = r.month(month - (Self.length - 1))
        let opening = r(
            "What changed beyond noise from \(first) to \(r.month(month)), beside the three months before:")
        let lines = items.enumerated().map { place, item in
            "\(place + 1). \(item.words(r))\n   \(baseURL)\(item.path)"
        }
        let ending = r(
            "Each is told apart from chance at 99%, as many are looked at. When nothing changes, no letter comes."
        )
        return ([opening] + lines + [ending, "\(baseURL)/direction/letter?until=\(month)"])
            .joined(separator: "\n\n")
    }
}
