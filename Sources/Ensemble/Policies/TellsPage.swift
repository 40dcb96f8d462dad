import Database
import Hummingbird
import Localization
import Markup

/// What is to be told by when: the overdue first.
struct TellsPage: Page {
    let tells: [Tell]
    let pack: PolicyPack
    let frame: Frame

    static var samples: [TellsPage] {
        let today = Day(Samples.now, in: .utc)
        let tells = [-2, 0, 3].map { days in
            Tell(
                id: 1, conversation: 1042, askedOn: days == 0 ? nil : today - 3,
                bookedOn: days == 0 ? today - 1 : nil, serviceOn: days == 0 ? today + 9 : nil,
                dueOn: days < 0 ? today - 2 : today + days, toldAt: nil,
                subject: Samples.said("Will the second scan cost extra?"),
                customerName: Samples.said("Dana Whitfield"))
        }
        return [
            TellsPage(tells: tells, pack: .named("us-gfe"), frame: .sampleDesk),
            TellsPage(tells: [], pack: .named(nil), frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("To be told") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet wide"><header class="inbox-head"><h1>\(r("To be told"))</h1>
        <p class="quiet">\(r("Costs that somebody asked for or booked, by the day they are to be told"))</p></header>
        \(tells.isEmpty ? "<p class=\"empty\">\(Icon.check) \(r("Everything that was asked for has been told."))</p>" : table(r))
        <p class="quiet">\(r("By \(pack.name) (\(pack.source), \(r.date(pack.date))). This is a reckoning, not legal advice."))</p></div>
        """
    }

    private func table(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("By")), .init(r("Conversation")), .init(r("Customer")), .init(r("Because")),
        ])
        let rows = tells.map { tell -> HTML in
            let isLate = tell.dueOn < r.thisDay
            return table.row(
                [
                    "\(r.shortDate(tell.dueOn))\(if: isLate, " · <strong>\(r("overdue"))</strong>")",
                    "<a href=\"/conversations/\(tell.conversation.description)\">\(tell.subject.nonEmpty ?? r("(no subject)"))</a>",
                    HTML(escaping: tell.customerName), HTML(escaping: why(tell, r)),
                ], bad: isLate ? [0] : [])
        }
        return table.body(rows)
    }

    private func why(_ tell: Tell, _ r: Reader) -> String {
        if let asked = tell.askedOn { return r("asked on \(r.shortDate(asked))") }
        guard let booked = tell.bookedOn, let service = tell.serviceOn else { return "" }
        return r("booked on \(r.shortDate(booked)) for \(r.shortDate(service))")
    }
}

/// `/tells`: what is to be told by when.
struct TellRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("tells", use: list)
        router.post("conversations/:id/tells", use: note)
    }

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        let page = TellsPage(
            tells: try await desk.tells.open(for: context.actor()),
            pack: .named(try await desk.settings.terms().policy),
            frame: try await desk.frame(context, place: "tells"))
        return .html(page, context.reader)
    }

    /// They asked what it costs, or booked a day.
    @Sendable func note(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        let today = context.reader.thisDay
        let service = context.form["service"].flatMap { Day($0) }
        try await desk.tells.note(
            service.map { .booked(today, service: $0) } ?? .asked(today), on: id, by: context.actor())
        return .redirect(to: "/conversations/\(id)#costs")
    }
}
