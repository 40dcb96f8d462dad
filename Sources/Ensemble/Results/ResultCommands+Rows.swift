import ArgumentParser
import Localization

extension ResultCommands {
    /// `ensemble direction results rows`: the customers behind a number.
    struct Rows: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The customers behind a number.")
        @OptionGroup var options: DeskOptions
        @OptionGroup var looking: Looking
        @Option(help: "The matter itself: good or bad.") var core: String?
        @Option(help: "The service: good or bad.") var service: String?
        @Option(help: "The money: good or bad.") var money: String?
        @Option(help: "What was promised: good or bad.") var promise: String?
        @Option(help: "A stage that they passed: answered, told, promises, once, as-told or uncontested.")
        var passed: String?
        @Option(help: "A stage that they did not pass.") var failed: String?
        @Option(help: "Every stage: passed or failed.") var all: String?
        @Flag(help: "Only who answered everything.") var complete = false
        @Flag(help: "Of the twelve months before.") var past = false
        @Option(help: "Behind this customer’s id.") var after: Int64?
        @Option(help: "At most so many.") var limit = 50
        @Flag(help: "As JSON.") var json = false
        @Flag(help: "As CSV.") var csv = false

        struct Line: Encodable {
            let customer: Int64
            let name: String
            /// 1 to 5; what was not answered is absent.
            let ratings: [String: Int]
            let overall: Int?
            /// Stages that the customer came to, and whether each was passed every time.
            let stages: [String: Bool]
            let answered: String?
            let conversation: Int64?

            init(_ customer: ResultCustomer, _ r: Reader) {
                self.customer = customer.customer.rawValue
                name = customer.name
                ratings = Dictionary(
                    uniqueKeysWithValues: customer.ratings.map { ($0.key.rawValue, $0.value) })
                overall = customer.overall
                stages = Dictionary(uniqueKeysWithValues: customer.stages.map { ($0.key.rawValue, $0.value) })
                answered = customer.answeredAt.map { r.iso($0.milliseconds) }
                conversation = customer.conversation?.rawValue
            }
        }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            try await desk.catchUp()
            let found = try await desk.results.rows(
                choice(), looking.scope(desk), after: after, limit: min(max(limit, 1), 1_000), by: .system)
            let r = Reader(now: desk.clock().milliseconds)
            if json { return JSON.text(found.rows.map { Line($0, r) }) }
            guard !csv else {
                var csv = CSV(ResultRowsTable.heads)
                for customer in found.rows { csv.add(ResultRowsTable.fields(customer, r)) }
                return String(decoding: csv.bytes, as: UTF8.self)
            }
            return found.rows.map(Self.line).joined(separator: "\n")
        }

        /// The id, the name, what was said of each side, and where it stumbled.
        private static func line(_ customer: ResultCustomer) -> String {
            let said = ResultSide.allCases.map {
                "\($0.rawValue) \(customer.ratings[$0].map(String.init) ?? "-")"
            }
            let stumbled = ResultStage.allCases.filter { customer.stages[$0] == false }.map(\.rawValue)
            return
                "\(customer.customer)\t\(customer.name)\t\(said.joined(separator: ", "))\t\(stumbled.joined(separator: ", "))"
        }

        /// Which are asked for: here, unlike in a link, what is not understood is refused.
        private func choice() throws -> ResultChoice {
            var choice = ResultChoice()
            let sides: [(ResultSide, String?)] = [
                (.core, core), (.service, service), (.money, money), (.promise, promise),
            ]
            for (side, word) in sides {
                choice.sides[side] = try word.map { try Self.either($0, "good", "bad") }
            }
            guard passed == nil || failed == nil else {
                throw Fault.invalid("Rows are asked for by one stage, passed or failed.")
            }
            for (name, isPassed) in [(passed, true), (failed, false)] {
                guard let name else { continue }
                guard let stage = ResultStage(rawValue: name) else {
                    throw Fault.invalid("There is no such stage.")
                }
                choice.stage = (stage, isPassed)
            }
            choice.isAllPassed = try all.map { try Self.either($0, "passed", "failed") }
            (choice.isComplete, choice.isBefore) = (complete, past)
            return choice
        }

        private static func either(_ word: String, _ yes: String, _ no: String) throws -> Bool {
            guard word == yes || word == no else {
                throw Fault.invalid("Here it is “\(yes)” or “\(no)”.")
            }
            return word == yes
        }
    }
}
