import Localization
import Markup

/// The kinds of work that hours can carry, with what each is by degrees.
struct ActivitiesPage: Page {
    /// What was typed into the form of one; `nil` into that of a new one.
    struct Typed: Sendable {
        var activity: Activity.ID?
        var values: [String: String] = [:]
        subscript(name: String) -> String { values[name] ?? "" }

        init(_ activity: Activity.ID? = nil, values: [String: String] = [:]) {
            self.activity = activity
            self.values = values
        }

        init(_ one: Activity) {
            let profile = one.text.profile
            self.init(
                one.id,
                values: [
                    "name": one.text.name, "evidence": one.text.evidence, "product": String(profile.product),
                    "service": String(profile.service), "idea": String(profile.idea),
                ])
        }
    }

    let present: [Activity]
    /// Every version of all that ever was, newest first.
    let versions: [Activity]
    let typed: Typed?
    let isEditable: Bool
    let problem: String?
    let frame: Frame

    static var samples: [ActivitiesPage] { Samples.activitiesPages }

    func title(_ r: Reader) -> String { r("Kinds of work") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet clarity"><header><h1>\(title(r))</h1>
        <p class="quiet">\(r("Who books hours can say what kind of work they were. They count by its points then; hours of no kind go by the offering of their matter."))
        <a href="/direction/lenses">\(r("Say, paid, worked, heard"))</a></p></header>
        \(Field.problem(problem))\(list(r))\(if: isEditable, addition(r))\(record(r))</div>
        """
    }

    // MARK: Those there are

    private func list(_ r: Reader) -> HTML {
        guard !present.isEmpty else {
            return "<p class=\"empty\">\(Icon.clock) \(r("There is no kind of work yet."))</p>"
        }
        return
            "<section class=\"card\"><h2>\(r("Hours can be booked as"))</h2><ul class=\"mention-list\">\(present.map { item($0, r) })</ul></section>"
    }

    private func item(_ one: Activity, _ r: Reader) -> HTML {
        """
        <li><strong dir="auto">\(one.text.name)</strong><span>\(Self.points(one.text.profile, r))</span>\
        <span class="quiet" dir="auto">\(one.text.evidence)</span>\
        <small class="quiet">\(r("Version \(one.number), since \(r.shortDate(one.since.milliseconds))"))</small>\
        \(if: isEditable, change(one, r))</li>
        """
    }

    private func change(_ one: Activity, _ r: Reader) -> HTML {
        let path = "/direction/activities/\(one.id.description)"
        let isTyped = typed?.activity == one.id
        let values = isTyped ? typed ?? Typed(one) : Typed(one)
        return """
            <details\(flag: "open", if: isTyped)><summary>\(r("Change"))<span class="hidden">: \(one.text.name)</span></summary>
            <form class="declare" method="post" action="\(path)">\(frame.csrfField)\(fields(values, scope: "activity\(one.id)-", r))
            <p class="quiet">\(r("Hours that were booked keep the points they were booked with."))</p>
            <p><button class="button small">\(r("Save"))</button></p></form>
            <form method="post" action="\(path)/ending">\(frame.csrfField)<button class="quiet-button">\(r("Book no more hours on it"))<span class="hidden">: \(one.text.name)</span></button></form></details>
            """
    }

    private func fields(_ values: Typed, scope: String, _ r: Reader) -> HTML {
        """
        \(Field.text("name", r("Name"), value: values["name"], scope: scope))
        <fieldset><legend>\(r("What it is, in points"))</legend><div class="degree-fields">\
        \(Field.number("product", r("Product"), value: values["product"], scope: scope))\
        \(Field.number("service", r("Service"), value: values["service"], scope: scope))\
        \(Field.number("idea", r("Idea"), value: values["idea"], scope: scope))</div></fieldset>
        \(Field.area("evidence", r("On what the points rest"), value: values["evidence"], rows: 2, scope: scope))
        """
    }

    private func addition(_ r: Reader) -> HTML {
        let values = typed?.activity == nil ? typed ?? Typed() : Typed()
        return """
            <form class="card declare" method="post" action="/direction/activities">\(frame.csrfField)<h2>\(r("Add a kind of work"))</h2>
            \(fields(values, scope: "new-", r))<p><button class="button">\(r("Add", context: "to a list"))</button></p></form>
            """
    }

    // MARK: Those there were

    private func record(_ r: Reader) -> HTML {
        guard versions.count > present.count else { return "" }
        let rows = versions.map { one -> HTML in
            let ended = one.endedAt.map {
                "<br><small class=\"quiet\">\(r("ended \(r.shortDate($0.milliseconds))"))</small>" as HTML
            }
            return """
                <tr><th scope="row" dir="auto">\(one.text.name)\(ended)</th><td class="number">\(r.number(one.number))</td><td>\(r.shortDate(one.since.milliseconds))</td>\
                <td class="number">\(Self.points(one.text.profile, r))</td><td dir="auto">\(one.text.evidence)</td></tr>
                """
        }
        return """
            <section class="card"><h2>\(r("What was said"))</h2><div class="scroll" tabindex="0" role="group" aria-label="\(r("What was said"))"><table class="rows"><tr><th scope="col">\(r("Kind of work"))</th>\
            <th scope="col" class="number">\(r("Version"))</th><th scope="col">\(r("Since"))</th><th scope="col" class="number">\(r("Product · service · idea"))</th><th scope="col">\(r("On what the points rest"))</th></tr>\(rows)</table></div></section>
            """
    }

    static func points(_ profile: OfferingText.Profile, _ r: Reader) -> String {
        [profile.product, profile.service, profile.idea].map { r.number($0) }.joined(separator: " · ")
    }
}

/// Which kind of work hours were; nothing where the business has none.
struct ActivityField {
    let activities: [Activity]
    let chosen: String
    let scope: String

    init(_ activities: [Activity], chosen: String, scope: String = "") {
        self.activities = activities
        self.chosen = chosen
        self.scope = scope
    }

    func body(_ r: Reader) -> HTML {
        guard !activities.isEmpty else { return "" }
        let choices =
            [(value: "", words: r("by the offering"))]
            + activities.map { (value: $0.id.description, words: $0.text.name) }
        return Field.choice("activity", r("Kind of work, of hours"), choices, chosen: chosen, scope: scope)
    }
}
