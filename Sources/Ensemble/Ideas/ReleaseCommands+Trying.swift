import ArgumentParser
import Localization

/// Who tries what was made before it is published.
extension ReleaseCommands {
    struct Ask: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask those who offered to try a draft, each once, by mail.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The entry’s number.") var release: String
        @Option(help: "The mail address of one who offered; everybody who did unless given.") var customer:
            String?
        @Option(name: .customLong("as"), help: "The mail address of the agent.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        struct Answer: Encodable { let people: Int }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            var chosen: [Customer.ID]?
            if let customer {
                guard let id = try await desk.customers.find(address: customer) else {
                    throw Fault.notFound("There is no such customer.")
                }
                chosen = [id]
            }
            let people = try await desk.releases.ask(
                chosen, toTry: ReleaseCommands.id(release), by: desk.commander(agent))
            return json ? JSON.text(Answer(people: people)) : "\(people) people are asked."
        }
    }

    struct Trials: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What those who tried it say, one a line; leaves one unnamed in public.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The entry’s number.") var release: String
        @Option(help: "The number of a customer who is not to be named in public.") var unname: Int64?
        @Option(name: .customLong("as"), help: "The mail address of the agent.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        struct Line: Encodable {
            let customer: Int64
            /// helps, partly or not; absent without an answer.
            let verdict: String?
            let words: String
            let credit: String
            /// Milliseconds since 1970 UTC.
            let asked: Int64
            let answered: Int64?
        }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try ReleaseCommands.id(release)
            if let unname {
                try await desk.releases.unname(
                    Customer.ID(rawValue: unname), in: id, by: desk.commander(agent))
            }
            let lines = try await desk.releases.trials(of: id, by: .system).asked.map {
                Line(
                    customer: $0.customer.rawValue, verdict: $0.verdict?.rawValue, words: $0.words,
                    credit: $0.credit, asked: $0.askedAt.milliseconds, answered: $0.answeredAt?.milliseconds)
            }
            return json
                ? JSON.text(lines)
                : lines.map { "\($0.customer)\t\($0.verdict ?? "–")\t\($0.words.oneLine)" }.joined(
                    separator: "\n")
        }
    }
}
