import ArgumentParser
import Localization

/// `ensemble decisions …`: what is decided on figures, from a terminal.
struct DecisionCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decisions", abstract: "What is decided on figures, and what came of it.",
        subcommands: [List.self, Show.self, Add.self, Decide.self, Review.self],
        defaultSubcommand: List.self)

    /// A decision as programs read it.
    struct Line: PrintedLine {
        let id: Int64
        let question: String
        let kind: String
        let offering: Int64?
        let figure: String
        let side: String
        /// A share of 1.
        let threshold: Double
        let by: String
        let options: [Option]
        let chosen: Int?
        let why: String?
        let remedy: String?
        let reviewOn: String?
        let verdict: String?
        let verdictWords: String?

        struct Option: Encodable {
            let words: String
            let profit: String
            let profitWords: String
            let customer: String
            let customerWords: String
        }

        init(_ decision: Decision) {
            let trigger = decision.text.trigger
            id = decision.id.rawValue
            question = decision.text.question
            kind = decision.text.kind.rawValue
            offering = decision.text.offering?.rawValue
            (figure, side, threshold, by) = (
                trigger.figure.description, trigger.side.rawValue, trigger.share, trigger.by.description
            )
            options = decision.text.options.map {
                Option(
                    words: $0.words, profit: $0.profit.way.rawValue, profitWords: $0.profit.words,
                    customer: $0.customer.way.rawValue, customerWords: $0.customer.words)
            }
            (chosen, why) = (decision.choice?.option, decision.choice?.why)
            remedy = decision.choice?.remedy.nonEmpty
            reviewOn = decision.choice?.reviewOn.description
            (verdict, verdictWords) = (decision.review?.verdict.rawValue, decision.review?.words)
        }

        var line: String {
            "\(id)\t\(kind)\t\(verdict ?? reviewOn.map { "review on \($0)" } ?? "to decide")\t\(question)"
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List them, the newest first.")
        @OptionGroup var options: DeskOptions
        @Option(help: "all, open, running, due or reviewed; the last two but one by the day of review.")
        var show = "all"
        @Option(help: "At most so many.") var limit = 50
        @Option(help: "Behind this place, as the JSON’s “next” says it.") var after: String?
        @Flag(help: "As JSON.") var json = false

        struct Page: Encodable {
            let decisions: [Line]
            let next: String?
        }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            guard let show = Decisions.Show(rawValue: show) else {
                throw Fault.invalid("Decisions are all, open, running, due or reviewed.")
            }
            let found = try await desk.decisions.list(
                show, after: after.flatMap { Keyset($0) }, limit: min(max(limit, 1), 1_000), by: .system)
            let lines = found.decisions.map(Line.init)
            if json { return JSON.text(Page(decisions: lines, next: found.next?.description)) }
            return lines.map(\.line).joined(separator: "\n")
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one, with the figures as they were each time.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "Its id.") var id: Int64
        @Flag(help: "As JSON.") var json = false

        struct Whole: Encodable {
            let decision: Line
            /// By when they were looked at: proposed, decided, reviewed, now.
            let figures: [String: [Figure]]
        }

        struct Figure: Encodable {
            let figure: String
            let until: String
            let value: Double?
            let n: Int
            let low: Double?
            let high: Double?
            let method: String

            init(_ evidence: DecisionEvidence) {
                figure = evidence.figure.description
                until = evidence.month.description
                (value, n, low, high) = (evidence.value, evidence.count, evidence.low, evidence.high)
                method = evidence.method
            }
        }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            try await desk.catchUp()
            let decision = try await desk.decisions.find(Decision.ID(rawValue: id), by: .system)
            let now = try await desk.decisions.figures(of: decision.text.offering, by: .system)
            guard !json else {
                let evidence = try await desk.decisions.evidence(of: decision.id, by: .system)
                var figures = Dictionary(
                    uniqueKeysWithValues: evidence.map { ($0.key.rawValue, $0.value.map(Figure.init)) })
                figures["now"] = now.map(Figure.init)
                return JSON.text(Whole(decision: Line(decision), figures: figures))
            }
            let (r, trigger) = (Reader(now: desk.clock().milliseconds), decision.text.trigger)
            let words = DecisionWords(r: r)
            let figure = now.first { $0.figure == trigger.figure }
            var lines = [
                Line(decision).line, trigger.words(r), words.standing(trigger, figure, on: r.thisDay),
            ]
            for (place, option) in decision.text.options.enumerated() {
                let mark = decision.choice?.option == place ? "*" : " "
                lines.append(
                    "\(mark) \(place)\t\(words.option(option))\tprofit \(words.expected(option.profit))\tcustomers \(words.expected(option.customer))"
                )
            }
            if let choice = decision.choice { lines.append("why\t\(choice.why.oneLine)") }
            if let review = decision.review {
                lines.append("\(review.verdict.rawValue)\t\(review.words.oneLine)")
            }
            return lines.joined(separator: "\n")
        }
    }
}
