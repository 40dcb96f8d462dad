import Localization
import Statistics

/// The lenses for spreadsheets: plain figures, English heads.
enum LensTables {
    static func figures(_ figures: [LensFigure], _ scope: LensScope) -> CSV {
        var csv = CSV([
            "lens", "from", "until", "n", "product", "service", "idea", "product low", "product high",
            "service low", "service high", "idea low", "idea high", "with profile", "of no kind of work",
            "unit", "nothing of", "method",
        ])
        for figure in figures {
            csv.add(
                [
                    .text(figure.lens.rawValue), .text(scope.from.description),
                    .text(scope.until.description),
                    .count(figure.count),
                ] + shares(figure)
                    + Part.allCases.indices.flatMap { place -> [CSV.Field] in
                        [.real(figure.ranges?[place].low), .real(figure.ranges?[place].high)]
                    } + [
                        .real(figure.covered),
                        figure.lens == .worked ? .count(figure.uncarried) : .none, .text(figure.unit),
                        .text(figure.absent.map { String(describing: $0) }.joined(separator: " ")),
                        .text(
                            figure.isWithheld
                                ? "withheld: coders agree too little" : figure.method.description),
                    ])
        }
        return csv
    }

    /// Under ten there are no numbers, here as on the page.
    static func shares(_ figure: LensFigure) -> [CSV.Field] {
        Part.allCases.map { part in .real(figure.showsPercent ? figure.emphasis?.centre[part] : nil) }
    }

    static func pairs(_ figures: [LensFigure]) -> CSV {
        var csv = CSV(["from", "to", "points", "product", "service", "idea", "t squared", "p", "method"])
        for pair in LensPair.all(figures) {
            csv.add(
                [.text(pair.one.lens.rawValue), .text(pair.other.lens.rawValue), .real(pair.points)]
                    + pair.change.map { .real($0) } + [
                        .real(pair.test?.tSquared), .real(pair.test?.p),
                        pair.test == nil ? .none : .text(LensGap.method.description),
                    ])
        }
        return csv
    }

    static let rowHeads = [
        "month", "text", "customer", "offering", "product", "service", "idea", "without profile", "unit",
        "shown at",
    ]

    static func fields(_ row: LensRow) -> [CSV.Field] {
        [
            .text(row.month.description), .text(row.text), .text(row.customerName),
            .text(row.offeringName ?? ""),
        ] + (row.weights + [row.unknown]).map { .number(String($0)) } + [.text(row.unit), .text(row.link)]
    }
}

extension BearingReport {
    /// The months, and those ahead.
    var csv: CSV {
        var csv = CSV(["month", "kind", "n", "product", "service", "idea", "method"])
        for (month, figure) in track {
            csv.add(
                [.text(month.description), .text("observed"), .count(figure.count)]
                    + LensTables.shares(figure)
                    + [.text(figure.method.description)])
        }
        guard figures.first(where: { $0.lens == lens })?.showsPercent == true else { return csv }
        for forecast in forecasts {
            csv.add(
                [
                    .text((scope.until + forecast.horizon).description), .text("forecast"),
                    .count(forecast.observed),
                ] + forecast.centre.parts.map { .real($0) } + [.text(forecast.method.description)])
        }
        return csv
    }
}
