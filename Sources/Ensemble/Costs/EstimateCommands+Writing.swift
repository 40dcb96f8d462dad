import ArgumentParser
import Localization

/// A draft is changed, revised, thrown away and confirmed, and begins from templates, from a terminal.
extension EstimateCommands {
    static func typed(_ input: String) throws -> EstimateJSON {
        try JSON.typed(
            EstimateJSON.self, input, orSay: .invalid("That is no estimate in JSON; docs/costs.md shows one.")
        )
    }

    /// One item of what a policy asks, as programs read it.
    struct ChecklistItem: Encodable {
        let item: String
        /// `met`, `lacking`, `asked` of a person, or `confirmed`.
        let state: String
        let by: String?
        let at: Moment?

        init(_ item: Checklist.Item) {
            self.item = item.what.rawValue
            state = item.standing.rawValue
            by = item.confirmation?.agentName
            at = item.confirmation?.at
        }
    }

    static func whole(_ id: Estimate.ID, of desk: Desk) async throws -> Line {
        var line = Line(try await desk.estimates.find(id), whole: true)
        line.checklist = try await desk.estimates.checklist(of: id).items.map(ChecklistItem.init)
        return line
    }

    struct Revise: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Begin the next version of what was sent.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The id, as “estimates list” prints it.") var id: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try await desk.estimates.revise(
                EstimateCommands.id(id), by: desk.commander(acting.agent))
            return acting.words(try await EstimateCommands.whole(id, of: desk))
        }
    }

    struct Edit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a draft anew; all that it says comes as JSON from standard input.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The id, as “estimates list --all” prints it.") var id: String

        func run() async throws { print(try await words(acting.open(), ConversationCommands.text(nil))) }

        func words(_ desk: Desk, _ input: String) async throws -> String {
            let present = try await desk.estimates.find(EstimateCommands.id(id))
            var typed = try EstimateCommands.typed(input)
            typed.kind = typed.kind ?? present.kind
            guard (typed.kind == .change) == (present.kind == .change) else {
                throw Fault.conflict("Only a change order changes what was accepted.")
            }
            let content = try typed.content(
                try await desk.settings.terms(), title: present.content.title)
            try await desk.estimates.save(content, as: present.id, by: desk.commander(acting.agent))
            return acting.words(try await EstimateCommands.whole(present.id, of: desk))
        }
    }

    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Throw a draft away.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The id, as “estimates list --all” prints it.") var id: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let conversation = try await desk.estimates.discard(
                EstimateCommands.id(id), by: desk.commander(acting.agent))
            return acting.json ? JSON.text(["conversation": conversation.rawValue]) : conversation.description
        }
    }

    struct Confirm: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say of a draft what only a person can judge: the items that its policy asks.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The id, as “estimates list --all” prints it.") var id: String
        @Argument(
            help: "The items, as the checklist of “estimates show --json” names them; none: nothing holds.")
        var items: [String] = []

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try EstimateCommands.id(id)
            let named = try items.map { word in
                guard let item = PolicyPack.Content(rawValue: word) else {
                    throw Fault.invalid("“\(word.shortened(to: 40))” is no item of a checklist.")
                }
                return item
            }
            try await desk.estimates.confirm(Set(named), of: id, by: desk.commander(acting.agent))
            return acting.words(try await EstimateCommands.whole(id, of: desk))
        }
    }

    /// What estimates begin from.
    struct Templates: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "templates", abstract: "List what estimates begin from, keep one, begin from one.",
            subcommands: [List.self, Save.self, Use.self, Remove.self], defaultSubcommand: List.self)

        struct Line: PrintedLine {
            let id: Int64
            let name: String

            init(_ template: EstimateTemplate) { (id, name) = (template.id.rawValue, template.name) }
            var line: String { "\(id)\t\(name)" }
        }

        /// By name or id.
        static func find(_ text: String, of desk: Desk) async throws -> EstimateTemplate {
            let known = try await desk.estimates.templates().first {
                $0.name.folded == text.folded || $0.id.description == text
            }
            guard let known else { throw Fault.notFound("There is no such template.") }
            return known
        }

        struct List: AsyncParsableCommand {
            static let configuration = CommandConfiguration(abstract: "List them by name.")
            @OptionGroup var options: DeskOptions
            @Flag(help: "As JSON.") var json = false

            func run() async throws {
                Printing.lines(try await options.open().estimates.templates().map(Line.init), json: json)
            }
        }

        struct Save: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Keep what an estimate says as a template; a known name gets the new content.")
            @OptionGroup var acting: ActingOptions
            @Argument(help: "The id of the estimate.") var id: String
            @Argument(help: "The template’s name.") var name: String

            func run() async throws { print(try await words(acting.open())) }

            func words(_ desk: Desk) async throws -> String {
                try await desk.estimates.keepTemplate(
                    name, of: EstimateCommands.id(id), by: desk.commander(acting.agent))
                return acting.words(Line(try await Templates.find(name.oneLine, of: desk)))
            }
        }

        struct Use: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Begin an estimate in a conversation from a template.")
            @OptionGroup var acting: ActingOptions
            @Argument(help: "The conversation’s number.") var conversation: String
            @Argument(help: "The template’s name or id.") var template: String
            @Flag(help: "A quote: each line at its likely price.") var quote = false

            func run() async throws { print(try await words(acting.open())) }

            func words(_ desk: Desk) async throws -> String {
                let id = try await desk.estimates.begin(
                    quote ? .quote : .estimate, in: ConversationCommands.id(conversation),
                    from: Templates.find(template, of: desk).id, by: desk.commander(acting.agent))
                return acting.words(try await EstimateCommands.whole(id, of: desk))
            }
        }

        struct Remove: AsyncParsableCommand {
            static let configuration = CommandConfiguration(abstract: "Forget a template.")
            @OptionGroup var acting: ActingOptions
            @Argument(help: "The template’s name or id.") var template: String

            func run() async throws { print(try await words(acting.open())) }

            func words(_ desk: Desk) async throws -> String {
                let known = try await Templates.find(template, of: desk)
                try await desk.estimates.removeTemplate(known.id, by: desk.commander(acting.agent))
                return acting.words(Line(known))
            }
        }
    }
}
