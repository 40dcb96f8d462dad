import ArgumentParser
import Localization

/// `ensemble offerings …`: the catalogue from a terminal.
struct OfferingCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offerings", abstract: "List and write the catalogue, and tell a customer our part.",
        subcommands: [
            List.self, Show.self, Bills.self, Add.self, Edit.self, Move.self, Policy.self, Choose.self,
            Tell.self,
        ])

    /// What customers are shown as typical, as programs read it: amounts as decimal texts.
    struct Typical: Encodable {
        let currency: String
        let low: String
        let likely: String
        let high: String
        /// How many similar jobs were billed.
        let similar: Int
        /// The 10, 50 and 90 % points of those; else as the business states it.
        let computed: Bool

        init(_ typical: TypicalCost, _ currency: String) {
            let money = { (units: Int64) in Money(units, currency).plain }
            self.currency = currency
            (low, likely, high) = (
                money(typical.price.low), money(typical.price.likely), money(typical.price.high)
            )
            similar = typical.similar
            computed = typical.isComputed
        }

        var words: String {
            computed ? "\(low)–\(high) \(currency) of \(similar) bills" : "few similar jobs (\(similar))"
        }
    }

    struct Line: PrintedLine {
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
        let typical: Typical

        init(_ offering: Offering, _ typical: TypicalCost) {
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
            self.typical = Typical(typical, text.currency)
        }

        init(_ id: Offering.ID, of desk: Desk) async throws {
            let offering = try await desk.offerings.find(id)
            self.init(offering, try await desk.offerings.typicalCost(of: offering))
        }

        var line: String {
            "\(id)\t\(state)\t\(low)–\(high) \(currency)\t\(typical.words)\t\(name)"
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the catalogue by name.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            Printing.lines(try await lines(options.open()), json: json)
        }

        func lines(_ desk: Desk) async throws -> [Line] {
            let offerings = try await desk.offerings.all()
            let typical = try await desk.offerings.typicalCosts(of: offerings)
            return offerings.map {
                Line($0, typical[$0.id] ?? TypicalCost(stated: $0.version.text, similar: 0))
            }
        }
    }

    struct Move: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Move an offering on in its life.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The id, as “offerings list” prints it.") var id: String
        @Argument(help: "offered, repricing, redesigning, referring, retiring or retired.") var state: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try OfferingCommands.id(id)
            guard let state = Offering.State(rawValue: state) else {
                throw Fault.invalid("There is no such state of an offering.")
            }
            try await desk.offerings.move(id, to: state, by: desk.commander(acting.agent))
            return acting.words(try await Line(id, of: desk))
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
