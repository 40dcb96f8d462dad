import Localization
import Statistics

extension Surveys.Figures {
    /// Every figure by the name that programs and spreadsheets know it by.
    func named(_ tally: SurveyTally) -> [(name: String, figure: Figure?)] {
        var named: [(name: String, figure: Figure?)] = [("response rate", tally.responseRate)]
        for question in questions {
            switch question.scale {
            case .recommend: named.append(("nps", tally.netPromoters(question.key)))
            case .ease:
                named.append(("\(question.key) easy", tally.good(question)))
                named.append(("\(question.key) mean", tally.mean(question.key)))
                named.append(("\(question.key) median", tally.median(question.key)))
            case .satisfaction, .quality, .yesNo: named.append(("\(question.key) good", tally.good(question)))
            case .choice, .text, .associations: continue
            }
        }
        if survey.kind == .endResult {
            let cells = ["core good, money good", "core good, money bad", "core bad, money good", "both bad"]
            for (cell, name) in cells.enumerated() { named.append((name, tally.share(ofCell: cell))) }
        }
        return named
    }

    var methods: [String] {
        Set(named(all).compactMap { $0.figure?.method.description } + ["manski 1"]).sorted()
    }

    /// Plain figures with n, interval and method, for a spreadsheet.
    var csv: CSV {
        var csv = CSV(["figure", "part", "value", "n", "low", "high", "level", "method"])
        add(all, "all", to: &csv)
        for month in months where month.tally != SurveyTally() {
            add(month.tally, month.month.description, to: &csv)
        }
        for offering in offerings { add(offering.tally, offering.name.nonEmpty ?? "no offering", to: &csv) }
        return csv
    }

    private func add(_ tally: SurveyTally, _ part: String, to csv: inout CSV) {
        let counts = [
            ("asked", tally.asked), ("delivered", tally.delivered), ("opened", tally.seen),
            ("answered", tally.answered), ("bounced", tally.bounced),
        ]
        for (name, count) in counts {
            csv.add([.text(name), .text(part), .count(count), .count(count), .none, .none, .none, .none])
        }
        for (why, count) in tally.notAsked.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            csv.add([
                .text("not asked: \(why.rawValue)"), .text(part), .count(count), .count(count), .none, .none,
                .none,
                .none,
            ])
        }
        for (name, figure) in named(tally) {
            csv.add([
                .text(name), .text(part), .real(figure?.value), .count(figure?.count ?? 0),
                .real(figure?.interval.low), .real(figure?.interval.high), .real(figure?.interval.level),
                figure.map { .text($0.method.description) } ?? .none,
            ])
        }
    }
}

/// The rows of a survey for spreadsheets: plain figures, English heads.
enum SurveyTable {
    static let answerHeads = [
        "answer", "customer", "conversation", "offering", "answered", "changed", "through", "version",
        "question",
        "value", "words", "favour", "why", "comment",
    ]

    /// One row for each question that was answered.
    static func rows(_ response: SurveyResponse, _ r: Reader) -> [[CSV.Field]] {
        let head: [CSV.Field] = [
            .number(response.id.description), .text(response.customerName),
            response.conversation.map { .number($0.description) } ?? .none,
            .text(response.offeringName ?? ""),
            .number(r.iso(response.answeredAt.milliseconds)), .number(r.iso(response.changedAt.milliseconds)),
            .text(response.via.rawValue), .count(response.version),
        ]
        let comment = CSV.Field.text(response.reply.comment)
        return response.content.questions.flatMap { question -> [[CSV.Field]] in
            let name = CSV.Field.text(question.key)
            if question.scale == .associations {
                return response.reply.associations.map {
                    head + [name, .none, .text($0.words), .count($0.favour), .text($0.why), comment]
                }
            }
            if let value = response.reply.values[question.key] {
                let words = question.name(of: value, in: "en", of: response.content, Reader(now: r.now))
                return [head + [name, .count(value), .text(words), .none, .none, comment]]
            }
            return response.reply.texts[question.key].map {
                [head + [name, .none, .text($0), .none, .none, comment]]
            }
                ?? []
        }
    }

    static let askHeads = [
        "ask", "customer", "conversation", "through", "asked", "delivered", "opened", "answered", "came back",
        "why it came back", "not asked because", "draw", "version",
    ]

    static func fields(_ ask: SurveyAsk, _ r: Reader) -> [CSV.Field] {
        func moment(_ moment: Moment?) -> CSV.Field {
            moment.map { .number(r.iso($0.milliseconds)) } ?? .none
        }
        return [
            .number(ask.id.description), .text(ask.customerName),
            ask.conversation.map { .number($0.description) } ?? .none, .text(ask.via.rawValue),
            moment(ask.askedAt), moment(ask.deliveredAt), moment(ask.seenAt), moment(ask.answeredAt),
            moment(ask.bouncedAt), .text(ask.bouncedWhy ?? ""), .text(ask.whyNot?.rawValue ?? ""),
            .count(ask.draw), .count(ask.version),
        ]
    }
}
