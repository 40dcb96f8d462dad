import ArgumentParser
import Localization

extension DecisionCommands {
    struct Answer: Encodable { let decision: Int64 }

    /// `ensemble decisions add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a decision down, before it is made.",
            discussion: """
                Figures are named like heard.idea, paid.product, results.hidden, results.money, \
                results.every-stage, bills.told-before, bills.surprises, bills.disputed. An option is written \
                like “Tell the price first | better: 300 a month | better: no surprise”; each effect is \
                better, same, worse or unclear, with words behind a colon.
                """)
        @OptionGroup var options: DeskOptions
        @Argument(help: "What is to be decided.") var question: String
        @Option(help: "adapt, shift, pivot or move-on.") var kind: String
        @Option(help: "The id of one offering; the business if absent.") var offering: String?
        @Option(help: "The figure that sets it off.") var figure: String
        @Option(help: "Set off at so many percent or more.") var atLeast: String?
        @Option(help: "Set off at so many percent or less.") var atMost: String?
        @Option(help: "By which day, like 2027-03-01.") var by: String
        @Option(help: "What doing nothing would do: “worse: … | worse: …”.") var nothing = "unclear | unclear"
        @Option(name: .customLong("option"), help: "Something that can be done; may be repeated.")
        var choices: [String] = []
        @Option(name: .customLong("as"), help: "The mail address of the administrator.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            try await desk.catchUp()
            let id = try await desk.decisions.propose(text(), by: desk.commander(agent))
            return json ? JSON.text(Answer(decision: id.rawValue)) : "\(id)"
        }

        private func text() throws -> Decision.Text {
            var typed = NewDecisionPage.Typed()
            guard (atLeast == nil) != (atMost == nil) else {
                throw Fault.invalid("A decision takes --at-least or --at-most, one of them.")
            }
            typed.values = [
                "question": question, "kind": kind, "figure": figure, "by": by, "offering": offering ?? "",
                "side": (atLeast == nil ? DecisionTrigger.Side.atMost : .atLeast).rawValue,
                "threshold": atLeast ?? atMost ?? "",
            ]
            var text = try typed.text()
            guard offering == nil || text.offering != nil else {
                throw Fault.notFound("There is no such offering.")
            }
            text.options = try ["| \(nothing)"].map(Self.option) + choices.map(Self.option)
            return text
        }

        private static func option(_ text: String) throws -> DecisionOption {
            let parts = text.split(separator: "|", omittingEmptySubsequences: false)
            guard parts.count == 3 else {
                throw Fault.invalid("An option is written like “words | better: why | worse: why”.")
            }
            return DecisionOption(
                String(parts[0]), profit: try expected(parts[1]), customer: try expected(parts[2]))
        }

        private static func expected(_ text: Substring) throws -> DecisionOption.Expected {
            let parts = text.split(separator: ":", maxSplits: 1)
            guard let way = DecisionOption.Way(rawValue: parts.first.map(String.init)?.trimmed ?? "") else {
                throw Fault.invalid("An effect is better, same, worse or unclear.")
            }
            return .init(way, parts.count > 1 ? String(parts[1]) : "")
        }
    }

    /// `ensemble decisions decide`.
    struct Decide: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Choose an option.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The decision’s id.") var id: Int64
        @Argument(help: "The option’s number; 0 is to do nothing.") var option: Int
        @Option(help: "Why.") var why: String
        @Option(help: "The day on which it is looked at again, like 2027-06-01.") var review: String
        @Option(help: "What is done for customers, where profit gains and they lose.") var remedy = ""
        @Option(name: .customLong("as"), help: "The mail address of the administrator.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            try await desk.catchUp()
            try await desk.decisions.decide(
                Decision.ID(rawValue: id), option: option, why: why, remedy: remedy,
                reviewOn: Day.read(review), by: desk.commander(agent))
            return json ? JSON.text(Answer(decision: id)) : "\(id)"
        }
    }

    /// `ensemble decisions review`.
    struct Review: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say what came of it.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The decision’s id.") var id: Int64
        @Argument(help: "came-true, did-not or cannot-tell.") var verdict: String
        @Option(help: "In words.") var words: String
        @Option(name: .customLong("as"), help: "The mail address of the administrator.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await answer(options.open())) }

        func answer(_ desk: Desk) async throws -> String {
            guard let verdict = Decision.Verdict(rawValue: verdict) else {
                throw Fault.invalid("A verdict is came-true, did-not or cannot-tell.")
            }
            try await desk.catchUp()
            try await desk.decisions.review(
                Decision.ID(rawValue: id), verdict, words: words, by: desk.commander(agent))
            return json ? JSON.text(Answer(decision: id)) : "\(id)"
        }
    }
}
