import Database
import Hummingbird
import Localization
import Markup

/// What is to be told by when: the overdue first.
struct TellsPage: Page {
    let tells: [Tell]
    /// Payments that did not come when they were due.
    let missed: [MissedPayment]
    let pack: PolicyPack
    /// Where the next of either list begin.
    var next: Keyset?
    var nextMissed: Keyset?
    let problem: String?
    let frame: Frame

    static var samples: [TellsPage] {
        let today = Day(Samples.now, in: .utc)
        let tells = [-2, 0, 3].map { days in
            Tell(
                id: Tell.ID(rawValue: Int64(10 + days)), conversation: 1042,
                askedOn: days == 0 ? nil : today - 3,
                bookedOn: days == 0 ? today - 1 : nil, serviceOn: days == 0 ? today + 9 : nil,
                dueOn: days < 0 ? today - 2 : today + days, toldAt: nil,
                subject: Samples.said("Will the second scan cost extra?"),
                customerName: Samples.said("Dana Whitfield"))
        }
        let missed = MissedPayment(
            invoice: 81, number: "2026-12", conversation: 1042,
            subject: Samples.said("Second scan of the left knee"),
            customerName: Samples.said("Dana Whitfield"), dueOn: today - 4, amount: Money(6_000, "USD"))
        return [
            TellsPage(
                tells: tells, missed: [missed], pack: .named("us-gfe"),
                problem: "Please say why it need not be told any more.", frame: .sampleDesk),
            TellsPage(tells: [], missed: [], pack: .named(nil), problem: nil, frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("To be told") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet wide"><header class="inbox-head"><h1>\(r("To be told"))</h1>
        <p class="quiet">\(r("Costs that somebody asked for or booked, by the day they are to be told"))</p></header>
        \(Field.problem(problem))
        \(tells.isEmpty ? "<p class=\"empty\">\(Icon.check) \(r("Everything that was asked for has been told."))</p>" : table(r))
        <p class="quiet">\(r("By \(pack.name) (\(pack.source), \(r.date(pack.date))). This is a reckoning, not legal advice."))\(pack.notApplied.map { " \(r($0))" as HTML })</p>
        \(missed.isEmpty ? "" : payments(r))</div>
        """
    }

    /// Told kindly by mail already: another way is found with them.
    private func payments(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("Since")), .init(r("Conversation")), .init(r("Customer")), .init(r("Bill")),
            .init(r("Missed", context: "payment"), isNumber: true),
        ])
        let rows = missed.map { payment -> HTML in
            table.row(
                [
                    HTML(escaping: r.shortDate(payment.dueOn)),
                    "<a href=\"/conversations/\(payment.conversation.description)\">\(payment.subject.nonEmpty ?? r("(no subject)"))</a>",
                    HTML(escaping: payment.customerName),
                    "<a href=\"/invoices/\(payment.invoice.description)\">\(payment.number)</a>",
                    HTML(escaping: r.money(payment.amount)),
                ], bad: [0])
        }
        return """
            <section aria-labelledby="missed"><h2 id="missed">\(r("Payments that were missed"))</h2>
            <p class="quiet">\(r("They were told kindly by mail. Ask what came up, and agree on another plan on the bill."))</p>
            \(table.body(rows))\(Self.more(nextMissed, "missed", r))</section>
            """
    }

    private func table(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("By")), .init(r("Conversation")), .init(r("Customer")), .init(r("Because")),
            .init(r("What can be done")),
        ])
        let rows = tells.map { tell -> HTML in
            let isLate = tell.dueOn < r.thisDay
            return table.row(
                [
                    "\(r.shortDate(tell.dueOn))\(if: isLate, " · <strong>\(r("overdue"))</strong>")",
                    "<a href=\"/conversations/\(tell.conversation.description)\">\(tell.subject.nonEmpty ?? r("(no subject)"))</a>",
                    HTML(escaping: tell.customerName), HTML(escaping: why(tell, r)),
                    release(tell, r),
                ], bad: isLate ? [0] : [])
        }
        return "\(table.body(rows))\(Self.more(next, "after", r))"
    }

    private static func more(_ next: Keyset?, _ name: String, _ r: Reader) -> HTML? {
        next.map { "<p class=\"pages\"><a href=\"/tells?\(name)=\($0.description)\">\(r("Next"))</a></p>" }
    }

    /// Told by phone, booked off: it need not stand here any more.
    private func release(_ tell: Tell, _ r: Reader) -> HTML {
        """
        <details class="whole"><summary>\(r("Not needed any more"))</summary>
        <form class="fields" method="post" action="/tells/\(tell.id.description)/release">\(frame.csrfField)
        \(Field.text("why", r("Why"), hint: r("“Booked off”, “told on the phone on Monday”."), scope: "tell-\(tell.id)-"))
        <p><button class="button small plain">\(r("Take it off the list"))</button></p></form></details>
        """
    }

    private func why(_ tell: Tell, _ r: Reader) -> String {
        if let asked = tell.askedOn { return r("asked on \(r.shortDate(asked))") }
        guard let booked = tell.bookedOn, let service = tell.serviceOn else { return "" }
        if tell.isRevision { return r("changed on \(r.shortDate(booked)), for \(r.shortDate(service))") }
        return r("booked on \(r.shortDate(booked)) for \(r.shortDate(service))")
    }
}

/// `/tells`: what is to be told by when.
struct TellRoutes {
    let desk: Desk
    let conversations: ConversationRoutes

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("tells", use: list)
        router.post("conversations/:id/tells", use: note)
        router.post("tells/:id/release", use: release)
    }

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        try await page(
            nil, Done.words(request, context.reader), after: request.query("after").flatMap { Keyset($0) },
            missedAfter: request.query("missed").flatMap { Keyset($0) }, context)
    }

    private func page(
        _ fault: Fault?, _ notice: String?, after: Keyset? = nil, missedAfter: Keyset? = nil,
        _ context: DeskContext
    ) async throws -> Response {
        let actor = try context.actor()
        let (tells, next) = try await desk.tells.open(after: after, for: actor)
        let (missed, nextMissed) = try await desk.invoices.missed(after: missedAfter, for: actor)
        let page = TellsPage(
            tells: tells, missed: missed, pack: try await desk.policies.current(), next: next,
            nextMissed: nextMissed,
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "tells", notice: notice))
        return .html(page, after: fault, context)
    }

    @Sendable func release(request: Request, context: DeskContext) async throws -> Response {
        do {
            try await desk.tells.release(
                context.id(), because: context.form["why"] ?? "", by: context.actor())
            return .redirect(to: "/tells", saying: .saved)
        } catch let fault as Fault where fault.kind != .notFound {
            return try await page(fault, nil, context)
        }
    }

    /// They asked what it costs, or booked a day.
    @Sendable func note(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        let today = context.reader.thisDay
        do {
            let service = try Day.readOptional(context.form["service"] ?? "")
            try await desk.tells.note(
                service.map { .booked(today, service: $0) } ?? .asked(today), on: id, by: context.actor())
            return .redirect(to: "/conversations/\(id)#costs")
        } catch let fault as Fault where ![.notFound, .signInNeeded].contains(fault.kind) {
            return try await conversations.page(id, after: fault, context)
        }
    }
}
