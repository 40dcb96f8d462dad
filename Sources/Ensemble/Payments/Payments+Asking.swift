import Database

/// Where nobody tells, the provider is asked: what is on its way does not stay there for ever.
extension Payments {
    /// So long something can be on its way before somebody looks at it.
    static let patience = Span.days(30)

    /// Where neither the customer comes back nor the provider tells, we ask by ourselves.
    static func askLater(
        _ id: Checkout.ID, after pause: Span = .hours(1), at now: Moment, in db: any Connection
    )
        throws
    {
        try Jobs.add(
            .askProvider, key: "checkout:\(id):\(now.milliseconds)", payload: id, runAt: now + pause, at: now,
            in: db)
    }

    /// Asks every hour for a day and a bit, then daily for what is on its way, until it is decided; what is
    /// not here after 30 days somebody looks at.
    func askAgain(_ id: Checkout.ID) async throws {
        let now = clock()
        let checkout = try await database.read { db in try Self.find(id, in: db) }
        guard [.open, .pending].contains(checkout.state) else { return }
        let age = now - checkout.begunAt
        let present: Checkout
        do {
            present = try await ask(checkout)
        } catch  where age >= Self.patience {
            present = checkout
        } catch is StripeProblem {
            throw JobFailure.later("Stripe can’t be reached.")
        }
        guard [.open, .pending].contains(present.state) else { return }
        try await database.write { db in
            guard age >= Self.patience else {
                let pause: Span = age < .hours(26) ? .hours(1) : .days(1)
                return try Self.askLater(id, after: pause, at: now, in: db)
            }
            // A page is good for a day: what is open still was never paid.
            if present.state == .pending { try Self.noteLate(present, at: now, in: db) }
        }
    }

    /// What was on its way for too long is owed as before, and somebody looks.
    static func noteLate(_ checkout: Checkout, at now: Moment, in db: any Connection) throws {
        try letGo(checkout, at: now, in: db)
        try keep(.late, checkout.amount, of: checkout, provider: "late:\(checkout.key)", at: now, in: db)
    }

    /// A job that asks was given up: the next asks tomorrow.
    static func askAfterAll(_ job: Job, at now: Moment, in db: any Connection) throws {
        guard job.kind == .askProvider else { return }
        try askLater(JSON.value(Checkout.ID.self, from: job.payload), after: .days(1), at: now, in: db)
    }
}
