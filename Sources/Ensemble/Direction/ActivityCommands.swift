import ArgumentParser
import Localization

/// `ensemble direction activities`: the kinds of work that hours can carry.
struct ActivityCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activities", abstract: "The kinds of work that hours can carry, with what each is.",
        subcommands: [List.self, Add.self, Edit.self, End.self], defaultSubcommand: List.self)

    /// A kind of work as programs read it.
    struct Line: PrintedLine {
        let id: Int64
        let name: String
        let version: Int
        let product: Int
        let service: Int
        let idea: Int
        let evidence: String

        init(_ activity: Activity) {
            id = activity.id.rawValue
            name = activity.text.name
            version = activity.number
            (product, service, idea) = (
                activity.text.profile.product, activity.text.profile.service, activity.text.profile.idea
            )
            evidence = activity.text.evidence
        }

        var line: String { "\(id)\t\(product)-\(service)-\(idea)\t\(name)\t\(evidence.oneLine)" }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List those that hours can be booked on.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let lines = try await desk.activities.all(for: .system).map(Line.init)
            if json { return print(JSON.text(lines)) }
            for line in lines { print(line.line) }
        }
    }

    /// What is said of one.
    struct Saying: ParsableArguments {
        @Option(help: "Points for product, service and idea, none of them 0, like 10-70-20.") var profile:
            String
        @Option(help: "On what the points rest.") var evidence: String

        func text(_ name: String) throws -> Activity.Text {
            let points = profile.split(separator: "-").compactMap { Int($0) }
            guard points.count == 3 else { throw Fault.invalid("A profile is written like 10-70-20.") }
            return Activity.Text(
                name, OfferingText.Profile(points[0], points[1], points[2]), evidence: evidence)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a kind of work.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "Its name.") var name: String
        @OptionGroup var saying: Saying
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let id = try await desk.activities.add(saying.text(name), by: .system)
            try await ActivityCommands.show(id, desk, json: json)
        }
    }

    struct Edit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say something else of a kind of work: its next version.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "Its id.") var id: Int64
        @Option(help: "Its name.") var name: String
        @OptionGroup var saying: Saying
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            try await desk.activities.edit(Activity.ID(rawValue: id), to: saying.text(name), by: .system)
            try await ActivityCommands.show(Activity.ID(rawValue: id), desk, json: json)
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Book no more hours on a kind of work.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "Its id.") var id: Int64

        func run() async throws {
            let desk = try await options.open()
            try await desk.activities.end(Activity.ID(rawValue: id), by: .system)
        }
    }

    static func show(_ id: Activity.ID, _ desk: Desk, json: Bool) async throws {
        guard let one = try await desk.activities.all(for: .system).first(where: { $0.id == id }) else {
            return
        }
        print(json ? JSON.text(Line(one)) : Line(one).line)
    }
}
