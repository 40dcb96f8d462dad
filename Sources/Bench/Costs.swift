import Database
import Ensemble
import Foundation

/// `bench costs FOLDER BILLS`: what was told and billed, for the pages of
/// estimates and of cost clarity.
extension Bench {
    /// Sends an estimate of five lines and one of 2,000, and adds bills with
    /// what the reader of the history would keep of them.
    static func costs(_ folder: String, bills: Int) async throws {
        var options = DatabaseOptions()
        options.durable = false
        let database = try await Databases.open("sqlite:\(folder)/ensemble.db", options: options)
        let desk = try await Desk.open(database)
        guard let agent = try await desk.agents.all().first else { return }
        let actor = Actor.agent(agent.id, agent.role)
        for (place, count) in [(11, 5), (12, 2_000)] {
            let conversation = Conversation.ID(rawValue: Int64(place))
            let took = try await seconds {
                let id = try await desk.estimates.compose(content(lines: count), in: conversation, by: actor)
                try await desk.estimates.send(id, atOnce: true, by: actor)
            }
            say("composing \(count) lines", took * 1_000, "ms")
            say("conversation of \(count) lines", Double(conversation.rawValue), "")
        }
        try await billAndPlan(in: Conversation.ID(rawValue: 13), desk, by: actor)
        try await largeBill(in: Conversation.ID(rawValue: 14), desk, by: actor)
        try await desk.catchUp()
        let took = try await seconds { try await addBills(bills, in: database) }
        say("adding \(bills) bills", took, "s")
        await database.close()
    }

    /// A bill of what was accepted, and a plan of eight steps, half of them the customer's.
    private static func billAndPlan(
        in conversation: Conversation.ID, _ desk: Desk, by actor: Actor
    ) async throws {
        let estimate = try await desk.estimates.compose(content(lines: 5), in: conversation, by: actor)
        try await desk.estimates.send(estimate, atOnce: true, by: actor)
        try await desk.estimates.record(true, of: estimate, name: "Customer", by: actor)
        try await desk.invoices.issue(
            try await desk.invoices.begin(.told, in: conversation, by: actor), by: actor)
        let steps = (1...8).map { number in
            StepDraft(
                "Step \(number): as agreed", owner: number % 2 == 0 ? .customer : .us(agent: nil, team: nil))
        }
        let plan = try await desk.plans.begin(
            PlanDraft(name: "Work in eight steps", steps: steps), in: conversation, by: actor)
        try await desk.plans.send(plan, text: "This is our plan.", atOnce: true, by: actor)
        say("conversation of bill and plan", Double(conversation.rawValue), "")
    }

    /// A bill of 2,000 lines, each beside what was told.
    private static func largeBill(in conversation: Conversation.ID, _ desk: Desk, by actor: Actor)
        async throws
    {
        let estimate = try await desk.estimates.compose(content(lines: 2_000), in: conversation, by: actor)
        try await desk.estimates.send(estimate, atOnce: true, by: actor)
        try await desk.estimates.record(true, of: estimate, name: "Customer", by: actor)
        let took = try await seconds {
            try await desk.invoices.issue(
                try await desk.invoices.begin(.told, in: conversation, by: actor), by: actor)
        }
        say("billing 2000 lines", took * 1_000, "ms")
        say("conversation of the large bill", Double(conversation.rawValue), "")
    }

    private static func content(lines count: Int) -> EstimateContent {
        EstimateContent(
            title: "Work in \(count) parts", currency: "USD",
            lines: (1...count).map { number in
                let likely = Int64(1_000 + number * 7 % 9_000)
                return CostLine(
                    "Part \(number): measured, cut and fitted", quantity: Int64(500 + number % 5 * 500),
                    unit: "h",
                    price: Spread(likely * 9 / 10, likely, likely * 5 / 4),
                    taxRate: number % 3 == 0 ? 700 : 1_900)
            }, assumptions: "The walls are dry.", exclusions: "Paint.", deposit: 1_000,
            plans: [PayTerms(count: 3)])
    }

    /// Five years of bills, spread over the conversations there are; seven in
    /// ten told before, one in five a surprise.
    private static func addBills(_ count: Int, in database: any Database) async throws {
        let today = Int64(Date().timeIntervalSince1970 / 86_400)
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO invoices (id, kind, series, number, conversation, customer, state, title, currency,
                    tax_included, discount, words, gross, told, told_high, unannounced, issued_on, due_on, made_by,
                    created_at, changed_at, issued_at)
                WITH RECURSIVE counted(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < \(count)),
                    matters AS (SELECT id, customer, ROW_NUMBER() OVER (ORDER BY id) - 1 AS place FROM conversations
                        WHERE state <> 'merged'),
                    size AS (SELECT COUNT(*) AS whole FROM matters)
                SELECT 1000000000000 + n, 'invoice', 'B', n + 1, matters.id, matters.customer, 'paid', 'Work', 'USD',
                    0, 0, '', 9000 + n * 7919 % 50000, 9000 + n * 7919 % 50000, 11000 + n * 7919 % 60000, 0,
                    \(today) - (\(count) - 1 - n) * 1826 / \(count), \(today), 1, 0, n, 0
                FROM counted, size JOIN matters ON matters.place = counted.n % size.whole
                """)
            // Months are counted here as the product does: twelve a year, by the day of issue.
            try db.execute(
                """
                INSERT INTO clarity_bills (invoice, conversation, offering, issued_on, month, currency, gross, told,
                    unannounced, told_before, lead_hours, plan_before, surprise, breach, disputed, inside, log_ratio)
                SELECT id, conversation, NULL, issued_on,
                    CAST(strftime('%Y', issued_on * 86400, 'unixepoch') AS BIGINT) * 12
                        + CAST(strftime('%m', issued_on * 86400, 'unixepoch') AS BIGINT) - 1,
                    currency, gross, told, 0, number * 7 % 10 < 7,
                    CASE WHEN number * 7 % 10 < 7 THEN number * 7907 % 400 END, number % 3 = 0, number % 5 = 0,
                    number % 11 = 0, number % 50 = 0, number * 3 % 10 < 8, (number % 41 - 20) / 100.0
                FROM invoices WHERE series = 'B'
                """)
        }
    }
}
