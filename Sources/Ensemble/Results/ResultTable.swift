import Localization

/// The end results for spreadsheets: plain figures, English heads.
extension ResultReport {
    var csv: CSV {
        var csv = CSV(["figure", "from", "until", "value", "n", "low", "high", "level", "method"])
        let from = CSV.Field.text(scope.from.description)
        let until = CSV.Field.text(scope.until.description)
        for (name, figure) in named {
            csv.add([
                .text(name), from, until, .real(figure?.value), .count(figure?.count ?? 0),
                .real(figure?.interval.low), .real(figure?.interval.high), .real(figure?.interval.level),
                .text(figure?.method.description ?? ""),
            ])
        }
        for (name, interval) in bounds {
            csv.add([
                .text("\(name): bounds"), from, until, .none, .count(asked), .real(interval.low),
                .real(interval.high), .real(interval.level), .text(interval.method.description),
            ])
        }
        for (pattern, count) in patterns {
            csv.add([
                .text(Self.words(pattern)), from, until, .none, .count(count), .none, .none, .none, .none,
            ])
        }
        return csv
    }

    /// `core good, service good, money bad, promise good`.
    static func words(_ pattern: [Bool]) -> String {
        var words: [String] = []
        for (side, isGood) in zip(ResultSide.allCases, pattern) {
            words.append(side.rawValue + (isGood ? " good" : " bad"))
        }
        return words.joined(separator: ", ")
    }
}

enum ResultRowsTable {
    static var heads: [String] {
        var heads = ["customer", "id"]
        for side in ResultSide.allCases { heads.append(side.rawValue) }
        heads.append("all in all")
        for stage in ResultStage.allCases { heads.append("stage \(stage.rawValue)") }
        heads.append(contentsOf: ["answered", "conversation"])
        return heads
    }

    static func fields(_ customer: ResultCustomer, _ r: Reader) -> [CSV.Field] {
        var fields: [CSV.Field] = [.text(customer.name), .number(customer.customer.description)]
        for side in ResultSide.allCases { fields.append(.count(customer.ratings[side])) }
        fields.append(.count(customer.overall))
        for stage in ResultStage.allCases {
            fields.append(customer.stages[stage].map(CSV.Field.yes) ?? .none)
        }
        fields.append(.text(customer.answeredAt.map { r.iso($0.milliseconds) } ?? ""))
        fields.append(.text(customer.conversation?.description ?? ""))
        return fields
    }
}

/// The report as programs read it.
struct ResultJSON: Encodable {
    let from: String
    let until: String
    let asked: Int
    let answered: Int
    let words: String
    let figures: [String: DirectionCommands.Value]
    /// Low and high, whatever the silent would say.
    let bounds: [String: [Double]]
    let patterns: [String: Int]
    /// What a side does when good and when bad.
    let kinds: [String: String]

    init(_ report: ResultReport, _ r: Reader) {
        from = report.scope.from.description
        until = report.scope.until.description
        asked = report.asked
        answered = report.answered.count
        words = ResultWords(r: r).summary(report)
        figures = Dictionary(
            report.named.compactMap { named in named.figure.map { (named.name, .init($0)) } },
            uniquingKeysWith: { one, _ in one })
        bounds = Dictionary(
            report.bounds.map { ($0.name, [$0.interval.low, $0.interval.high]) },
            uniquingKeysWith: { one, _ in one })
        patterns = Dictionary(
            report.patterns.map { (ResultReport.words($0.pattern), $0.count) },
            uniquingKeysWith: { one, _ in one })
        kinds = Dictionary(
            (report.drivers?.effects ?? []).enumerated().map {
                (ResultSide.allCases[$0.offset].rawValue, $0.element.kind.rawValue)
            }, uniquingKeysWith: { one, _ in one })
    }

    var lines: [String] {
        var lines = [words, "asked \(asked)\tanswered \(answered)"]
        for (name, figure) in figures.sorted(by: { $0.key < $1.key }) {
            let range = "\(figure.low) to \(figure.high)"
            lines.append("\(name)\t\(figure.value)\t\(range)\tn = \(figure.n)\t\(figure.method)")
        }
        return lines
    }
}
