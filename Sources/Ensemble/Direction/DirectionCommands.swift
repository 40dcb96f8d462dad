import ArgumentParser
import Foundation
import Localization
import Statistics

/// `ensemble direction …`: where the business stands, from a terminal.
struct DirectionCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "direction",
        abstract: "Where the business stands: its lenses and bearing, and whether costs are told before.",
        subcommands: [
            Bearing.self, Lenses.self, CourseCommand.self, ActivityCommands.self, MentionList.self,
            Rebuild.self, NameCommands.self,
            ResultCommands.self, LetterCommand.self, Figures.self, Bills.self, Roles.self, Audit.self,
            Starting.self,
            Propose.self, Declare.self, Mark.self, Unmark.self, Ask.self, Check.self, Book.self,
        ])

    /// The months and the offering that are looked at.
    struct Looking: ParsableArguments {
        @Option(help: "month, quarter or year.") var by = "month"
        @Option(help: "The last month, like 2026-03; the present one if absent.") var until: String?
        @Option(help: "The id of one offering, or “none”.") var offering = ""

        func scope(_ desk: Desk) async throws -> (ClarityScope, ClarityStep) {
            guard let step = ClarityStep(rawValue: by) else {
                throw Fault.invalid("Time is looked at by month, quarter or year.")
            }
            guard let offering = ClarityScope.Choice(offering) else {
                throw Fault.notFound("There is no such offering.")
            }
            let zone = Zone.named(try await desk.settings.business().timeZone) ?? .utc
            guard let month = until.map({ Month($0) }) ?? Month(Day(desk.clock(), in: zone)) else {
                throw Fault.invalid("A month is written like 2026-03.")
            }
            return (step.span(until: month, offering: offering), step)
        }
    }

    /// A figure as programs read it.
    struct Value: Encodable {
        let value: Double
        let n: Int
        let low: Double
        let high: Double
        let level: Double
        let method: String

        init(_ figure: Figure) {
            value = figure.value
            n = figure.count
            low = figure.interval.low
            high = figure.interval.high
            level = figure.interval.level
            method = figure.method.description
        }
    }

    struct Part: Encodable {
        var from: String?
        var until: String?
        var offering: String?
        let bills: Int
        let figures: [String: Value]
        /// Billed less told over the surprises, by currency.
        let excess: [String: String]
        let overdueTells: Int
        let ourPart: OurPart

        init(_ tally: ClarityTally, _ scope: ClarityScope? = nil, offering: String? = nil) {
            from = scope?.from.description
            until = scope?.until.description
            self.offering = offering
            bills = tally.bills
            figures = Dictionary(
                tally.named.compactMap { named in named.figure.map { (named.name, Value($0)) } },
                uniquingKeysWith: { one, _ in one })
            excess = Dictionary(
                tally.excess.map { ($0.key, Money($0.value, $0.key).plain) },
                uniquingKeysWith: { one, _ in one })
            overdueTells = tally.overdue
            ourPart = OurPart(tally.roles)
        }
    }

    struct Whole: Encodable {
        let all: Part
        let steps: [Part]
        let offerings: [Part]
    }

    struct Figures: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "clarity", abstract: "The figures of cost clarity, with n and interval.")
        @OptionGroup var options: DeskOptions
        @OptionGroup var looking: Looking
        @Flag(help: "As JSON.") var json = false
        @Flag(help: "As CSV.") var csv = false
        @Option(help: "Which table of the CSV: figures, steps or offerings.") var table = "figures"

        func run() async throws {
            let desk = try await options.open()
            try await desk.catchUp()
            let (scope, step) = try await looking.scope(desk)
            let clarity = try await desk.direction.clarity(scope, in: step, for: .system)
            if csv {
                guard let table = ClarityTable(rawValue: table) else {
                    throw Fault.invalid("The tables are figures, steps and offerings.")
                }
                return try FileHandle.standardOutput.write(contentsOf: Data(table.csv(clarity).bytes))
            }
            if json {
                return print(
                    JSON.text(
                        Whole(
                            all: Part(clarity.all, clarity.scope),
                            steps: clarity.steps.map { Part($0.tally, $0.scope) },
                            offerings: clarity.offerings.map { Part($0.tally, offering: $0.name) })))
            }
            print("\(scope.from) to \(scope.until), \(clarity.all.bills) bills")
            for (name, figure) in clarity.all.named {
                guard let figure else { continue }
                let part = { (value: Double) in String(format: "%.3f", value) }
                let range = "\(part(figure.interval.low)) to \(part(figure.interval.high))"
                print("\(name)\t\(part(figure.value))\t\(range)\tn = \(figure.count)\t\(figure.method)")
            }
            print("tells overdue\t\(clarity.all.overdue)")
        }
    }

    struct Bills: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The bills behind a number, newest first.")
        @OptionGroup var options: DeskOptions
        @OptionGroup var looking: Looking
        @Option(
            help:
                "all, told, untold, plan, no-plan, surprises, breaches, disputed, ranges, inside or outside."
        ) var show = "surprises"
        @Option(help: "At most so many.") var limit = 50
        @Flag(help: "As JSON.") var json = false

        struct Line: Encodable {
            let invoice: String
            let id: Int64
            let conversation: Int64
            let issuedOn: Day
            let currency: String
            let told: String?
            let billed: String
            let difference: String
            /// Of what was told; absent where nothing was.
            let differencePercent: Double?
            let unannounced: Int
            let toldBefore: Bool
            let leadHours: Int?
            let lines: [String]
        }

        func run() async throws {
            let desk = try await options.open()
            try await desk.catchUp()
            guard let show = ClarityShow(rawValue: show) else {
                throw Fault.invalid("There is no such number to look behind.")
            }
            let bills = try await desk.direction.bills(
                show, looking.scope(desk).0, limit: min(max(limit, 1), 1_000), for: .system
            ).bills
            if json { return print(JSON.text(bills.map(Self.line))) }
            for bill in bills {
                print(
                    "\(bill.number)\t\(bill.issuedOn)\t\(bill.told?.plain ?? "not told")\t\(bill.gross.plain) \(bill.gross.currency)\t\(bill.title)"
                )
            }
        }

        private static func line(_ bill: ClarityBill) -> Line {
            Line(
                invoice: bill.number, id: bill.invoice.rawValue, conversation: bill.conversation.rawValue,
                issuedOn: bill.issuedOn, currency: bill.gross.currency, told: bill.told?.plain,
                billed: bill.gross.plain, difference: bill.difference.plain,
                differencePercent: bill.differencePercent, unannounced: bill.unannounced,
                toldBefore: bill.isToldBefore, leadHours: bill.leadHours, lines: bill.lines.map(\.text))
        }
    }
}
