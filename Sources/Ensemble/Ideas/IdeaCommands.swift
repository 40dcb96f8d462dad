import ArgumentParser
import Localization

/// `ensemble ideas …`: what customers would have otherwise, from a terminal.
struct IdeaCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ideas", abstract: "What customers would have otherwise: list, answer, merge.",
        subcommands: [
            List.self, Show.self, Search.self, Similar.self, Add.self, Move.self, Answer.self, Vote.self,
            Link.self, Evidence.self, Merge.self, Held.self, Decide.self, BoardCommand.self,
        ])

    static func id(_ text: String) throws -> Idea.ID {
        guard let id = Idea.ID(text) else { throw Fault.notFound("There is no such idea.") }
        return id
    }

    static func words(_ ideas: [Idea], _ json: Bool) -> String {
        let lines = ideas.map(IdeaJSON.init)
        return json ? JSON.text(lines) : lines.map(\.text).joined(separator: "\n")
    }

    static func words(_ idea: Idea, _ json: Bool) -> String {
        json ? JSON.text(IdeaJSON(idea)) : IdeaJSON(idea).text
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the ideas, the most wanted first.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "The newest first.") var newest = false
        @Option(help: "open, considering, planned, in-progress, made or declined.") var status: String?
        @Option(help: "With this tag.") var tag: String?
        @Flag(help: "Only those that nobody has answered for a week.") var overdue = false
        @Option(help: "At most so many.") var limit = 50
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            if let status, Idea.Status(rawValue: status) == nil {
                throw Fault.invalid("Please choose how far it has come.")
            }
            let choice = Ideas.Choice(
                order: newest ? .newest : .most, status: status.flatMap(Idea.Status.init), tag: tag,
                isOverdue: overdue)
            let ideas = try await desk.ideas.list(choice, limit: min(max(limit, 1), 1_000), by: .team).ideas
            return IdeaCommands.words(ideas, json)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One idea with what was said to it.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The idea’s number.") var idea: String
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let view = try await desk.ideas.look(IdeaCommands.id(idea), by: .team)
            if json { return JSON.text(IdeaJSON(view.idea)) }
            return ([IdeaJSON(view.idea).text, view.idea.solution] + view.comments.map { "– \($0.text)" })
                .filter { !$0.isEmpty }.joined(separator: "\n")
        }
    }

    struct Search: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Find ideas by their words.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "What to look for.") var query: String
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            IdeaCommands.words(try await desk.ideas.search(query, by: .team).ideas, json)
        }
    }

    struct Similar: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What may be the same as what somebody writes.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "What they write.") var text: String
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            IdeaCommands.words(try await desk.ideas.similar(to: text, by: .team), json)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Bring up an idea.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "What customers need, in a sentence.") var need: String
        @Option(help: "What could be done about it.") var solution = ""
        @Option(help: "Which way it would turn us, like 0-500-500 (product, service, idea).") var profile:
            String?
        @Option(name: .customLong("as"), help: "The mail address of the agent.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let made = try await desk.ideas.suggest(
                .init(need: need, solution: solution, profile: profile.flatMap { Degrees($0) }),
                by: desk.commander(agent))
            return IdeaCommands.words(try await desk.ideas.look(made.idea, by: .team).idea, json)
        }
    }

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

    struct Vote: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Vote for a customer who told you.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The idea’s number.") var idea: String
        @Argument(help: "The customer’s mail address.") var customer: String
        @Option(help: "How they told you.") var saying: String
        @Option(name: .customLong("as"), help: "The mail address of the agent.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            guard let id = try await desk.customers.find(address: customer) else {
                throw Fault.notFound("There is no such customer.")
            }
            let idea = try await desk.ideas.vote(
                IdeaCommands.id(idea), for: id, saying: saying, by: desk.commander(agent))
            return IdeaCommands.words(try await desk.ideas.look(idea, by: .team).idea, json)
        }
    }

    struct Link: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that a customer’s message is about an idea; it is their vote too.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The message’s number.") var message: String
        @Argument(help: "The idea’s number.") var idea: String
        @Flag(help: "It is not, after all.") var undo = false
        @Option(name: .customLong("as"), help: "The mail address of the agent.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            guard let message = Message.ID(message) else {
                throw Fault.notFound("There is no such message.")
            }
            let (id, actor) = (try IdeaCommands.id(idea), try await desk.commander(agent))
            if undo {
                try await desk.ideas.unlink(message, from: id, by: actor)
            } else {
                try await desk.ideas.link(message, to: id, by: actor)
            }
            return IdeaCommands.words(try await desk.ideas.look(id, by: .team).idea, json)
        }
    }

    struct Evidence: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What customers wrote of an idea.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The idea’s number.") var idea: String
        @Flag(help: "As JSON.") var json = false

        struct Line: Encodable {
            let message: Int64
            let conversation: Int64
            let customer: Int64
            let text: String
        }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let lines = try await desk.ideas.evidence(for: IdeaCommands.id(idea), limit: 500, by: .system).map
            {
                Line(
                    message: $0.message.rawValue, conversation: $0.conversation.rawValue,
                    customer: $0.customer.rawValue, text: $0.text)
            }
            return json
                ? JSON.text(lines)
                : lines.map { "\($0.message)\t\($0.conversation)\t\($0.text.oneLine)" }.joined(
                    separator: "\n")
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
