import Database
import Localization

extension Decisions {
    /// Writes down what is to be decided, what would set it off and what can be done; the figures of now are kept
    /// with it.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.notFound` for the offering.
    @discardableResult
    public func propose(_ text: Decision.Text, by actor: Actor) async throws -> Decision.ID {
        let agent = try administrator(actor)
        let now = clock()
        let text = try text.checked(on: try await database.read { try Self.today(now, in: $0) })
        let figures = try await figures(of: text.offering, by: actor)
        return try await database.write { db in
            let id = try Decision.ID(rawValue: db.newID())
            try db.execute(
                """
                INSERT INTO decisions (id, scope, question, kind, figure, side, threshold, by_day, proposed_by,
                    proposed_at)
                VALUES (\(id), \(text.offering?.rawValue ?? 0), \(text.question), \(text.kind),
                    \(text.trigger.figure.description), \(text.trigger.side), \(text.trigger.threshold),
                    \(text.trigger.by), \(agent), \(now))
                """)
            for (place, option) in text.options.enumerated() {
                try db.execute(
                    """
                    INSERT INTO decision_options (decision, position, words, profit, profit_words, customer,
                        customer_words)
                    VALUES (\(id), \(place), \(option.words), \(option.profit.way), \(option.profit.words),
                        \(option.customer.way), \(option.customer.words))
                    """)
            }
            try Self.keep(figures, of: id, .proposed, in: db)
            try Events.record(
                .decisionProposed, by: actor,
                data: ["decision": id.description, "question": text.question, "kind": text.kind.rawValue],
                at: now, in: db)
            return id
        }
    }

    /// Chooses an option, with why and when it is looked at again.
    /// - Parameter remedy: what is done for customers; needed where profit gains and they lose.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.notFound`, `Fault.conflict` once it is decided.
    public func decide(
        _ id: Decision.ID, option: Int, why: String, remedy: String = "", reviewOn day: Day, by actor: Actor
    ) async throws {
        let agent = try administrator(actor)
        let now = clock()
        let found = try await find(id, by: actor)
        guard found.text.options.indices.contains(option) else {
            throw Fault.invalid("Please choose one of the options.")
        }
        let (why, remedy) = (why.trimmed, remedy.trimmed)
        guard !why.isEmpty, why.count <= 2_000 else {
            throw Fault.invalid("Please say why, in up to 2,000 characters.")
        }
        guard remedy.count <= 2_000 else {
            throw Fault.invalid("What is done for customers is said in up to 2,000 characters.")
        }
        guard !remedy.isEmpty || !found.text.options[option].isTemptation else {
            throw Fault.invalid(
                "This option gains at the customers’ cost. Please say what will be done for them.")
        }
        let figures = try await figures(of: found.text.offering, by: actor)
        try await database.write { db in
            let today = try Self.today(now, in: db)
            guard day > today, day.number - today.number <= 1_096 else {
                throw Fault.invalid("The day of review lies ahead, within three years.")
            }
            let count = try db.execute(
                """
                UPDATE decisions SET chosen = \(option), why = \(why), remedy = \(remedy), decided_by = \(agent),
                    decided_at = \(now), review_on = \(day)
                WHERE id = \(id) AND decided_at IS NULL
                """)
            guard count == 1 else { throw Fault.conflict("It is decided already.") }
            try Self.keep(figures, of: id, .decided, in: db)
            try Events.record(
                .decisionTaken, by: actor,
                data: [
                    "decision": id.description, "question": found.text.question,
                    "option": found.text.options[option].words, "review": day.description,
                ], at: now, in: db)
        }
    }

    /// Says what came of it.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.notFound`, `Fault.conflict` before it is decided, or
    ///   once it is reviewed.
    public func review(_ id: Decision.ID, _ verdict: Decision.Verdict, words: String, by actor: Actor)
        async throws
    {
        let agent = try administrator(actor)
        let now = clock()
        let words = words.trimmed
        guard !words.isEmpty, words.count <= 2_000 else {
            throw Fault.invalid("Please say what came of it, in up to 2,000 characters.")
        }
        let found = try await find(id, by: actor)
        guard found.choice != nil else { throw Fault.conflict("It is not decided yet.") }
        let figures = try await figures(of: found.text.offering, by: actor)
        try await database.write { db in
            let count = try db.execute(
                """
                UPDATE decisions SET verdict = \(verdict), verdict_words = \(words), reviewed_by = \(agent),
                    reviewed_at = \(now)
                WHERE id = \(id) AND reviewed_at IS NULL
                """)
            guard count == 1 else { throw Fault.conflict("It is reviewed already.") }
            try Self.keep(figures, of: id, .reviewed, in: db)
            try Events.record(
                .decisionReviewed, by: actor,
                data: [
                    "decision": id.description, "question": found.text.question,
                    "verdict": verdict.rawValue, "words": words,
                ], at: now, in: db)
        }
    }

    private func administrator(_ actor: Actor) throws(Fault) -> Agent.ID {
        try actor.requireAdministrator()
        return try actor.requireAgent()
    }

    private static func keep(
        _ figures: [DecisionEvidence], of id: Decision.ID, _ phase: DecisionEvidence.Phase,
        in db: any Connection
    ) throws {
        for (place, figure) in figures.enumerated() { try figure.insert(id, phase, place, in: db) }
    }
}
