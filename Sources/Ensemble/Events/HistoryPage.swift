import Hummingbird
import Localization
import Markup

/// Who changed what of the desk itself, newest first.
struct HistoryPage: Page {
    let events: [Events.Listed]
    let next: Event.ID?
    let frame: Frame

    static var samples: [HistoryPage] {
        func event(_ id: Int64, _ kind: Event.Kind, _ data: [String: String]) -> Events.Listed {
            Events.Listed(
                event: Event(
                    id: Event.ID(rawValue: id), tx: id, at: Samples.now - .hours(id), kind: kind,
                    actorKind: "agent", actor: 1, conversation: nil, message: nil, customer: nil, data: data),
                agentName: Samples.said("Ines Duarte"))
        }
        let events = [
            event(
                1, .blueprintPublished,
                ["name": Samples.said("Second scan of the left knee"), "version": "2"]),
            event(2, .settingChanged, ["from": "House rules", "policy": "US good-faith estimate"]),
            event(
                3, .offeringChanged, ["name": Samples.said("Second scan of the left knee"), "version": "3"]),
            event(4, .ideaMoved, ["name": Samples.said("Open on Saturdays"), "to": "planned"]),
            event(5, .releasePublished, ["name": Samples.said("Saturdays"), "people": "43"]),
        ]
        return [
            HistoryPage(events: events, next: 3, frame: .sampleDesk),
            HistoryPage(events: [], next: nil, frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("What was changed") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet">\(SettingsPage.trail(r))
        <h1>\(r("What was changed"))</h1>
        <p class="quiet">\(r("People, settings, offerings, templates, blueprints, ideas and what was made of them. What happens in a conversation stands in its own history."))</p>
        \(events.isEmpty ? "<p class=\"empty\">\(r("Nothing was changed yet."))</p>" : table(r))
        \(next.map { "<p class=\"pages\"><a href=\"/settings/history?after=\($0.description)\">\(r("Next"))</a></p>" as HTML })</div>
        """
    }

    private func table(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [.init(r("When")), .init(r("What"))])
        return table.body(
            events.map { listed in
                table.row([
                    HTML(escaping: r.dateTime(listed.event.at.milliseconds)),
                    HTML(escaping: listed.sentence(r)),
                ])
            })
    }
}

extension Events.Listed {
    /// What it says in the list; its name where there is no sentence for it.
    func sentence(_ r: Reader) -> String { event.sentence(for: r, by: agentName) ?? event.kind.rawValue }
}

/// `/settings/history`: what was changed that belongs to no conversation.
struct HistoryRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("settings/history", use: show)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let (events, next) = try await desk.events.apart(
            after: request.query("after").flatMap { Event.ID($0) }, for: context.administrator())
        let page = HistoryPage(
            events: events, next: next, frame: try await desk.frame(context, place: "settings"))
        return .html(page, context.reader)
    }
}
