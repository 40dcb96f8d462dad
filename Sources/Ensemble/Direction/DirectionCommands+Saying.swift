import ArgumentParser
import Foundation
import Localization

/// What is said of words and of the business, from a terminal, by the same doors as the pages.
extension DirectionCommands {
    /// What a command made or changed.
    struct Said: PrintedLine {
        let id: Int64
        let what: String
        let degrees: [Int]

        var line: String { "\(id)\t\(what)\t\(degrees.map(String.init).joined(separator: "-"))" }
    }

    /// `20-50-30`: product, service and idea, in points.
    private static func points(_ text: String) throws(Fault) -> Declaration.Points {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else {
            throw .invalid("Product, service and idea are parts of a whole: together they make 100.")
        }
        return .init(parts[0], parts[1], parts[2])
    }

    private static func source(_ number: String, isAnswer: Bool) throws(Fault) -> SaidText.Source {
        guard let number = Int64(number) else { throw .notFound("There is no such message.") }
        return SaidText.Source(isAnswer ? "answer" : "message", number)
    }

    /// `ensemble direction declare`.
    struct Declare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say what the business is, in 100 points.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "Product, service and idea, like 10-80-10.") var points: String
        @Option(help: "What it should be, like 20-50-30.") var target: String?
        @Option(help: "The id of one offering; the business if absent.") var offering: String?

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let said = try DirectionCommands.points(points)
            let id = try await desk.declarations.declare(
                said, target: target.map { try DirectionCommands.points($0) },
                of: offering.map(OfferingCommands.id), by: desk.commander(acting.agent))
            return acting.words(Said(id: id.rawValue, what: "declared", degrees: said.all))
        }
    }

    /// `ensemble direction mark`.
    struct Mark: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say what words of a customer are about.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The message’s number.") var message: String
        @Argument(help: "The words, as they stand in it.") var words: String
        @Argument(help: "Product, service and idea in thousandths, like 0-500-500.") var degrees: String
        @Flag(help: "The number is that of an answer to a survey.") var answer = false

        func run() async throws { print(try await marked(acting.open())) }

        func marked(_ desk: Desk) async throws -> String {
            guard let degrees = Degrees(degrees) else {
                throw Fault.invalid("Degrees are thousandths that make 1,000, like 0-500-500.")
            }
            let id = try await desk.mentions.mark(
                words: words, near: 0, of: DirectionCommands.source(message, isAnswer: answer), as: degrees,
                by: desk.commander(acting.agent))
            return acting.words(
                Said(
                    id: id.rawValue, what: words.oneLine,
                    degrees: [degrees.product, degrees.service, degrees.idea]))
        }
    }

    /// `ensemble direction unmark`.
    struct Unmark: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a mark back.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The mark’s number.") var mark: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            guard let id = Mention.ID(mark) else { throw Fault.notFound("There is no such mark.") }
            let source = try await desk.mentions.remove(id, by: desk.commander(acting.agent))
            return acting.words(Said(id: source.number, what: "taken back", degrees: []))
        }
    }

    /// `ensemble direction ask`.
    struct Ask: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask a customer by mail what their words are about.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The message’s number.") var message: String
        @Flag(help: "The number is that of an answer to a survey.") var answer = false

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let source = try DirectionCommands.source(message, isAnswer: answer)
            try await desk.mentions.invite(source, by: desk.commander(acting.agent))
            return acting.words(Said(id: source.number, what: "asked", degrees: []))
        }
    }

    /// `ensemble direction check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what a sentence is about that the model has read; without one, list what to check."
        )
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The sentence’s number.") var sentence: String?
        @Argument(help: "product, service, idea or none.") var kind: String?

        struct Line: PrintedLine {
            let id: Int64
            let words: String
            let proposed: String
            /// Per mille.
            let certainty: Int

            var line: String { "\(id)\t\(proposed) \(certainty)\t\(words.oneLine)" }
        }

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let actor = try await desk.commander(acting.agent)
            guard let sentence else { return try await next(desk, actor) }
            guard let id = Proposals.Proposal.ID(sentence) else {
                throw Fault.notFound("There is no such sentence.")
            }
            guard let found = StartingModel.Kind.allCases.first(where: { $0.name == kind }) else {
                throw Fault.invalid("A sentence is about product, service, idea or none of them.")
            }
            try await desk.proposals.check(id, as: found, by: actor)
            return acting.words(Said(id: id.rawValue, what: found.name, degrees: []))
        }

        private func next(_ desk: Desk, _ actor: Actor) async throws -> String {
            try await desk.catchUp()
            while try await desk.proposals.work() > 0 {}
            let zone = Zone.named(try await desk.settings.business().timeZone) ?? .utc
            let queue = try await desk.proposals.queue(
                until: Month(Day(desk.clock(), in: zone)), limit: 20, for: actor)
            let lines = queue.next.map {
                Line(
                    id: $0.id.rawValue, words: $0.words, proposed: $0.kind.name, certainty: $0.certainty)
            }
            return acting.json ? JSON.text(lines) : lines.map(\.line).joined(separator: "\n")
        }
    }

    /// `ensemble direction code-book`.
    struct Book: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "code-book",
            abstract: "The rules by which words are coded; with a file, the next version of them.")
        @OptionGroup var acting: ActingOptions
        @Option(help: "JSON with product, service, idea and ties.") var file: String?
        @Option(help: "The language of these rules, like en.") var language = "en"

        struct Whole: Encodable {
            let version: Int
            let rules: CodeBook.Rules
        }

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            guard let language = Translations.languages.all.first(where: { $0.tag == language }) else {
                throw Fault.invalid("There is no such language.")
            }
            if let file {
                let fault = Fault.invalid("The file is JSON with product, service, idea and ties.")
                guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { throw fault }
                let rules = try JSON.typed(CodeBook.Rules.self, text, orSay: fault)
                try await desk.mentions.write(rules, in: language, by: desk.commander(acting.agent))
            }
            let book = try await desk.mentions.book()
            let rules = book.rules(for: Reader(language: language, now: desk.clock().milliseconds))
            if acting.json { return JSON.text(Whole(version: book.version, rules: rules)) }
            return [
                "version\t\(book.version)", "product\t\(rules.product)", "service\t\(rules.service)",
                "idea\t\(rules.idea)", "ties\t\(rules.ties)",
            ].joined(separator: "\n")
        }
    }
}
