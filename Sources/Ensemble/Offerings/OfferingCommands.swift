import ArgumentParser
import Localization

/// `ensemble offerings …`: the catalogue from a terminal.
struct OfferingCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offerings", abstract: "List and write the catalogue, and tell a customer our part.",
        subcommands: [
            List.self, Show.self, Add.self, Edit.self, Move.self, Policy.self, Tell.self,
        ])

    struct Line: Encodable {
        let id: Int64
        let name: String
        let state: String
        let version: Int
        let currency: String
        let low: String
        let likely: String
        let high: String
        let summary: String
        let includes: [String]
        let excludes: [String]

        init(_ offering: Offering) {
            let text = offering.version.text
            let money = { (units: Int64) in Money(units, text.currency).plain }
            id = offering.id.rawValue
            name = text.name
            state = offering.state.rawValue
            version = offering.version.number
            currency = text.currency
            (low, likely, high) = (money(text.price.low), money(text.price.likely), money(text.price.high))
            summary = text.summary
            includes = text.scope.includes
            excludes = text.scope.excludes
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the catalogue by name.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let lines = try await options.open().offerings.all().map(Line.init)
            if json { return print(JSON.text(lines)) }
            for line in lines {
                print("\(line.id)\t\(line.state)\t\(line.low)–\(line.high) \(line.currency)\t\(line.name)")
            }
        }
    }

    struct Move: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Move an offering on in its life.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The id, as “offerings list” prints it.") var id: String
        @Argument(help: "offered, repricing, redesigning, referring, retiring or retired.") var state: String
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            guard let id = Offering.ID(id) else { throw Fault.notFound("There is no such offering.") }
            guard let state = Offering.State(rawValue: state) else {
                throw Fault.invalid("There is no such state of an offering.")
            }
            try await desk.offerings.move(id, to: state, by: .system)
            if json { print(JSON.text(Line(try await desk.offerings.find(id)))) }
        }
    }

    struct Tell: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell a customer what our part is, in their conversation.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The conversation’s number.") var conversation: String
        @Argument(help: "all, part, refer or no.") var part: String
        @Option(help: "Who does the rest, or whom you suggest.") var whom = ""
        @Option(help: "Why; the customer reads it.") var reason = ""
        @Option(name: .customLong("as"), help: "The mail address of the agent who tells it.") var agent:
            String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            guard let part = RoleStatement.Part(rawValue: part) else {
                throw Fault.invalid("Please say what our part is.")
            }
            let message = try await desk.conversations.tellRole(
                ConversationCommands.id(conversation),
                Conversations.RoleToTell(part: part, whom: whom, reason: reason), by: desk.commander(agent))
            print(json ? JSON.text(["message": message.rawValue]) : "queued as message \(message)")
        }
    }
}
