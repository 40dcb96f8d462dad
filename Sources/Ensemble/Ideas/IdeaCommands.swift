import ArgumentParser
import Localization

/// `ensemble ideas …`: what customers would have otherwise, from a terminal.
struct IdeaCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ideas", abstract: "What customers would have otherwise: list, answer, merge.",
        subcommands: [
            List.self, Show.self, Search.self, Similar.self, Add.self, Move.self, Answer.self, Vote.self,
            Link.self, Evidence.self, Merge.self, Held.self, Decide.self,
            RankingCommand.self, Leads.self, Files.self, BoardCommand.self,
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
}
