import Database
import DatabaseTesting
import Testing

@testable import Ensemble

/// After a fault the page says what was wrong, and what was typed stands in its fields still.
@Suite struct `What was typed about costs, plans and promises` {
    /// A form that is sent with something wrong in it, and what must stand there again.
    struct Sent: Sendable, CustomTestStringConvertible {
        let path: String
        let fields: [(String, String)]
        let kept: [String]
        var testDescription: String { path }

        init(_ path: String, _ fields: [(String, String)], kept: [String]) {
            (self.path, self.fields, self.kept) = (path, fields, kept)
        }
    }

    static let all = [
        Sent(
            "/conversations/{c}/tells", [("service", "2026-02-30")],
            kept: ["is not a day", "value=\"2026-02-30\""]),
        Sent("/conversations/{c}/tells", [("service", "2026-03-01")], kept: ["value=\"2026-03-01\""]),
        Sent(
            "/conversations/{c}/promises", [("promise", "We will call you"), ("promise_due", "2026-02-31")],
            kept: ["value=\"We will call you\"", "value=\"2026-02-31\""]),
        Sent(
            "/conversations/{c}/plans", [("name", String(repeating: "x", count: 900))], kept: ["xxxxxxxxxx"]),
        Sent(
            "/conversations/{c}/limit", [("amount", "a lot"), ("at_limit", "stop"), ("tell", "1")],
            kept: ["value=\"a lot\"", "value=\"stop\" selected", "name=\"tell\" value=\"1\" checked"]),
        Sent(
            "/conversations/{c}/timer/stop", [("text", "The whole scan"), ("price", "much")],
            kept: ["value=\"The whole scan\"", "value=\"much\""]),
        Sent(
            "/estimates/{told}/answer",
            [("answer", "yes"), ("name", ""), ("words", "She said yes"), ("plan", "0")],
            kept: ["She said yes", "name=\"plan\" value=\"0\" checked"]),
        Sent(
            "/estimates/{accepted}/deposit",
            [("amount", "-4"), ("method", "cash"), ("day", "2026-03-16"), ("reference", "R-77")],
            kept: ["value=\"-4\"", "value=\"cash\" selected", "value=\"R-77\""]),
        Sent(
            "/invoices/{invoice}/payment",
            [("amount", "12.3456"), ("method", "cash"), ("day", "2026-03-16"), ("reference", "R-78")],
            kept: ["value=\"12.3456\"", "value=\"cash\" selected", "value=\"R-78\""]),
        Sent(
            "/invoices/{invoice}/plan", [("plan_count", "0"), ("plan_first", "30"), ("plan_interest", "3")],
            kept: ["value=\"0\"", "value=\"30\"", "value=\"3\""]),
        Sent(
            "/plans/{plan}/steps",
            [("title", "Send the X-ray"), ("kind", "upload"), ("hours", "soon"), ("note", "Ask Ines")],
            kept: ["value=\"Send the X-ray\"", "value=\"soon\"", "Ask Ines"]),
        Sent(
            "/plans/{plan}/recurrence", [("every", "year"), ("from", "whenever")],
            kept: ["value=\"whenever\""]),
        Sent(
            "/blueprints/{blueprint}/steps",
            [("title", "Call them"), ("lane", "onstage"), ("minutes", "a few"), ("fail", "Nobody answers")],
            kept: ["value=\"Call them\"", "value=\"a few\"", "value=\"Nobody answers\""]),
    ]

    @Test(arguments: all)
    func `stands there still`(sent: Sent) async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await desk.work.startTimer(on: cast.conversation, by: cast.administrator)
            let told = try await desk.tell(cast)
            let accepted = try await desk.tell(cast)
            try await desk.estimates.record(true, of: accepted, name: "Dana", by: cast.agent)
            let content = InvoiceContent(
                title: "Scan", currency: "USD",
                lines: [InvoiceLine(CostLine("Scan", price: Spread(18_000)), why: "Asked")])
            let invoice = try await desk.invoices.compose(content, in: cast.conversation, by: cast.agent)
            try await desk.invoices.issue(invoice, by: cast.agent)
            let plan = try await desk.plans.begin(.scan, in: cast.conversation, by: cast.agent)
            let blueprint = try await desk.blueprints.add("Scan", by: cast.administrator)
            let names = [
                "{c}": cast.conversation.description, "{told}": told.description,
                "{accepted}": accepted.description, "{invoice}": invoice.description,
                "{plan}": plan.description, "{blueprint}": blueprint.description,
            ]
            let path = names.reduce(sent.path) { $0.replacing($1.key, with: $1.value) }
            try await withSite(of: desk) { site in
                let answer = try await site.visitor(as: cast.ines).post(path, sent.fields)
                #expect([409, 422].contains(answer.status.code), "\(answer.status)")
                #expect(answer.text.contains("role=\"alert\""))
                let form = answer.text.components(separatedBy: "action=\"\(path)\"").dropFirst().joined()
                for words in sent.kept {
                    #expect(
                        answer.text.contains(words) && (form.contains(words) || words == "is not a day"),
                        "\(words)")
                }
            }
        }
    }
}
