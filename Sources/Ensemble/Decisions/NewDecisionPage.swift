import Localization
import Markup

/// The form in which a decision is written down, before it is made.
struct NewDecisionPage: Page {
    /// What was typed.
    struct Typed: Sendable {
        var values: [String: String] = [:]
        subscript(name: String) -> String { values[name] ?? "" }

        /// Options on the form, with that of doing nothing.
        static let options = 4
        static let names: [String] =
            ["question", "kind", "offering", "figure", "side", "threshold", "by"]
            + (0..<options).flatMap { place in
                ["option", "profit", "profit-words", "customer", "customer-words"].map { "\($0)-\(place)" }
            }
    }

    let typed: Typed
    let offerings: [(id: Offering.ID, name: String)]
    let today: Day
    let problem: String?
    let frame: Frame

    static var samples: [NewDecisionPage] { Samples.newDecisionPages }

    func title(_ r: Reader) -> String { r("Write a decision down") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet clarity"><p class="meta"><a href="/direction/decisions">\(r("Decisions"))</a></p>
        <header><h1>\(title(r))</h1><p class="quiet">\(r("Before it is made: what would set it off, and what can be done. What is written here is not changed later, and today’s figures are kept with it."))</p></header>
        \(Field.problem(problem))<form class="declare" method="post" action="/direction/decisions">\(frame.csrfField)
        \(question(r))\(trigger(r))<section class="card declare"><h2>\(r("What can be done"))</h2>\((0..<Typed.options).map { option($0, r) })</section>
        <p><button class="button">\(r("Write it down"))</button></p></form></div>
        """
    }

    private func question(_ r: Reader) -> HTML {
        let kinds = Decision.Kind.allCases.map { kind -> HTML in
            """
            <label class="way"><input type="radio" name="kind" value="\(kind.rawValue)" required\(flag: "checked", if: typed["kind"] == kind.rawValue)> \
            <span><strong>\(kind.name(r))</strong>: \(kind.words(r))</span></label>
            """
        }
        let choices =
            [(value: "", words: r("The business"))]
            + offerings.map { (value: $0.id.description, words: $0.name) }
        return """
            <section class="card declare"><h2>\(r("The question"))</h2>
            \(Field.text("question", r("What is to be decided?"), value: typed["question"]))
            \(Field.choice("offering", r("Of"), choices, chosen: typed["offering"]))
            <fieldset><legend>\(r("How far it goes"))</legend>\(kinds)</fieldset></section>
            """
    }

    private func trigger(_ r: Reader) -> HTML {
        let figures = DecisionFigure.all.map { (value: $0.description, words: $0.name(r)) }
        let sides = [
            (value: DecisionTrigger.Side.atLeast.rawValue, words: r("is so much or more")),
            (value: DecisionTrigger.Side.atMost.rawValue, words: r("is so much or less")),
        ]
        return """
            <section class="card declare"><h2>\(r("What would set it off"))</h2>
            <p class="quiet">\(r("A figure over twelve months, a threshold and a day, so that nobody can say later that it was meant otherwise."))</p>
            <div class="course-fields">\(Field.choice("figure", r("Figure"), figures, chosen: typed["figure"]))\
            \(Field.choice("side", r("It"), sides, chosen: typed["side"]))\
            \(Field.text("threshold", r("Threshold in percent"), value: typed["threshold"]))\
            \(Field.text("by", r("By the day"), value: typed["by"], hint: r("Like \((today + 180).description)")))</div></section>
            """
    }

    private func option(_ place: Int, _ r: Reader) -> HTML {
        let ways = DecisionOption.Way.allCases.map { (value: $0.rawValue, words: $0.name(r)) }
        func expected(_ name: String, _ label: String, _ words: String) -> HTML {
            let chosen = typed["\(name)-\(place)"].nonEmpty ?? DecisionOption.Way.unclear.rawValue
            return """
                \(Field.choice("\(name)-\(place)", label, ways, chosen: chosen))\
                \(Field.text("\(name)-words-\(place)", words, value: typed["\(name)-words-\(place)"], required: false))
                """
        }
        let words: HTML =
            place == 0
            ? ""
            : Field.text(
                "option-\(place)", r("What is done"), value: typed["option-\(place)"], required: place == 1)
        return """
            <fieldset><legend>\(place == 0 ? r("Do nothing") : r("Option \(r.number(place))"))</legend>\(words)
            <div class="course-fields">\(expected("profit", r("Profit is expected to be"), r("Profit, in words")))\
            \(expected("customer", r("For customers it is expected to be"), r("Customers, in words")))</div></fieldset>
            """
    }
}

extension NewDecisionPage.Typed {
    /// What the fields say.
    func text() throws(Fault) -> Decision.Text {
        guard let kind = Decision.Kind(rawValue: self["kind"]) else {
            throw .invalid("Please say how far it goes.")
        }
        guard let figure = DecisionFigure(self["figure"]),
            let side = DecisionTrigger.Side(rawValue: self["side"])
        else { throw .invalid("Please choose a figure and on which side of the threshold it sets it off.") }
        guard
            let threshold = Decimals.read(
                self["threshold"].trimmed.filter { $0 != "%" }, digits: 2), (0...10_000).contains(threshold)
        else { throw .invalid("A threshold lies between 0 and 100 percent.") }
        let trigger = DecisionTrigger(figure, side, Int(threshold), by: try Day.read(self["by"]))
        var options: [DecisionOption] = []
        for place in 0..<Self.options {
            let option = option(place)
            if place == 0 || !option.words.trimmed.isEmpty { options.append(option) }
        }
        return Decision.Text(
            self["question"], kind: kind, offering: Offering.ID(self["offering"]), trigger: trigger,
            options: options)
    }

    private func option(_ place: Int) -> DecisionOption {
        func expected(_ name: String) -> DecisionOption.Expected {
            .init(
                DecisionOption.Way(rawValue: self["\(name)-\(place)"]) ?? .unclear,
                self["\(name)-words-\(place)"])
        }
        return DecisionOption(
            self["option-\(place)"], profit: expected("profit"), customer: expected("customer"))
    }
}
