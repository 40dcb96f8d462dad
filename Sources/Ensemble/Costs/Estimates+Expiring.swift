import Database
import Localization

/// What happens by itself: a reminder before the last day, the end after it.
extension Estimates {
    /// How long before its end a customer is reminded.
    static let reminder = Span.days(3)

    private static func reminderKey(_ id: Estimate.ID) -> String { "estimate-reminder:\(id)" }
    private static func expiryKey(_ id: Estimate.ID) -> String { "estimate-expiry:\(id)" }

    static func setTimers(_ id: Estimate.ID, at now: Moment, in db: any Connection) throws {
        guard let day: Day = try db.value("SELECT valid_until FROM estimates WHERE id = \(id)") else {
            return
        }
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        let end = day.end(in: zone)
        try Jobs.add(
            .expireEstimate, key: expiryKey(id), payload: id, runAt: end, at: now, in: db)
        // In the morning, not at midnight; nobody is reminded of what came today.
        let remindAt = end - reminder + .hours(9)
        guard remindAt > now + .days(1) else { return }
        try Jobs.add(
            .remindOfEstimate, key: reminderKey(id), payload: id, runAt: remindAt, at: now, in: db)
    }

    static func clearTimers(_ id: Estimate.ID, at now: Moment, in db: any Connection) throws {
        try Jobs.cancel(key: expiryKey(id), at: now, in: db)
        try Jobs.cancel(key: reminderKey(id), at: now, in: db)
    }

    /// Ends an estimate whose last day is over; one that was answered stays as it is.
    func expire(_ id: Estimate.ID) async throws {
        let now = clock()
        try await database.write { db in
            guard let row = try db.row("SELECT \(Estimate.columns) FROM estimates WHERE id = \(id)") else {
                return
            }
            let estimate = try Estimate(row: row)
            guard estimate.state.isOpen, try estimate.state(at: now, in: db) == .expired else { return }
            try db.execute(
                """
                UPDATE estimates SET state = \(EstimateState.expired), changed_at = \(now)
                WHERE id = \(id) AND state = \(estimate.state)
                """)
            let conversation = try Conversations.living(estimate.conversation, in: db)
            try Events.record(
                .estimateExpired, by: .system, conversation: conversation.id,
                data: ["kind": estimate.kind.rawValue, "number": estimate.reference], at: now, in: db)
            if !conversation.isResolved {
                try Conversations.reopen(conversation, by: .system, as: nil, at: now, in: db)
            }
        }
    }

    /// Tells a customer who has not answered that the last day is near, once.
    func remind(_ id: Estimate.ID) async throws {
        let now = clock()
        try await database.write { [self] db in
            guard let row = try db.row("SELECT \(Estimate.columns) FROM estimates WHERE id = \(id)") else {
                return
            }
            let estimate = try Estimate(row: row)
            guard try estimate.state(at: now, in: db).isOpen, let day = estimate.content.validUntil else {
                return
            }
            // Joined with another's matter it is nobody's to accept any more.
            guard let conversation = try? Self.theirs(estimate, in: db) else { return }
            let customer = try Customers.find(conversation.customer, in: db)
            guard !conversation.isResolved, let address = customer.addresses.first?.address else { return }
            let r = try Customers.reader(for: conversation.customer, at: now, in: db)
            let text = r(
                "\(estimate.heading(r)) is valid until \(r.date(day)). If you want it, accept it here; if not, just leave it:"
            )
            try Jobs.add(
                .sendNotice, key: nil,
                payload: Notice(
                    to: address, subject: r("Still open: \(estimate.heading(r))"),
                    text: text + "\n\n\(baseURL)\(path(of: id))"),
                runAt: now, at: now, in: db)
            try Events.record(
                .estimateReminded, by: .system, conversation: conversation.id,
                data: ["kind": estimate.kind.rawValue, "number": estimate.reference], at: now, in: db)
        }
    }
}
