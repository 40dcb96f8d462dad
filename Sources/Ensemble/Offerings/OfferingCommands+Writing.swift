import ArgumentParser
import Localization

/// The catalogue is written from a terminal: what is said comes as JSON.
extension OfferingCommands {
    /// An offering with all that is said of it, as programs read it.
    struct Whole: PrintedLine {
        let id: Int64
        let state: String
        let version: Int
        /// Of the pack that was switched on for it; absent: that of the business.
        let policy: String?
        let typical: Typical
        let content: OfferingJSON

        init(_ id: Offering.ID, of desk: Desk) async throws {
            let offering = try await desk.offerings.find(id)
            self.id = id.rawValue
            state = offering.state.rawValue
            version = offering.version.number
            policy = try await desk.offerings.policy(of: id)
            typical = Typical(
                try await desk.offerings.typicalCost(of: offering), offering.version.text.currency)
            content = OfferingJSON(offering.version.text)
        }

        var line: String {
            "\(id)\t\(state)\tversion \(version)\t\(policy ?? "–")\t\(typical.words)\t\(content.name ?? "")"
        }
    }

    static func id(_ text: String) throws -> Offering.ID {
        guard let id = Offering.ID(text) else { throw Fault.notFound("There is no such offering.") }
        return id
    }

    static func typed(_ input: String) throws -> OfferingJSON {
        try JSON.typed(
            OfferingJSON.self, input,
            orSay: .invalid("That is no offering in JSON; docs/costs.md shows one."))
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show all that is said of an offering, as “add” and “edit” take it.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The id, as “offerings list” prints it.") var id: String
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            Printing.line(try await Whole(OfferingCommands.id(id), of: desk), json: json)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an offering, as a draft; what is said of it comes as JSON from standard input.")
        @OptionGroup var acting: ActingOptions

        func run() async throws {
            print(try await words(acting.open(), ConversationCommands.text(nil)))
        }

        func words(_ desk: Desk, _ input: String) async throws -> String {
            let text = try OfferingCommands.typed(input).text(over: nil, try await desk.settings.terms())
            let id = try await desk.offerings.add(text, by: desk.commander(acting.agent))
            return acting.words(try await Whole(id, of: desk))
        }
    }

    struct Edit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Say something else of an offering, its next version: what changes, as JSON from standard input."
        )
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The id, as “offerings list” prints it.") var id: String

        func run() async throws {
            print(try await words(acting.open(), ConversationCommands.text(nil)))
        }

        func words(_ desk: Desk, _ input: String) async throws -> String {
            let present = try await desk.offerings.find(OfferingCommands.id(id))
            let text = try OfferingCommands.typed(input).text(
                over: present.version.text, try await desk.settings.terms())
            try await desk.offerings.edit(present.id, to: text, by: desk.commander(acting.agent))
            return acting.words(try await Whole(present.id, of: desk))
        }
    }

    struct Policy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Switch a policy on for an offering; without one, that of the business holds.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The id, as “offerings list” prints it.") var id: String
        @Argument(help: "The pack’s id, as “tells packs” prints it.") var pack: String?

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try OfferingCommands.id(id)
            try await desk.offerings.setPolicy(pack, of: id, by: desk.commander(acting.agent))
            return acting.words(try await Whole(id, of: desk))
        }
    }
}
