import ArgumentParser
import Localization

/// Who wants what: bring it up, vote, say that a message is about it.
extension IdeaCommands {
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
}
