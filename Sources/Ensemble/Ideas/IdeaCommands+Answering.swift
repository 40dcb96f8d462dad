import ArgumentParser
import Localization

/// What the team says to it.
extension IdeaCommands {
    struct Move: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say how far an idea has come.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The idea’s number.") var idea: String
        @Argument(help: "open, considering, planned, in-progress, made or declined.") var status: String
        @Option(help: "Why, if it is declined.") var reason = ""
        @Option(name: .customLong("as"), help: "The mail address of the agent.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            guard let status = Idea.Status(rawValue: status) else {
                throw Fault.invalid("Please choose how far it has come.")
            }
            let id = try IdeaCommands.id(idea)
            try await desk.ideas.move(id, to: status, because: reason, by: desk.commander(agent))
            return IdeaCommands.words(try await desk.ideas.look(id, by: .team).idea, json)
        }
    }

    struct Answer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say the official answer to an idea.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The idea’s number.") var idea: String
        @Argument(help: "The answer, in Markdown; empty takes it back.") var text: String
        @Option(name: .customLong("as"), help: "The mail address of the agent.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try IdeaCommands.id(idea)
            try await desk.ideas.answer(id, with: text, by: desk.commander(agent))
            return IdeaCommands.words(try await desk.ideas.look(id, by: .team).idea, json)
        }
    }

    struct Merge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Merge an idea into another: voters and followers go along, each once.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The idea that ends.") var idea: String
        @Argument(help: "The idea that stays.") var into: String
        @Option(name: .customLong("as"), help: "The mail address of the agent.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let stays = try await desk.ideas.merge(
                IdeaCommands.id(idea), into: IdeaCommands.id(into), by: desk.commander(agent))
            return IdeaCommands.words(try await desk.ideas.look(stays, by: .team).idea, json)
        }
    }
}
