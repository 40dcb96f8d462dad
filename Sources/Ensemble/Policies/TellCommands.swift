import ArgumentParser
import Localization

/// `ensemble tells …`: what is to be told by when, from a terminal.
struct TellCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tells", abstract: "List what is to be told by when, and the policies that say so.",
        subcommands: [List.self, Note.self, Release.self, Packs.self])

    /// A cost to be told, as programs read it.
    struct Line: Encodable {
        let id: Int64
        let conversation: Int64
        let subject: String
        let customer: String
        let due: Day
        let overdue: Bool

        init(_ tell: Tell, today: Day) {
            id = tell.id.rawValue
            conversation = tell.conversation.rawValue
            subject = tell.subject
            customer = tell.customerName
            due = tell.dueOn
            overdue = tell.dueOn < today
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the costs that were not told yet, soonest first.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let zone = Zone.named(try await desk.settings.business().timeZone) ?? .utc
            let today = Day(desk.clock(), in: zone)
            let lines = try await Keyset.all { try await desk.tells.open(after: $0, for: .system) }
                .map { Line($0, today: today) }
            if json { return print(JSON.text(lines)) }
            for line in lines {
                print("\(line.conversation)\t\(line.due)\t\(line.overdue ? "overdue" : "")\t\(line.subject)")
            }
        }
    }

    struct Note: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that a customer asked what it costs, or booked it.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The conversation’s number.") var conversation: String
        @Option(help: "The day they asked or booked, like 2026-03-31; today if absent.") var day: String?
        @Option(help: "The day of the service, where it is booked.") var service: String?

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let zone = Zone.named(try await desk.settings.business().timeZone) ?? .utc
            guard let day = day.map({ Day($0) }) ?? Day(desk.clock(), in: zone) else {
                throw Fault.invalid("Please give a day like 2026-03-31.")
            }
            var reason = Tells.Reason.asked(day)
            if let service {
                guard let service = Day(service) else {
                    throw Fault.invalid("Please give a day like 2026-03-31.")
                }
                reason = .booked(day, service: service)
            }
            let due = try await desk.tells.note(
                reason, on: ConversationCommands.id(conversation), by: desk.commander(acting.agent))
            return acting.json ? JSON.text(["due": due?.description]) : due?.description ?? "–"
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that a cost need not be told any more, with the reason.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The id, as “tells list --json” prints it.") var id: String
        @Argument(help: "Why.") var why: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            guard let id = Tell.ID(id) else { throw Fault.notFound("There is no such cost to be told.") }
            let conversation = try await desk.tells.release(
                id, because: why, by: desk.commander(acting.agent))
            return acting.json
                ? JSON.text(["conversation": conversation.rawValue]) : conversation.description
        }
    }

    /// A pack of rules, as programs read it.
    struct Pack: Encodable {
        let id: String
        let name: String
        let source: String
        let date: String
        let inForce: Bool
    }

    struct Packs: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the policies there are. None is legal advice.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let terms = try await desk.settings.terms()
            let packs = try await desk.policies.all().map { pack in
                Pack(
                    id: pack.id, name: pack.name, source: pack.source, date: "\(pack.date)",
                    inForce: pack.id == terms.policy)
            }
            if json { return print(JSON.text(packs)) }
            for pack in packs {
                print("\(pack.inForce ? "*" : " ") \(pack.id)\t\(pack.date)\t\(pack.name) (\(pack.source))")
            }
        }
    }
}
