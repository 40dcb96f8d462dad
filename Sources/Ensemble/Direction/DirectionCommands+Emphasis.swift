import ArgumentParser
import Foundation
import Localization
import Statistics

extension DirectionCommands {
    /// The months and the offering of a lens.
    struct LensLooking: ParsableArguments {
        @Option(help: "The last of twelve months, like 2026-03; the present one if absent.") var until:
            String?
        @Option(help: "The id of one offering.") var offering: String?

        func scope(_ desk: Desk) async throws -> LensScope {
            let zone = Zone.named(try await desk.settings.business().timeZone) ?? .utc
            guard let month = until.map({ Month($0) }) ?? Month(Day(desk.clock(), in: zone)) else {
                throw Fault.invalid("A month is written like 2026-03.")
            }
            guard let offering else { return .year(until: month) }
            guard let id = Offering.ID(offering) else { throw Fault.notFound("There is no such offering.") }
            return .year(until: month, of: id)
        }
    }

    /// A blend as programs read it.
    struct Blend: Encodable {
        let product: Double
        let service: Double
        let idea: Double

        init(_ blend: Composition) {
            (product, service, idea) = (blend.product, blend.service, blend.idea)
        }
    }

    struct LensPart: Encodable {
        let lens: String
        let n: Int
        /// Absent under ten.
        let centre: Blend?
        let low: [Double]?
        let high: [Double]?
        /// Coders agree too little on it for anything to be said.
        let isWithheld: Bool
        /// Of what is paid and worked: the parts that nothing was billed or worked of.
        let nothingOf: [String]
        let withProfile: Double?
        /// Of entries worked.
        let ofNoKind: Int?
        let unit: String
        let method: String

        init(_ figure: LensFigure) {
            lens = figure.lens.rawValue
            n = figure.count
            centre = figure.showsPercent ? figure.emphasis.map { Blend($0.centre) } : nil
            low = figure.showsPercent ? figure.ranges?.map(\.low) : nil
            high = figure.showsPercent ? figure.ranges?.map(\.high) : nil
            isWithheld = figure.isWithheld
            nothingOf = figure.absent.map { String(describing: $0) }
            withProfile = figure.covered
            ofNoKind = figure.lens == .worked ? figure.uncarried : nil
            unit = figure.unit
            method = figure.method.description
        }
    }

    struct PairPart: Encodable {
        let from: String
        let to: String
        let points: Double
        let change: [Double]
        let tSquared: Double?
        let p: Double?

        init(_ pair: LensPair) {
            from = pair.one.lens.rawValue
            to = pair.other.lens.rawValue
            points = pair.points
            change = pair.change
            tSquared = pair.test?.tSquared
            p = pair.test?.p
        }
    }

    /// `ensemble direction lenses`.
    struct Lenses: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What is declared, paid, worked and heard, and how far these lie apart.")
        @OptionGroup var options: DeskOptions
        @OptionGroup var looking: LensLooking
        @Flag(help: "As JSON.") var json = false

        struct Whole: Encodable {
            let from: String
            let until: String
            let lenses: [LensPart]
            let pairs: [PairPart]
        }

        func run() async throws {
            let desk = try await options.open()
            try await desk.catchUp()
            let scope = try await looking.scope(desk)
            let figures = try await desk.direction.lenses(scope, for: .system)
            let pairs = LensPair.all(figures)
            if json {
                return print(
                    JSON.text(
                        Whole(
                            from: scope.from.description, until: scope.until.description,
                            lenses: figures.map(LensPart.init), pairs: pairs.map(PairPart.init))))
            }
            for figure in figures {
                let shares = LensPart(figure).centre.map { [$0.product, $0.service, $0.idea] }
                let words =
                    shares?.map { String(format: "%.3f", $0) }.joined(separator: "\t")
                    ?? (figure.isWithheld ? "withheld" : "too few")
                print("\(figure.lens.rawValue)\t\(words)\tn = \(figure.count)\t\(figure.method)")
            }
            for pair in pairs {
                let p = pair.test.map { String(format: "p = %.4f", $0.p) } ?? "both counted whole"
                print(
                    "\(pair.one.lens.rawValue) – \(pair.other.lens.rawValue)\t\(String(format: "%.1f", pair.points)) points\t\(p)"
                )
            }
        }
    }

    /// `ensemble direction bearing`.
    struct Bearing: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Where a lens stands, which way it heads, and where that leads.")
        @OptionGroup var options: DeskOptions
        @OptionGroup var looking: LensLooking
        @Option(help: "declared, paid, worked or heard.") var lens = "heard"
        @Option(help: "How many months ahead, 1 to 36.") var ahead = 6
        @Flag(help: "As JSON.") var json = false

        struct Whole: Encodable {
            let lens: String
            let until: String
            let observed: Int
            let now: LensPart?
            let moved: Double?
            let movedP: Double?
            let pointsPerMonth: [Double]?
            let headingP: Double?
            let skill: [String: Double]
            let forecasts: [Blend]
            let words: [String]
        }

        func run() async throws {
            let desk = try await options.open()
            try await desk.catchUp()
            guard let lens = Lens(rawValue: lens) else {
                throw Fault.invalid("The lenses are declared, paid, worked and heard.")
            }
            let scope = try await looking.scope(desk)
            let report = try await desk.direction.bearing(scope, lens: lens, ahead: ahead, for: .system)
            let whole = Self.whole(report, Reader(now: desk.clock().milliseconds))
            if json { return print(JSON.text(whole)) }
            whole.words.forEach { print($0) }
        }

        static func whole(_ report: BearingReport, _ r: Reader) -> Whole {
            let words = BearingWords(r: r)
            let own = report.figures.first { $0.lens == report.lens }
            let skill = report.skill.map { (String($0.ahead), $0.skill) }
            return Whole(
                lens: report.lens.rawValue, until: report.scope.until.description, observed: report.observed,
                now: own.map(LensPart.init), moved: report.moved?.points, movedP: report.moved?.p,
                pointsPerMonth: report.heading?.pointsPerPeriod, headingP: report.heading?.p,
                skill: Dictionary(skill, uniquingKeysWith: { one, _ in one }),
                forecasts: own?.showsPercent == true ? report.forecasts.map { Blend($0.centre) } : [],
                words: [
                    words.saidAndHeard(report.figures), words.moved(report.moved),
                    words.turning(own?.showsPercent == true ? report.heading : nil), words.skill(report),
                ])
        }
    }

    /// `ensemble direction mentions`.
    struct MentionList: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "mentions", abstract: "Customers’ words that are marked, newest first.")
        @OptionGroup var options: DeskOptions
        @OptionGroup var looking: LensLooking
        @Option(help: "At most so many.") var limit = 50
        @Flag(help: "As JSON.") var json = false

        struct Line: Encodable {
            let month: String
            let words: String
            let customer: String
            let conversation: String
            let product: Int64
            let service: Int64
            let idea: Int64
        }

        func run() async throws {
            let desk = try await options.open()
            try await desk.catchUp()
            let rows = try await desk.direction.rows(
                of: .heard, looking.scope(desk), limit: min(max(limit, 1), 1_000), for: .system
            ).rows
            let lines = rows.map {
                Line(
                    month: $0.month.description, words: $0.text, customer: $0.customerName,
                    conversation: $0.linkName, product: $0.weights[0], service: $0.weights[1],
                    idea: $0.weights[2])
            }
            if json { return print(JSON.text(lines)) }
            for line in lines {
                print(
                    "\(line.month)\t\(line.product)-\(line.service)-\(line.idea)\t\(line.conversation)\t\(line.words.oneLine)"
                )
            }
        }
    }

    /// `ensemble direction rebuild`.
    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make what the lenses show anew from what it stands for.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        struct Done: Encodable {
            let weighed: Int
            let results: Int
            let profit: Int
        }

        func run() async throws {
            let desk = try await options.open()
            try await desk.catchUp()
            let count = try await desk.direction.rebuild(by: .system)
            let results = try await desk.results.rebuild(by: .system)
            let profit = try await desk.profits.rebuild(by: .system)
            print(
                json
                    ? JSON.text(Done(weighed: count, results: results, profit: profit))
                    : "\(count) sentences, lines and hours were weighed; \(results) answers and matters and what \(profit) matters left over were worked out."
            )
        }
    }
}
