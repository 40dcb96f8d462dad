import ArgumentParser
import Localization

/// What matters most, from a terminal.
extension IdeaCommands {
    struct RankingCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ranking",
            abstract: "The order by votes, beside those by some votes and by what voters paid.")
        @OptionGroup var options: DeskOptions
        @Option(help: "Beside it, only customers with a conversation that bears this tag.") var tag: String?
        @Flag(help: "By who was preferred to whom instead, two at a time.") var compared = false
        @Flag(help: "As JSON.") var json = false

        struct Line: Encodable {
            let idea: Int64
            let need: String
            let votes: Int
            let place: Int
            let segmentPlace: Int?
            let paid: Int64
            let paidPlace: Int
        }

        struct Strength: Encodable {
            let idea: Int64
            let need: String
            let strength: Double
            let low: Double
            let high: Double
            let comparisons: Int
        }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            if compared { return try await strengths(desk) }
            let lines = try await desk.ideas.ranking(tag.map { .tag($0) }, by: .system).ideas.map {
                Line(
                    idea: $0.idea.id.rawValue, need: $0.idea.need, votes: $0.votes, place: $0.place,
                    segmentPlace: tag == nil ? nil : $0.segmentPlace, paid: $0.paid, paidPlace: $0.paidPlace)
            }
            return json
                ? JSON.text(lines)
                : lines.map { "\($0.place)\t\($0.paidPlace)\t\($0.votes)\t\($0.idea)\t\($0.need)" }
                    .joined(separator: "\n")
        }

        private func strengths(_ desk: Desk) async throws -> String {
            let lines = try await desk.ideas.compared(by: .system).ideas.map {
                Strength(
                    idea: $0.idea.id.rawValue, need: $0.idea.need, strength: $0.strength, low: $0.low,
                    high: $0.high, comparisons: $0.comparisons)
            }
            return json
                ? JSON.text(lines)
                : lines.map { "\($0.strength)\t\($0.low)\t\($0.high)\t\($0.idea)\t\($0.need)" }
                    .joined(separator: "\n")
        }
    }

    struct Leads: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "By tag, how many wanted something long before it was common.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        struct Line: Encodable {
            let tag: String
            let people: Int
            /// Milliseconds since 1970 UTC.
            let since: Int64
            let commonSince: Int64?
            let ahead: Int
            let offered: Int
            let managing: Int
        }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let lines = try await desk.ideas.leading(by: .system).topics.map {
                Line(
                    tag: $0.tag, people: $0.people, since: $0.since.milliseconds,
                    commonSince: $0.commonSince?.milliseconds, ahead: $0.ahead, offered: $0.offered,
                    managing: $0.managing)
            }
            return json
                ? JSON.text(lines)
                : lines.map { "\($0.people)\t\($0.ahead)\t\($0.offered)\t\($0.tag)" }.joined(separator: "\n")
        }
    }
}
