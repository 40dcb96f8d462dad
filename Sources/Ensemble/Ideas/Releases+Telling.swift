import Database
import Localization
import Mail
import Synchronization

/// People are told in batches. A row for each person says how far it is, and
/// is changed in the moment before the mail server can take the mail: who was
/// told is never told again, whenever the program stops.
extension Releases {
    /// People told by one job.
    static let batch = 100
    /// Mails on their way at once.
    private static let places = 4
    /// After which a mail that was on its way when the program stopped is no longer waited for.
    static let inDoubt = Span.minutes(10)

    /// Tells the next people, and queues those after them.
    /// - Throws: `JobFailure` where the mail server can't be reached.
    func tell(_ id: Release.ID, by carrier: any MailCarrier) async throws {
        let now = clock()
        let waiting = try await database.write { db in
            try db.execute(
                """
                UPDATE release_tellings SET state = 'unclear'
                WHERE release = \(id) AND state = 'sending' AND sending_at < \(now - Self.inDoubt)
                """)
            return try db.rows(
                """
                SELECT \(ReleaseTelling.columns) FROM release_tellings WHERE release = \(id) AND state = 'waiting'
                ORDER BY customer LIMIT \(Self.batch)
                """
            ).map(ReleaseTelling.init(row:))
        }
        let problem = await send(waiting, by: carrier)
        if let problem { throw problem }
        try await database.write { db in
            if let last = waiting.last { return try Self.goOn(id, behind: last.customer, at: now, in: db) }
            let isOnItsWay =
                try db.row(
                    "SELECT customer FROM release_tellings WHERE release = \(id) AND state = 'sending' LIMIT 1"
                )
                != nil
            // Somebody looks once more after those of a run that died.
            if isOnItsWay {
                try Jobs.add(
                    .tellRelease, key: "release.\(id).end", payload: id,
                    runAt: now + Self.inDoubt + .seconds(1), at: now, in: db)
            }
        }
    }

    /// - Returns: what went wrong with the first of those that are to be tried again.
    private func send(_ tellings: [ReleaseTelling], by carrier: any MailCarrier) async -> (any Error)? {
        await withTaskGroup(of: (any Error)?.self) { group in
            var rest = tellings.makeIterator()
            var problem: (any Error)?
            for _ in 0..<Self.places {
                if let next = rest.next() { group.addTask { await attempt(next, by: carrier) } }
            }
            for await outcome in group {
                problem = problem ?? outcome
                // Where the server is away, nobody else is tried.
                if problem == nil, let next = rest.next() {
                    group.addTask { await attempt(next, by: carrier) }
                }
            }
            return problem
        }
    }

    private func attempt(_ telling: ReleaseTelling, by carrier: any MailCarrier) async -> (any Error)? {
        do {
            try await tell(telling, by: carrier)
            return nil
        } catch {
            return error
        }
    }

    /// Tells one person: in the thread in which they wrote of it, where that
    /// is theirs and open to us, else by a mail of its own.
    private func tell(_ telling: ReleaseTelling, by carrier: any MailCarrier) async throws {
        let now = clock()
        let letter: Letter? = try await database.write { db in
            switch try plan(telling, at: now, in: db) {
            case .leave(let why):
                try Self.mark(telling, .left, why: why, from: .waiting, at: now, in: db)
            case .thread(let conversation, let text, let agent):
                try tell(telling, in: conversation, text: text, by: agent, at: now, db: db)
            case .mail(let letter): return letter
            }
            return nil
        }
        if let letter { try await carry(letter, for: telling, by: carrier) }
    }

    /// What became of a mail at the mail server's door.
    private enum Door { case before, passed, taken }

    private func carry(_ letter: Letter, for telling: ReleaseTelling, by carrier: any MailCarrier)
        async throws
    {
        let door = Mutex(Door.before)
        let claim: @Sendable () async throws -> Void = { [database, clock] in
            let now = clock()
            let claimed = try await database.write { db in
                try Self.claim(telling, at: now, in: db)
            }
            door.withLock { $0 = claimed ? .passed : .taken }
            if !claimed { throw Fault.conflict("It was published already.") }
        }
        do {
            let receipt = try await carrier.carry(letter, atTheDoor: claim)
            let why =
                receipt.refused ?? (receipt.putOff.isEmpty ? nil : "The mail server put the recipient off.")
            try await finish(telling, why == nil ? .told : .failed, why, door.withLock { $0 })
        } catch let failure as MailCarrierFailure {
            let door = door.withLock { $0 }
            // Another run has them.
            if door == .taken { return }
            switch failure {
            case .transient(let why):
                try await finish(telling, .waiting, why, door)
                throw JobFailure.later(why)
            case .permanent(let why): try await finish(telling, .failed, why, door)
            case .inDoubt(let why): try await finish(telling, .unclear, why, door)
            }
        }
    }

    /// Takes somebody for this run alone.
    static func claim(_ telling: ReleaseTelling, at now: Moment, in db: any Connection) throws -> Bool {
        let claimed = try db.execute(
            """
            UPDATE release_tellings SET state = 'sending', sending_at = \(now)
            WHERE release = \(telling.release) AND customer = \(telling.customer) AND state = 'waiting'
            """)
        return claimed == 1
    }

    private func finish(
        _ telling: ReleaseTelling, _ state: ReleaseTelling.State, _ why: String?, _ door: Door
    ) async throws {
        let now = clock()
        try await database.write { db in
            try Self.mark(
                telling, state, why: why, from: door == .passed ? .sending : .waiting, at: now, in: db)
        }
    }

    static func mark(
        _ telling: ReleaseTelling, _ state: ReleaseTelling.State, why: String? = nil,
        from: ReleaseTelling.State, at now: Moment,
        in db: any Connection
    ) throws {
        let changed = try db.execute(
            """
            UPDATE release_tellings SET state = \(state), why_not = \(why),
                told_at = \(state == .told ? now : nil)
            WHERE release = \(telling.release) AND customer = \(telling.customer) AND state = \(from)
            """)
        guard changed == 1, state == .told else { return }
        try record(.ideaTold, telling.release, by: .system, customer: telling.customer, at: now, in: db)
    }
}
