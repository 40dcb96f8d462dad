import ArgumentParser
import Localization

/// `ensemble blueprints …`: the scripts from a terminal.
struct BlueprintCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blueprints", abstract: "List, write, check, tie and perform blueprints.",
        subcommands: [
            List.self, Show.self, Add.self, Put.self, Remove.self, Move.self, Check.self, Publish.self,
            Export.self, Import.self, Tie.self, Perform.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the blueprints.")

        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let blueprints = try await desk.blueprints.all(by: .system)
            if json { return print(JSON.text(blueprints.map(BlueprintJSON.init))) }
            for blueprint in blueprints {
                let version = blueprint.current.map { "version \($0.number)" } ?? "not published"
                print("\(blueprint.id)\t\(version)\t\(blueprint.name)")
            }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what a blueprint leaves the customer alone with; fails when there is something.")

        @OptionGroup var options: DeskOptions
        @Argument(help: "The blueprint's id.") var blueprint: String
        @Option(help: "Which version; the latest unless given.") var version: Int?
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let found = try await desk.blueprints.find(BlueprintCommands.id(blueprint), by: .system)
            guard let checked = found.versions.last(where: { version == nil || $0.number == version }) else {
                throw Fault.notFound("There is no such version.")
            }
            let findings = BlueprintFinding.all(in: checked.steps)
            let r = Reader(now: desk.clock().milliseconds)
            let told = findings.map { finding in
                BlueprintJSON.Finding(
                    rule: finding.rule.rawValue, step: finding.step,
                    sentence: finding.sentence(checked.steps.first { $0.id == finding.step }?.title ?? "", r))
            }
            if json { print(JSON.text(told)) } else { told.forEach { print("\($0.step)\t\($0.sentence)") } }
            if !findings.isEmpty { throw ExitCode.failure }
        }
    }

    struct Perform: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Begin a plan that performs a blueprint.")

        @OptionGroup var options: DeskOptions
        @Argument(help: "The blueprint's id.") var blueprint: String
        @Argument(help: "The conversation's number.") var conversation: String
        @Option(name: .customLong("as"), help: "The mail address of the agent who begins it.") var agent:
            String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let id = try await desk.plans.perform(
                BlueprintCommands.id(blueprint), in: ConversationCommands.id(conversation),
                by: desk.commander(agent))
            try await PlanCommands.show(id, of: desk, json: json)
        }
    }

    struct Tie: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say by which blueprint an offering is performed once it is accepted.")

        @OptionGroup var acting: ActingOptions
        @Argument(help: "The offering's id.") var offering: String
        @Argument(help: "The blueprint's id; none: by no blueprint.") var blueprint: String?

        struct Line: PrintedLine {
            let offering: Int64
            let blueprint: Int64?

            var line: String { "\(offering)\t\(blueprint.map(String.init) ?? "–")" }
        }

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            guard let id = Offering.ID(offering) else { throw Fault.notFound("There is no such offering.") }
            let blueprint = try blueprint.map(BlueprintCommands.id)
            try await desk.blueprints.tie(id, to: blueprint, by: desk.commander(acting.agent))
            return acting.words(Line(offering: id.rawValue, blueprint: blueprint?.rawValue))
        }
    }

    static func id(_ text: String) throws -> Blueprint.ID {
        guard let id = Blueprint.ID(text) else { throw Fault.notFound("There is no such blueprint.") }
        return id
    }
}

/// A blueprint as the command line and the API tell it.
struct BlueprintJSON: Encodable {
    struct Finding: Encodable {
        let rule: String
        let step: Int
        let sentence: String
    }

    struct VersionJSON: Encodable {
        let number: Int
        /// Milliseconds since 1970 UTC; absent while it is being written.
        let published: Int64?
        let steps: [BlueprintStep]
        let findings: Int
    }

    let id: Int64
    let name: String
    let versions: [VersionJSON]

    init(_ blueprint: Blueprint) {
        id = blueprint.id.rawValue
        name = blueprint.name
        versions = blueprint.versions.map {
            VersionJSON(
                number: $0.number, published: $0.publishedAt?.milliseconds, steps: $0.steps,
                findings: BlueprintFinding.all(in: $0.steps).count)
        }
    }
}
