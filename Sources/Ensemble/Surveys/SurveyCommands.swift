import ArgumentParser
import Foundation
import Localization

/// `ensemble surveys …`: what customers are asked, from a terminal.
struct SurveyCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "surveys", abstract: "What customers are asked and what they answered.",
        subcommands: [
            List.self, Show.self, Ask.self, Answers.self, Add.self, Start.self, Pause.self, End.self,
            Consent.self, Rebuild.self,
        ])

    static func id(_ text: String) throws -> Survey.ID {
        guard let id = Survey.ID(text) else { throw Fault.notFound("There is no such survey.") }
        return id
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the surveys, those that ask first.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let surveys = try await desk.surveys.all(by: .system).map(SurveyJSON.init)
            return json ? JSON.text(surveys) : surveys.map(\.text).joined(separator: "\n")
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The figures of a survey, with n, interval and method, over twelve months.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The survey’s id, as “surveys list” prints it.") var survey: String
        @Option(help: "The last month, like 2026-03; the present one if absent.") var until: String?
        @Flag(help: "As JSON.") var json = false
        @Flag(help: "As CSV, also by month and offering.") var csv = false

        func run() async throws {
            let words = try await words(options.open())
            if csv { return try FileHandle.standardOutput.write(contentsOf: Data(words.utf8)) }
            print(words)
        }

        func words(_ desk: Desk) async throws -> String {
            try await desk.catchUp()
            let zone = Zone.named(try await desk.settings.business().timeZone) ?? .utc
            guard let month = until.map({ Month($0) }) ?? Month(Day(desk.clock(), in: zone)) else {
                throw Fault.invalid("A month is written like 2026-03.")
            }
            let figures = try await desk.surveys.figures(
                SurveyCommands.id(survey), .init(from: month - 11, until: month), by: .system)
            if csv { return String(decoding: figures.csv.bytes, as: UTF8.self) }
            let shown = SurveyFiguresJSON(figures)
            return json ? JSON.text(shown) : shown.lines.joined(separator: "\n")
        }
    }

    struct Ask: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Ask the customer of a conversation.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The survey’s id, as “surveys list” prints it.") var survey: String
        @Argument(help: "The number of the conversation.") var conversation: String
        @Option(name: .customLong("as"), help: "The mail address of the agent who asks.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        struct Answer: Encodable { let ask: Int64 }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            guard let conversation = Conversation.ID(conversation) else {
                throw Fault.notFound("There is no such conversation.")
            }
            let ask = try await desk.surveys.ask(
                SurveyCommands.id(survey), in: conversation, by: desk.commander(agent))
            return json ? JSON.text(Answer(ask: ask.rawValue)) : "\(ask)"
        }
    }

    struct Answers: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What was answered, the latest first.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The survey’s id, as “surveys list” prints it.") var survey: String
        @Option(help: "At most so many.") var limit = 50
        @Option(help: "Those before this answer.") var after: Int64?
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let found = try await desk.surveys.answers(
                to: SurveyCommands.id(survey), after: after, limit: min(max(limit, 1), 1_000), by: .system)
            let answers = found.rows.map(SurveyAnswerJSON.init)
            return json ? JSON.text(answers) : answers.map(\.text).joined(separator: "\n")
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Draft a survey with the usual words of its kind.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "csat, ces, nps, association, end-result or custom.") var kind: String
        @Option(help: "hand, resolved or portal.") var when = "hand"
        @Option(help: "Hours after resolving.") var delay = 24
        @Option(help: "How many of a hundred are asked.") var share = 100
        @Option(help: "Days of rest since the customer was asked anything.") var rest = 90
        @Option(help: "Days in which it can be answered.") var open = 30
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            guard let kind = Survey.Kind(rawValue: kind), let when = Survey.Occasion(rawValue: when) else {
                throw Fault.invalid("There is no such kind of survey, or no such occasion.")
            }
            let rules = Survey.Rules(
                when: when, delayHours: delay, share: share, restDays: rest, openDays: open)
            let id = try await desk.surveys.add(kind, rules: rules, by: .system)
            let survey = SurveyJSON(try await desk.surveys.find(id, by: .system))
            return json ? JSON.text(survey) : survey.text
        }
    }

    /// What starts, pauses and ends have in common.
    struct Moving: ParsableArguments {
        @OptionGroup var options: DeskOptions
        @Argument(help: "The survey’s id, as “surveys list” prints it.") var survey: String
        @Flag(help: "As JSON.") var json = false

        func move(to state: Survey.State) async throws {
            print(try await words(options.open(), movingTo: state))
        }

        func words(_ desk: Desk, movingTo state: Survey.State) async throws -> String {
            let id = try SurveyCommands.id(survey)
            try await desk.surveys.move(id, to: state, by: .system)
            let survey = SurveyJSON(try await desk.surveys.find(id, by: .system))
            return json ? JSON.text(survey) : survey.text
        }
    }

    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a draft, or one that was paused, ask.")
        @OptionGroup var moving: Moving
        func run() async throws { try await moving.move(to: .asking) }
    }

    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a survey ask no more for now.")
        @OptionGroup var moving: Moving
        func run() async throws { try await moving.move(to: .paused) }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a survey for good; answers are no longer taken.")
        @OptionGroup var moving: Moving
        func run() async throws { try await moving.move(to: .ended) }
    }

    struct Consent: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Note what a customer told you: whether they may be asked, or quoted without their name.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The customer’s mail address.") var customer: String
        @Argument(help: "asking or quoting.") var what: String
        @Argument(help: "yes or no.") var answer: String
        @Option(name: .customLong("as"), help: "The mail address of the agent who was told.") var agent:
            String?
        @Flag(help: "As JSON.") var json = false

        struct Answer: Encodable {
            let customer: Int64
            let asking: Bool
            let quoting: Bool
        }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            guard let what = ["asking": Surveys.Consent.surveys, "quoting": .quotes][what],
                let isGiven = ["yes": true, "no": false][answer]
            else { throw Fault.invalid("A consent is for asking or quoting, and is yes or no.") }
            guard let id = try await desk.customers.find(address: customer) else {
                throw Fault.notFound("There is no such customer.")
            }
            try await desk.surveys.setConsent(
                of: id, what, to: isGiven, by: desk.commander(agent))
            let (asking, quoting) = (
                try await desk.surveys.mayAsk(id), try await desk.surveys.mayQuote(id)
            )
            return json
                ? JSON.text(Answer(customer: id.rawValue, asking: asking, quoting: quoting))
                : "asking \(asking ? "yes" : "no")\tquoting \(quoting ? "yes" : "no")"
        }
    }

    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Count every answer anew, from scratch.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        struct Done: Encodable { let counted: Int }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            try await desk.catchUp()
            let counted = try await desk.surveys.rebuild(by: .system)
            return json ? JSON.text(Done(counted: counted)) : "\(counted) askings were counted anew."
        }
    }
}
