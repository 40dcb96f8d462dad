import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `The owner's pages of emphasis` {
    /// A dozen customers whose words are marked, a dozen bills and a dozen hours; three who declare.
    private func dozen(_ desk: Desk) async throws -> Cast {
        let cast = try await desk.cast()
        let offering = try await desk.offerings.add(.scan, by: cast.administrator)
        for number in 0..<12 {
            let matter = try await desk.conversations.openFromForm(
                .init(
                    address: "c\(number)@example.test", subject: "A visit", text: "You were kind. It costs."),
                channel: .form)
            let message = try #require(
                try await desk.database.read { db in
                    try db.value("SELECT id FROM messages WHERE conversation = \(matter)") as Message.ID?
                })
            try await desk.mentions.mark(
                TextSpan(begin: 0, length: 14), of: .message(message), as: Degrees.presets[1], by: cast.agent)
            try await desk.mentions.mark(
                TextSpan(begin: 15, length: 9), of: .message(message), as: Degrees.presets[number % 3],
                by: cast.agent)
            try await desk.conversations.setOffering(matter, to: offering, by: cast.agent)
            try await desk.work.book(
                .init(.time, "Visit", on: Day(.monday, in: .utc), price: 0), on: matter, by: cast.agent)
            let content = InvoiceContent(
                title: "Visit", currency: "USD",
                lines: [InvoiceLine(CostLine("=Visit", price: Spread(9_000)))])
            let bill = try await desk.invoices.compose(content, in: matter, by: cast.agent)
            try await desk.invoices.issue(bill, by: cast.agent)
        }
        try await desk.declarations.declare(
            .init(10, 80, 10), target: .init(20, 50, 30), by: cast.administrator)
        try await desk.declarations.declare(.init(20, 70, 10), by: cast.agent)
        try await desk.catchUp()
        return cast
    }

    @Test(arguments: Engine.available)
    func `show each dot where there are fewer than five`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            for (number, preset) in [1, 1, 4, 2].enumerated() {
                let matter = try await desk.conversations.openFromForm(
                    .init(address: "c\(number)@example.test", subject: "A visit", text: "You were kind."),
                    channel: .form)
                let message = try #require(
                    try await desk.database.read { db in
                        try db.value("SELECT id FROM messages WHERE conversation = \(matter)") as Message.ID?
                    })
                try await desk.mentions.mark(
                    TextSpan(begin: 0, length: 14), of: .message(message), as: Degrees.presets[preset],
                    by: cast.agent)
                guard number < 2 else { continue }
                try await desk.work.book(
                    .init(.time, "Visit", on: Day(.monday, in: .utc), price: 0), on: matter, by: cast.agent)
            }
            try await desk.catchUp()
            let scope = LensScope.year(until: Month(Day(.monday, in: .utc)))
            let figures = try await desk.direction.lenses(scope, for: cast.administrator)
            let heard = try #require(figures.first { $0.lens == .heard })
            let shares = heard.dots.map { Int((100 * $0.service).rounded()) }.sorted()
            #expect(heard.count == 4 && shares == [0, 50, 100, 100])
            // Hours without a profile have no place on the triangle.
            #expect(figures.first { $0.lens == .worked }?.dots.isEmpty == true)
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                for path in ["/direction/bearing", "/direction/lenses"] {
                    let page = try await ines.get(path)
                    let picture = try #require(page.document.elements(named: "figure").first)
                    let marks = picture.elements(named: "circle").filter {
                        $0["class"] == "ternary-mark lens-heard few"
                    }
                    // One stands in the legend.
                    #expect(marks.count == 5, "\(path)")
                    #expect(page.text.contains("service 50 and idea 50"))
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `say what is said and heard, and every number opens its rows`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await dozen(desk)
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                for path in ["/direction/bearing?ahead=12", "/direction/lenses"] {
                    let page = try await ines.get(path)
                    #expect(page.status == .ok && page.text.contains("<svg class=\"ternary\""))
                    #expect(page.text.contains("12 customers, each once a month"))
                    #expect(
                        page.text.contains("You say service 76") && page.text.contains("dirichlet-jeffreys 1")
                    )
                    let links = page.document.elements(named: "a").compactMap { $0["href"] }.filter {
                        $0.hasPrefix("/direction")
                    }
                    for link in Set(links) { #expect(try await ines.get(link).status == .ok, "\(link)") }
                }
                for (lens, words) in [
                    ("heard", "You were kind."), ("paid", "=Visit"), ("worked", "Visit"),
                    ("declared", "Ines Duarte"),
                ] {
                    let rows = try await ines.get("/direction/lenses/rows?lens=\(lens)")
                    #expect(rows.text.contains(words), "\(lens)")
                    let csv = try await ines.get("/direction/lenses/rows.csv?lens=\(lens)").text
                    #expect(csv.split(separator: "\r\n").count > (lens == "declared" ? 2 : 12))
                    #expect(!csv.contains(",=Visit"))
                }
                for odd in [
                    "/direction/bearing?lens=x&until=x&offering=x&ahead=999",
                    "/direction/bearing?until=0001-01",
                    "/direction/lenses?until=9999-12", "/direction/lenses/rows?after=1-2",
                ] { #expect(try await ines.get(odd).status == .ok, "\(odd)") }
                #expect(try await ines.get("/direction/lenses?offering=999").status.code == 404)
                #expect(try await ines.get("/direction/lenses?from=2026-05&until=2026-03").status.code == 422)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `figures and pairs can be had for a spreadsheet`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await dozen(desk)
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let lenses = try await ines.get("/direction/lenses.csv").text.split(separator: "\r\n")
                #expect(lenses.count == 5 && lenses[2].hasPrefix("paid,2025-04,2026-03,12,0."))
                let pairs = try await ines.get("/direction/lenses.csv?table=pairs").text.split(
                    separator: "\r\n")
                #expect(pairs.count == 7 && pairs.contains { $0.hasPrefix("paid,worked,") })
                let bearing = try await ines.get("/direction/bearing.csv").text.split(separator: "\r\n")
                #expect(bearing.count == 13 && bearing[12].hasPrefix("2026-03,observed,12,"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the rows behind a number are as many as it says, in one currency and without junk`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await dozen(desk)
            let content = InvoiceContent(
                title: "Visit", currency: "EUR",
                lines: [InvoiceLine(CostLine("Visit", price: Spread(9_000)))])
            let matters = try await desk.database.read { db in
                try db.rows("SELECT DISTINCT conversation AS id FROM emphasis_rows ORDER BY 1").map {
                    try $0("id") as Conversation.ID
                }
            }
            let bill = try await desk.invoices.compose(content, in: matters[0], by: cast.agent)
            try await desk.invoices.issue(bill, by: cast.agent)
            try await desk.conversations.suspend(matters[1], because: "spam", by: cast.agent)
            try await desk.catchUp()
            let scope = LensScope.year(until: Month(Day(.monday, in: .utc)))
            let figures = try await desk.direction.lenses(scope, for: cast.administrator)
            for (lens, count) in [(Lens.paid, 12), (.heard, 11)] {
                #expect(figures.first { $0.lens == lens }?.count == count)
                let rows = try await desk.direction.rows(of: lens, scope, for: cast.administrator).rows
                #expect(Set(rows.map(\.linkName)).count == count, "\(lens)")
            }
            let kept = try await desk.lensTables()
            try await desk.direction.rebuild(by: .system)
            #expect(try await desk.lensTables() == kept)
            try await desk.conversations.recover(matters[1], by: cast.agent)
            try await desk.catchUp()
            let again = try await desk.direction.lenses(scope, for: cast.administrator)
            #expect(again.first { $0.lens == .heard }?.count == 12)
        }
    }

    @Test(arguments: Engine.available)
    func `what coders cannot agree on is withheld`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await dozen(desk)
            #expect(try await desk.direction.agreement(for: .system).verdict == .unknown)
            let messages = try await desk.database.read { db in
                try db.rows("SELECT DISTINCT source FROM mentions ORDER BY source").map {
                    try $0("source") as Message.ID
                }
            }
            for (place, message) in messages.enumerated() {
                try await desk.mentions.mark(
                    TextSpan(begin: 15, length: 9), of: .message(message),
                    as: Degrees.presets[(place + 1) % 3],
                    by: cast.administrator)
            }
            let agreement = try await desk.direction.agreement(for: .system)
            #expect(agreement.units == 12 && (agreement.alpha ?? 1) < 0 && agreement.verdict == .withheld)
            try await withSite(of: desk) { site in
                let page = try await site.visitor(as: cast.ines).get("/direction/lenses")
                #expect(page.text.contains("Withheld: coders agree too little"))
                #expect(!page.text.contains("12 customers, each once a month"))
                // Nor does it leave by another door.
                let ines = try await site.visitor(as: cast.ines)
                let table = try await ines.get("/direction/lenses.csv").text.split(separator: "\r\n")
                let row = try #require(table.first { $0.hasPrefix("heard,") })
                #expect(row.hasPrefix("heard,2025-04,2026-03,12,,,,") && row.contains("withheld"))
                let bearing = try await ines.get("/direction/bearing.csv").text.split(separator: "\r\n")
                #expect(bearing.dropFirst().allSatisfy { $0.contains(",observed,") && $0.contains(",,,") })
            }
            let month = Month(Day(.monday, in: .utc))
            let written = try await desk.nameIdeas.written(.init(from: month - 11, until: month), by: .system)
            #expect(written.all == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `points are declared in the desk, and behind a link without signing in`(engine: Engine) async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let (ines, tom) = (
                    try await site.visitor(as: cast.ines), try await site.visitor(as: cast.tom)
                )
                let fields = [("product", "10"), ("service", "80"), ("idea", "10"), ("t-product", "")]
                #expect(try await tom.post("/direction/declared", fields).status == .seeOther)
                let wrong = try await tom.post("/direction/declared", [("product", "10"), ("service", "80")])
                #expect(wrong.status.code == 422 && wrong.text.contains("value=\"80\""))
                #expect(try await tom.get("/direction/declared").text.contains("10 · 80 · 10"))
                _ = try await ines.post("/direction/declared/links", [("name", "Dr Lin")])
                let link = try #require(
                    try await desk.declarations.all(for: cast.administrator).links.first)
                let path = desk.declarations.path(of: link.id)
                #expect(try await ines.get("/direction/declared").text.contains(path))
                let visitor = site.visitor()
                let page = try await visitor.get(path)
                #expect(page.text.contains("Dr Lin") && page.headers[.cacheControl] == "no-store")
                #expect(try await visitor.post(path, fields).status == .seeOther)
                #expect(try await visitor.post(path, [("product", "x")]).status.code == 422)
                #expect(
                    try await visitor.get(path.replacing("declare/", with: "declare/9")).status.code == 404)
                #expect(try await desk.declarations.all(for: cast.administrator).said.count == 2)
            }
        }
    }

    @Test func `the command says the same as the page`() async throws {
        try await withDesk(on: .sqlite) { desk in
            _ = try await dozen(desk)
            let scope = LensScope.year(until: Month(Day(.monday, in: .utc)))
            let report = try await desk.direction.bearing(scope, for: .system)
            let whole = DirectionCommands.Bearing.whole(report, .init(now: 0))
            #expect(whole.now?.n == 12 && whole.words.count == 4 && whole.observed == 1)
            #expect(JSON.text(whole).contains("\"method\":\"dirichlet-jeffreys 1\""))
        }
    }
}
