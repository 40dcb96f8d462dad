import Foundation

extension ModelReport {
    /// The report for a terminal.
    var text: String {
        ([heading] + languages + held("Held out by folds", folds) + held("Held out by trade", trades)
            + shareLines + auditLines + ["methods: \(methods.joined(separator: ", "))"])
            .joined(separator: "\n")
    }

    private var heading: String {
        let parts = ["product", "service", "idea"]
            .map { "\($0) \(three(agreement.alphaOfParts[$0] ?? 0))" }.joined(separator: ", ")
        return """
            \(model)
            α of what leads \(three(agreement.alpha)) (\(three(agreement.low)) to \(three(agreement.high))), \
            n = \(agreement.sentences); of each part's percent: \(parts), n = \(agreement.mentions)
            Both coders were trained alike: an upper bound.
            """
    }

    private var languages: [String] {
        sentences.sorted { $0.key < $1.key }.map { language, counts in
            "\(language)\t"
                + ["product", "service", "idea", "none", "tie"]
                .map { "\($0) \(counts[$0] ?? 0)" }.joined(separator: "\t")
        }
    }

    private func held(_ name: String, _ held: Held) -> [String] {
        let all = held.accuracyByLanguage.sorted { $0.key < $1.key } + [("all", held.accuracy)]
        return [
            "",
            "\(name): degrees off by \(one(held.degreeError)) points (n = \(held.degreeErrorCount)), "
                + "calibration error \(three(held.calibrationError))",
        ]
            + all.map { name, figure in
                "accuracy \(name)\t\(three(figure.value))\t\(three(figure.low)) to \(three(figure.high))\tn = \(figure.n)"
            }
    }

    private var shareLines: [String] {
        ["", "Error of shares in points, as said → adjusted count, by items audited elsewhere"]
            + shares.map {
                "\($0.audited)\t\(one($0.before)) → \(one($0.after))\thelped \($0.helped) of \($0.resamples)"
            }
    }

    private var auditLines: [String] {
        [
            "",
            "… with the business's own items audited: as said → adjusted count, strata by lot, strata in order",
        ]
            + audits.map {
                "\($0.audited)\t\(one($0.before)) → \(one($0.adjustedCount))\t\(one($0.byLot))\t\(one($0.inOrder))"
            }
    }

    private func one(_ value: Double) -> String { String(format: "%.1f", value) }
    private func three(_ value: Double) -> String { String(format: "%.3f", value) }
}
