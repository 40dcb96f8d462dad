import ArgumentParser
import Foundation
import Localization

/// `ensemble direction name …`: the idea behind the name, from a terminal.
struct NameCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "name", abstract: "The idea behind the name: what is intended beside what is heard.",
        subcommands: [Show.self, Intend.self, End.self, Words.self, Read.self], defaultSubcommand: Show.self)

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What customers think of at the name, with n, interval and method.")
        @OptionGroup var options: DeskOptions
        @OptionGroup var looking: MonthLooking
        @Flag(help: "As JSON.") var json = false
        @Flag(help: "As CSV.") var csv = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            try await desk.catchUp()
            let until = try await looking.month(desk)
            let report = try await desk.nameIdeas.report(.year(until: until), by: .system)
            if csv { return String(decoding: report.csv.bytes, as: UTF8.self) }
            let shown = NameJSON(report, Reader(now: desk.clock().milliseconds))
            return json ? JSON.text(shown) : shown.lines.joined(separator: "\n")
        }
    }

    struct Intend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say what the name is to stand for.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "A few words.") var idea: String
        @Option(name: .customLong("as"), help: "The mail address of the administrator.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        struct Answer: Encodable { let idea: Int64 }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try await desk.nameIdeas.intend(idea, by: desk.commander(agent))
            return json ? JSON.text(Answer(idea: id.rawValue)) : "\(id)"
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Give an idea up.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The idea’s id, as “name intend” prints it.") var idea: String
        @Option(name: .customLong("as"), help: "The mail address of the administrator.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        struct Answer: Encodable { let ended: Int64 }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            guard let id = IntendedIdea.ID(idea) else { throw Fault.notFound("There is no such idea.") }
            try await desk.nameIdeas.end(id, by: desk.commander(agent))
            return json ? JSON.text(Answer(ended: id.rawValue)) : "\(id)"
        }
    }

    struct Words: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What customers wrote and what it is counted as, those nobody has read first.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        struct Phrase: Encodable {
            let phrase: String
            let customers: Int
            let idea: String
            let intended: Int64?
            let against: Bool
            let read: Bool
        }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let phrases = try await desk.nameIdeas.phrases(limit: 1_000, by: .system).map {
                Phrase(
                    phrase: $0.key, customers: $0.customers, idea: $0.idea,
                    intended: $0.tie?.intended.rawValue, against: $0.tie?.isAgainst ?? false, read: $0.isRead)
            }
            if json { return JSON.text(phrases) }
            return phrases.map { "\($0.customers)\t\($0.phrase)\t\($0.read ? $0.idea : "-")" }
                .joined(separator: "\n")
        }
    }

    struct Read: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what a phrase is counted as, and whether that is intended.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "What customers wrote.") var phrase: String
        @Argument(help: "The idea it is counted as.") var idea: String
        @Option(help: "The id of the intended idea that it says.") var says: Int64?
        @Option(help: "The id of the intended idea of which it says the opposite.") var against: Int64?
        @Option(name: .customLong("as"), help: "The mail address of the administrator.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        struct Answer: Encodable {
            let phrase: String
            let idea: String
        }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            guard says == nil || against == nil else {
                throw Fault.invalid("A phrase says an idea or its opposite, not both.")
            }
            let tie = (says ?? against).map { IdeaTie(.init(rawValue: $0), isAgainst: against != nil) }
            try await desk.nameIdeas.read(phrase, as: idea, tie: tie, by: desk.commander(agent))
            return json ? JSON.text(Answer(phrase: phrase.folded, idea: idea)) : "\(phrase)\t\(idea)"
        }
    }
}

/// The last of the months that a command looks at.
struct MonthLooking: ParsableArguments {
    @Option(help: "The last of twelve months, like 2026-03; the present one if absent.") var until: String?

    func month(_ desk: Desk) async throws -> Month {
        let zone = Zone.named(try await desk.settings.business().timeZone) ?? .utc
        guard let month = until.map({ Month($0) }) ?? Month(Day(desk.clock(), in: zone)) else {
            throw Fault.invalid("A month is written like 2026-03.")
        }
        return month
    }
}
