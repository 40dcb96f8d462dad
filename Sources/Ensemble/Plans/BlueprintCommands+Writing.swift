import ArgumentParser
import Localization

/// Blueprints are written, published, and carried as files from a terminal.
extension BlueprintCommands {
    static func words(_ id: Blueprint.ID, _ desk: Desk, json: Bool) async throws -> String {
        let blueprint = try await desk.blueprints.find(id, by: .system)
        if json { return JSON.text(BlueprintJSON(blueprint)) }
        guard let version = blueprint.versions.last else { return "\(id)\t\(blueprint.name)" }
        let state = version.publishedAt == nil ? "being written" : "published"
        let head = "\(id)\tversion \(version.number), \(state)\t\(blueprint.name)"
        return ([head] + version.steps.map { "\($0.id)\t\($0.lane.rawValue)\t\($0.title)" })
            .joined(separator: "\n")
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a blueprint with its steps; as JSON with all its versions.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The blueprint's id.") var blueprint: String
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            print(try await BlueprintCommands.words(BlueprintCommands.id(blueprint), desk, json: json))
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a blueprint with nothing in it.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "What it is called.") var name: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try await desk.blueprints.add(name, by: desk.commander(acting.agent))
            return try await BlueprintCommands.words(id, desk, json: acting.json)
        }
    }

    struct Put: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Add a step at the end, or change the one with its id; it comes as JSON from standard input.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The blueprint's id.") var blueprint: String

        func run() async throws {
            print(try await words(acting.open(), ConversationCommands.text(nil)))
        }

        func words(_ desk: Desk, _ input: String) async throws -> String {
            let typed = try JSON.typed(
                BlueprintStepJSON.self, input,
                orSay: .invalid("That is no step in JSON; docs/plans.md shows one."))
            let id = try BlueprintCommands.id(blueprint)
            let steps = try await desk.blueprints.find(id, by: .system).versions.last?.steps ?? []
            let step = try typed.step(over: steps.first { $0.id == typed.id })
            try await desk.blueprints.put(step, into: id, by: desk.commander(acting.agent))
            return try await BlueprintCommands.words(id, desk, json: acting.json)
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a step out of a blueprint.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The blueprint's id.") var blueprint: String
        @Argument(help: "The step's id.") var step: Int

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try BlueprintCommands.id(blueprint)
            try await desk.blueprints.remove(step, from: id, by: desk.commander(acting.agent))
            return try await BlueprintCommands.words(id, desk, json: acting.json)
        }
    }

    struct Move: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move a step one place later, or earlier.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The blueprint's id.") var blueprint: String
        @Argument(help: "The step's id.") var step: Int
        @Flag(help: "Instead of later.") var earlier = false

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try BlueprintCommands.id(blueprint)
            try await desk.blueprints.move(
                step, earlier: earlier, in: id, by: desk.commander(acting.agent))
            return try await BlueprintCommands.words(id, desk, json: acting.json)
        }
    }

    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Publish what was written: from now on plans perform it.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The blueprint's id.") var blueprint: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try BlueprintCommands.id(blueprint)
            try await desk.blueprints.publish(id, by: desk.commander(acting.agent))
            return try await BlueprintCommands.words(id, desk, json: acting.json)
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a blueprint as a file to standard output; it is JSON.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The blueprint's id.") var blueprint: String
        @Option(help: "Which version; the latest unless given.") var version: Int?

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let found = try await desk.blueprints.find(BlueprintCommands.id(blueprint), by: .system)
            guard let kept = found.versions.last(where: { version == nil || $0.number == version }) else {
                throw Fault.notFound("There is no such version.")
            }
            let steps = try JSON.value([BlueprintStepJSON].self, from: JSON.text(kept.steps))
            return JSON.text(BlueprintFile(name: found.name, steps: steps))
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a blueprint from a file on standard input, as “export” writes it.")
        @OptionGroup var acting: ActingOptions
        @Option(help: "What it is called; as in the file unless given.") var name: String?

        func run() async throws {
            print(try await words(acting.open(), ConversationCommands.text(nil)))
        }

        func words(_ desk: Desk, _ input: String) async throws -> String {
            let file = try JSON.typed(
                BlueprintFile.self, input,
                orSay: .invalid("That is no blueprint in JSON; “blueprints export” writes one."))
            let id = try await desk.blueprints.add(
                name ?? file.name, with: file.steps.map { try $0.step() },
                by: desk.commander(acting.agent))
            return try await BlueprintCommands.words(id, desk, json: acting.json)
        }
    }
}
