import Localization
import Statistics

/// What the pictures of direction say, in words.
struct BearingWords {
    let r: Reader

    /// `service 45, idea 40, product 15`, the largest first.
    func blend(_ blend: Composition) -> String {
        let parts = Part.allCases.map { (part: $0, share: blend[$0]) }.sorted { $0.share > $1.share }
        return r.list(parts.map { "\(name($0.part)) \(points($0.share))" })
    }

    func name(_ part: Part) -> String {
        switch part {
        case .product: r("product")
        case .service: r("service")
        case .idea: r("idea")
        }
    }

    private func points(_ share: Double) -> String { r.number(100 * share, digits: 0) }

    /// How many it rests on.
    func count(_ figure: LensFigure) -> String {
        let number = r.number(figure.count)
        return switch figure.lens {
        case .heard: r.plural(figure.count, "1 customer", "\(number) customers, each once a month")
        case .paid: r.plural(figure.count, "1 line billed", "\(number) lines billed")
        case .worked: r.plural(figure.count, "1 entry", "\(number) entries")
        case .declared: r.plural(figure.count, "1 person", "\(number) people")
        }
    }

    /// Hours that nobody said the kind of.
    func uncarried(_ figure: LensFigure) -> String {
        r.plural(
            figure.uncarried, "1 of them is of no kind of work and goes by its offering.",
            "\(r.number(figure.uncarried)) of them are of no kind of work and go by their offering.")
    }

    /// One plain sentence of what is said and what is heard.
    func saidAndHeard(_ figures: [LensFigure]) -> String {
        let declared = figures.first { $0.lens == .declared && $0.showsPercent }?.emphasis
        let heard = figures.first { $0.lens == .heard && $0.showsPercent }
        switch (declared, heard?.emphasis) {
        case (let said?, let words?):
            return r(
                "You say \(blend(said.centre)); customers talk about \(blend(words.centre)) (\(heard.map(count) ?? ""))."
            )
        case (let said?, nil):
            return r("You say \(blend(said.centre)); too few words of customers are marked to set beside it.")
        case (nil, let words?):
            return r(
                "Customers talk about \(blend(words.centre)) (\(heard.map(count) ?? "")); nobody has declared what the business is."
            )
        case (nil, nil): return r("Nobody has declared what the business is, and too few words are marked.")
        }
    }

    /// Whether it moved since the start.
    func moved(_ move: BearingReport.Move?) -> String {
        guard let move else { return r("Too little to say whether it moved.") }
        let points = r.number(move.points, digits: 1)
        let months = r.plural(move.months, "month", "\(move.months) months")
        guard let p = move.p else {
            return r(
                "It moved by \(points) points between the first and the last \(months): \(change(move.change))."
            )
        }
        return p < 0.05
            ? r(
                "Yes: by \(points) points between the first and the last \(months) (\(chance(p))): \(change(move.change))."
            )
            : r("Not that one could tell it from chance: \(points) points (\(chance(p))).")
    }

    /// Whether it turns now.
    func turning(_ heading: Heading?) -> String {
        guard let heading else { return r("Too little to say where it heads.") }
        return heading.isShown
            ? r("Yes, by the month: \(change(heading.pointsPerPeriod)) (\(chance(heading.p))).")
            : r("It holds its course: no turn that one could tell from chance (\(chance(heading.p))).")
    }

    /// How likely it would be by chance alone.
    func chance(_ p: Double) -> String {
        p < 0.001 ? r("p below 0.001") : r("p = \(r.number(p, digits: 3))")
    }

    /// What the forecast has been worth, each distance by itself.
    func skill(_ report: BearingReport) -> String {
        guard let first = report.skill.first else {
            return r("Its past is too short to judge a forecast by, so there is no arrow.")
        }
        guard let reach = report.reach else {
            return r("No better than assuming no change, on its own past, so there is no arrow.")
        }
        let judged = report.skill.map { horizon in
            let when = r.plural(horizon.ahead, "1 month ahead", "\(horizon.ahead) months ahead")
            return horizon.skill > 0
                ? r("\(r.percent(horizon.skill)) less \(when)") : r("not less \(when)")
        }
        let words = r(
            "On its own past the forecast erred less than assuming no change: \(r.list(judged)) (\(r.number(first.count)) forecasts)."
        )
        guard reach < report.forecasts.count else { return words }
        let end = r.plural(reach, "1 month", "\(reach) months")
        return words + " " + r("The arrow ends at \(end): farther it was worth no more than no change.")
    }

    /// `idea +1.4, service −0.2, product −1.2`.
    func change(_ points: [Double]) -> String {
        let parts = zip(Part.allCases, points).sorted { $0.1 > $1.1 }
        return r.list(parts.map { "\(name($0.0)) \($0.1 > 0.05 ? "+" : "")\(r.number($0.1, digits: 1))" })
    }

    /// What two who coded the same words make of it.
    func agreement(_ agreement: Agreement) -> String {
        let units = r.number(agreement.units)
        guard agreement.alpha != nil || agreement.units < 10 else {
            return r(
                "All \(units) passages that were coded by two are of one kind, and coded alike: α says nothing then."
            )
        }
        guard let alpha = agreement.alpha, agreement.verdict != .unknown else {
            return r(
                "How far coders agree is not known: \(units) passages were coded by two; ten are needed.")
        }
        let value = r.number(alpha, digits: 2)
        return switch agreement.verdict {
        case .reportable, .unknown: r("Coders agree: α = \(value) on \(units) passages.")
        case .tentative: r("Tentative: coders agree only so far, α = \(value) on \(units) passages.")
        case .withheld:
            r("Withheld: coders agree too little, α = \(value) on \(units) passages; 0.667 is needed.")
        }
    }
}
