import ArgumentParser
import Localization

/// Who sees what, and what is looked at before.
extension IdeaCommands {
    struct Held: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The ideas that wait for a look.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            IdeaCommands.words(try await desk.ideas.held(limit: 500, by: .system).ideas, json)
        }
    }

    struct Decide: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show an idea that waits for a look, or never do.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The idea’s number.") var idea: String
        @Argument(help: "yes or no.") var answer: String
        @Option(name: .customLong("as"), help: "The mail address of the agent.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            guard let isShown = ["yes": true, "no": false][answer] else {
                throw Fault.invalid("The answer is yes or no.")
            }
            let id = try IdeaCommands.id(idea)
            try await desk.ideas.decide(id, isShown: isShown, by: desk.commander(agent))
            return IdeaCommands.words(try await desk.ideas.look(id, by: .team).idea, json)
        }
    }

    struct BoardCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "board", abstract: "Who sees the ideas; with options, changes it.")
        @OptionGroup var options: DeskOptions
        @Option(help: "everybody, customers, organisation or nobody.") var access: String?
        @Option(help: "Whose ideas wait for a look: none, unknown or all.") var holds: String?
        @Option(help: "Whether a count is shown only to whoever has voted: yes or no.") var hides: String?
        @Flag(help: "As JSON.") var json = false

        struct Answer: Encodable {
            let access: String
            let holds: String
            let hidesCounts: Bool
        }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            var board = try await desk.ideas.board()
            if let access { board.access = try Self.value(Board.Access(rawValue: access)) }
            if let holds { board.holds = try Self.value(Board.Holding(rawValue: holds)) }
            if let hides { board.hidesCounts = try Self.value(["yes": true, "no": false][hides]) }
            if access != nil || holds != nil || hides != nil {
                try await desk.ideas.setBoard(board, by: .system)
            }
            let answer = Answer(
                access: board.access.rawValue, holds: board.holds.rawValue, hidesCounts: board.hidesCounts)
            return json
                ? JSON.text(answer)
                : "access \(answer.access)\tholds \(answer.holds)\thides counts \(answer.hidesCounts ? "yes" : "no")"
        }

        private static func value<T>(_ value: T?) throws -> T {
            guard let value else { throw Fault.invalid("Please choose who sees the ideas.") }
            return value
        }
    }
}
