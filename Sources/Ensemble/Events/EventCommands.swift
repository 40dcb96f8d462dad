import ArgumentParser
import Localization

/// `ensemble events …`: what was changed of the desk itself, from a terminal.
struct EventCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "List what was changed that belongs to no conversation.",
        subcommands: [List.self])

    /// A change, as programs read it.
    struct Line: PrintedLine {
        let id: Int64
        /// Milliseconds since 1970 UTC.
        let at: Int64
        let kind: String
        let by: String
        let words: String
        let data: [String: String]

        init(_ listed: Events.Listed, _ r: Reader) {
            id = listed.event.id.rawValue
            at = listed.event.at.milliseconds
            kind = listed.event.kind.rawValue
            by = listed.agentName ?? listed.event.actorKind
            words = listed.sentence(r)
            data = listed.event.data
        }

        var line: String { "\(id)\t\(Reader(now: at).dateTime(at))\t\(kind)\t\(words)" }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List people, settings, offerings, blueprints, ideas and others changed, newest first.")
        @OptionGroup var options: DeskOptions
        @Option(help: "At most so many.") var limit = 100
        @Option(help: "Only those before the event of this number: the next page.") var after: Int64?
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            guard (1...10_000).contains(limit) else { throw Fault.invalid("List 1 to 10,000 at once.") }
            let desk = try await options.open()
            let r = Reader(now: desk.clock().milliseconds)
            let (events, _) = try await desk.events.apart(
                after: after.map { Event.ID(rawValue: $0) }, limit: limit, for: .system)
            Printing.lines(events.map { Line($0, r) }, json: json)
        }
    }
}
