import ArgumentParser
import Localization

/// `ensemble policies …`: the packs of rules from a terminal. None is legal advice.
struct PolicyCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policies",
        abstract: "List, show and write the packs of rules. None is legal advice.",
        subcommands: [List.self, Show.self, Add.self, Edit.self])

    /// A pack with its place among the others, as programs read it.
    struct Line: PrintedLine {
        let id: String
        let version: Int
        /// Whether it is the business's own to change.
        let own: Bool
        let inForce: Bool
        let policy: PolicyJSON
        /// Why a part of it does not apply here; absent: all does.
        let notApplied: String?
        let notice = "Not legal advice."

        init(_ pack: PolicyPack, _ terms: Terms) {
            id = pack.id
            version = pack.version
            own = pack.isOwn
            inForce = pack.id == terms.policy
            policy = PolicyJSON(pack)
            notApplied = pack.applied(to: terms.currency).notApplied?.english
        }

        var line: String {
            let place =
                "\(inForce ? "*" : " ") \(id)\tversion \(version)\t\(own ? "own" : "with the program")"
            return "\(place)\t\(policy.date ?? "")\t\(policy.name ?? "") (\(policy.source ?? ""))"
        }
    }

    static func line(_ id: String, of desk: Desk) async throws -> Line {
        Line(try await desk.policies.find(id), try await desk.settings.terms())
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the policies; * holds for the business.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws { Printing.lines(try await lines(options.open()), json: json) }

        func lines(_ desk: Desk) async throws -> [Line] {
            let terms = try await desk.settings.terms()
            return try await desk.policies.all().map { Line($0, terms) }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a policy says, as “add” and “edit” take it under “policy”.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The id, as “policies list” prints it.") var id: String
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let line = try await PolicyCommands.line(id, of: desk)
            guard !json else { return JSON.text(line) }
            return
                "\(line.line)\n\(JSON.text(line.policy))\n\(line.notApplied.map { $0 + "\n" } ?? "")\(line.notice)"
        }
    }

    private static func typed(_ input: String) throws -> PolicyJSON {
        try JSON.typed(
            PolicyJSON.self, input, orSay: .invalid("That is no policy in JSON; docs/costs.md shows one."))
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a policy of your own; what it says comes as JSON from standard input.")
        @OptionGroup var acting: ActingOptions
        @Option(help: "The id of the policy that holds where the JSON says nothing.") var from = PolicyPack
            .houseID

        func run() async throws { print(try await words(acting.open(), ConversationCommands.text(nil))) }

        func words(_ desk: Desk, _ input: String) async throws -> String {
            let currency = try await desk.settings.terms().currency
            let typed = try PolicyCommands.typed(input)
            let present = try await desk.policies.find(from)
            guard typed.name?.oneLine.nonEmpty != nil else {
                throw Fault.invalid("A policy’s name has 1 to 120 characters.")
            }
            let id = try await desk.policies.add(
                typed.pack(over: present, currency: currency), by: desk.commander(acting.agent))
            return acting.words(try await PolicyCommands.line(id, of: desk))
        }
    }

    struct Edit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say something else in a policy of your own: what changes, as JSON from standard input."
        )
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The id, as “policies list” prints it.") var id: String

        func run() async throws { print(try await words(acting.open(), ConversationCommands.text(nil))) }

        func words(_ desk: Desk, _ input: String) async throws -> String {
            let currency = try await desk.settings.terms().currency
            let present = try await desk.policies.find(id)
            let pack = try PolicyCommands.typed(input).pack(over: present, currency: currency)
            try await desk.policies.edit(id, to: pack, by: desk.commander(acting.agent))
            return acting.words(try await PolicyCommands.line(id, of: desk))
        }
    }
}
