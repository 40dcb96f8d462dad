import Localization
import Statistics

/// The figures of the name for spreadsheets and programs: plain, English heads.
extension NameReport {
    /// Every figure with the idea it is of.
    var named: [(idea: String, name: String, figure: Figure)] {
        var named: [(String, String, Figure?)] = []
        for idea in heard {
            named.append((idea.words, "named", idea.share))
            named.append((idea.words, "salience", idea.salience))
            named.append((idea.words, "good less bad", idea.tone.net))
            named.append((idea.words, "change of share", idea.change))
        }
        for one in intended {
            named.append((one.idea.words, "intended: named", one.share))
            named.append((one.idea.words, "intended: opposed", one.shareAgainst))
        }
        for link in links {
            named.append((link.words, "named with: \(link.experience.rawValue)", link.with))
            named.append((link.words, "named without: \(link.experience.rawValue)", link.without))
            named.append((link.words, "difference with: \(link.experience.rawValue)", link.difference))
        }
        return named.compactMap { idea, name, figure in figure.map { (idea, name, $0) } }
    }

    var csv: CSV {
        var csv = CSV([
            "idea", "figure", "from", "until", "value", "n", "low", "high", "level", "method", "verdict",
            "g2", "p", "log2 ratio", "lift",
        ])
        for (idea, name, figure) in named {
            let own = name == "change of share" ? heard.first { $0.words == idea } : nil
            csv.add([
                .text(idea), .text(name), .text(scope.from.description), .text(scope.until.description),
                .real(figure.value), .count(figure.count), .real(figure.interval.low),
                .real(figure.interval.high), .real(figure.interval.level),
                .text(figure.method.description), .text(verdict(idea, name)?.rawValue ?? ""),
                .real(own?.keyness?.logLikelihood), .real(own?.p), .real(own?.keyness?.logRatio),
                .real(lift(idea, name)),
            ])
        }
        return csv
    }

    private func verdict(_ idea: String, _ name: String) -> NameVerdict? {
        switch name {
        case "named": unclaimed.contains { $0.words == idea } ? .unclaimed : nil
        case "intended: named": intended.first { $0.idea.words == idea }?.verdict
        default: nil
        }
    }

    private func lift(_ idea: String, _ name: String) -> Double? {
        links.first { $0.words == idea && name == "named with: \($0.experience.rawValue)" }?.lift
    }
}

/// The rows behind the numbers of the name.
enum NameRowsTable {
    static let heads = [
        "answer", "customer", "conversation", "month", "answered", "position", "words", "counted as",
        "favour",
        "why", "lived", "may be quoted", "language",
    ]

    static func rows(_ answer: NameAnswer, _ r: Reader) -> [[CSV.Field]] {
        answer.ideas.map { idea in
            [
                .number(answer.response.description), .text(answer.customerName),
                answer.conversation.map { .number($0.description) } ?? .none,
                .number(answer.month.description), .number(r.iso(answer.answeredAt.milliseconds)),
                .count(idea.position), .text(idea.words), .text(idea.shown), .count(idea.favour),
                .text(idea.why),
                .text(answer.lived.map(\.rawValue).sorted().joined(separator: " ")),
                .yes(answer.mayQuote), .text(answer.language),
            ]
        }
    }
}

/// The report as programs read it.
struct NameJSON: Encodable {
    struct Idea: Encodable {
        let idea: String
        let verdict: String?
        let named: Int
        var opposed: Int?
        var since: String?
        var p: Double?
    }

    struct Named: Encodable {
        let idea: String
        let figure: String
        let value: DirectionCommands.Value
    }

    let from: String
    let until: String
    let customers: Int
    let customersBefore: Int
    let words: [String]
    let intended: [Idea]
    let heard: [Idea]
    let movedPoints: Double?
    let movedP: Double?
    let figures: [Named]

    init(_ report: NameReport, _ r: Reader) {
        let words = NameWords(r: r)
        from = report.scope.from.description
        until = report.scope.until.description
        customers = report.count
        customersBefore = report.before.count
        self.words = [words.summary(report), words.moved(report)]
        intended = report.intended.map {
            Idea(
                idea: $0.idea.words, verdict: $0.verdict?.rawValue, named: $0.named, opposed: $0.against,
                since: r.iso($0.idea.since.milliseconds))
        }
        heard = report.heard.map {
            Idea(idea: $0.words, verdict: report.verdict(of: $0)?.rawValue, named: $0.count, p: $0.p)
        }
        movedPoints = report.moved?.points
        movedP = report.moved?.p
        figures = report.named.map { Named(idea: $0.idea, figure: $0.name, value: .init($0.figure)) }
    }

    var lines: [String] {
        words
            + intended.map {
                "intended\t\($0.idea)\t\($0.verdict ?? "too few")\t\($0.named) named, \($0.opposed ?? 0) opposed"
            }
            + heard.map { "heard\t\($0.idea)\t\($0.verdict ?? "-")\t\($0.named) of \(customers)" }
    }
}
