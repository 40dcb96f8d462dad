import Localization
import Markup

/// A blueprint: what it leaves the customer alone with, the picture, the
/// table that says the same, and the forms by which it is written.
struct BlueprintPage: Page {
    let blueprint: Blueprint
    let version: Blueprint.Version
    /// The offerings that it performs.
    let performed: [Blueprints.Performed]
    /// All there are, to be chosen from.
    let offerings: [Offering]
    let problem: String?
    let frame: Frame

    static var samples: [BlueprintPage] {
        let made = BlueprintSamples.blueprint
        var mended = made
        mended.versions[0].steps = BlueprintSamples.mended
        var empty = made
        empty.versions[0].steps = []
        return [made, mended, empty].map {
            BlueprintPage(
                blueprint: $0, version: $0.versions[0], performed: BlueprintSamples.performed,
                offerings: Samples.offerings, problem: nil, frame: .sampleDesk)
        }
    }

    var path: String { "/blueprints/\(blueprint.id)" }
    private var canWrite: Bool {
        frame.viewer?.isAdministrator == true && version.id == blueprint.versions.last?.id
    }
    private var findings: [BlueprintFinding] { BlueprintFinding.all(in: version.steps) }

    func title(_ r: Reader) -> String { blueprint.name }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet wide">
        <header class="inbox-head"><h1>\(blueprint.name)</h1><p class="quiet">\(standing(r))</p><a href="/blueprints">\(r("All blueprints"))</a></header>
        \(Field.problem(problem))
        \(lint(r))
        \(if: !version.steps.isEmpty, picture(r))
        \(version.steps.isEmpty ? "<p class=\"empty\">\(r("No step is written yet."))</p>" : table(r))
        \(if: canWrite, writing(r))
        \(PerformedView(page: self, canTie: frame.viewer?.isAdministrator == true).body(r))
        \(versions(r))
        </section>
        """
    }

    private func standing(_ r: Reader) -> String {
        guard let at = version.publishedAt else {
            return r("Version \(r.number(version.number)), being written")
        }
        return r(
            "Version \(r.number(version.number)), published \(r.date(at.milliseconds)) by \(version.publishedBy ?? "")"
        )
    }

    // MARK: Findings

    private func lint(_ r: Reader) -> HTML {
        guard !version.steps.isEmpty else { return "" }
        let findings = findings
        guard !findings.isEmpty else {
            return
                "<p class=\"notice good\">\(Icon.check) \(r("Nobody is left alone here: every cost is told in time, every wait has an owner and an expectation, every step of the customer has instructions and a way back."))</p>"
        }
        let titles = Dictionary(uniqueKeysWithValues: version.steps.map { ($0.id, $0.title) })
        let list = findings.map { finding -> HTML in
            """
            <li>\(Icon.alert) \(finding.sentence(titles[finding.step] ?? "", r)) <a href="#step-\(finding.step)">\(r("Mend it"))</a></li>
            """
        }
        return """
            <section class="card lint"><h2>\(r.plural(findings.count, "1 thing leaves the customer alone", "\(r.number(findings.count)) things leave the customer alone"))</h2>\
            <ul class="plain-list">\(list)</ul></section>
            """
    }

    private func picture(_ r: Reader) -> HTML {
        """
        <figure class="scroll blueprint-frame" tabindex="0" role="group" aria-label="\(r("Picture of the blueprint"))">\
        \(BlueprintPicture(steps: version.steps, bad: Set(findings.map(\.step))).body(r))</figure>
        <p class="quiet legend">\(r("F: can fail · W: somebody waits · ¤: costs something · !: no way back from here · dashed: tells a cost beforehand"))</p>
        """
    }

    // MARK: The table

    private func table(_ r: Reader) -> HTML {
        let names = Dictionary(uniqueKeysWithValues: version.steps.map { ($0.id, $0.title) })
        let rows = version.steps.enumerated().map { row($0.offset, $0.element, names, r) }
        return """
            <div class="scroll"><table class="rows blueprint-rows"><thead><tr><th scope="col">\(r("Step"))</th><th scope="col">\(r("Lane"))</th>\
            <th scope="col">\(r("Who"))</th><th scope="col">\(r("In and out"))</th><th scope="col">\(r("Time"))</th>\
            <th scope="col">\(r("When it fails"))</th><th scope="col">\(r("Wait"))</th><th scope="col">\(r("Cost"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private func row(_ place: Int, _ step: BlueprintStep, _ names: [Int: String], _ r: Reader) -> HTML {
        let flow = [step.inputs, step.outputs].filter { !$0.isEmpty }.joined(separator: " → ")
        let fail = [step.fail, step.recovery].filter { !$0.isEmpty }.joined(separator: " → ")
        let wait =
            step.isWait
            ? [step.waitOwner.nonEmpty ?? "?", step.expectation.nonEmpty ?? "?"].joined(separator: ": ") : ""
        let tells = step.tells.compactMap { names[$0] }
        return """
            <tr id="step-\(step.id)"><td><strong>\(place + 1). \(step.title)</strong>\(if: step.isIrreversible, " <span class=\"tag priority-high\">\(r("no way back"))</span>")\
            \(step.instructions.nonEmpty.map { "<br><span class=\"quiet\">\($0.oneLine.shortened(to: 140))</span>" as HTML })\(asks(step, r))\(if: canWrite, edit(step, r))</td>\
            <td>\(step.lane.name(for: r))</td><td>\(step.actor)</td><td>\(flow)</td><td>\(step.minutes.map { r.duration(Int64($0) * 60_000, parts: 2) } ?? "")</td>\
            <td>\(fail)</td><td>\(wait)</td><td>\(step.cost)\(if: !tells.isEmpty, " <span class=\"quiet\">\(r("tells: \(r.list(tells))"))</span>")</td></tr>
            """
    }

    private func asks(_ step: BlueprintStep, _ r: Reader) -> HTML? {
        guard let questions = step.questions, !questions.isEmpty else { return nil }
        return "<br><span class=\"quiet\">\(r("Asks: \(r.list(questions.map(\.words)))"))</span>"
    }

    private func edit(_ step: BlueprintStep, _ r: Reader) -> HTML {
        """
        <details class="whole"><summary>\(r("Change"))</summary>\
        <form class="fields" method="post" action="\(path)/steps/\(step.id)">\(frame.csrfField)\(BlueprintFields(version: version, step: step).body(r))\
        <p class="actions"><button class="button small">\(r("Save"))</button></p></form>\
        <div class="actions">\(act(step, "earlier", r("Earlier")))\(act(step, "later", r("Later")))\(act(step, "removal", r("Take it out")))</div></details>
        """
    }

    private func act(_ step: BlueprintStep, _ noun: String, _ words: String) -> HTML {
        "<form method=\"post\" action=\"\(path)/steps/\(step.id)/\(noun)\">\(frame.csrfField)<button class=\"link quiet\">\(words)</button></form>"
    }

    // MARK: Writing

    private func writing(_ r: Reader) -> HTML {
        let publish: HTML = """
            <form class="card fields" method="post" action="\(path)/publication">\(frame.csrfField)<p>\(r("Once it is published, plans perform this version, and it never changes."))</p>\
            <p class="actions"><button class="button">\(r("Publish version \(r.number(version.number))"))</button></p></form>
            """
        return """
            <section class="card"><h2>\(r("Add a step"))</h2><form class="fields" method="post" action="\(path)/steps">\(frame.csrfField)\
            \(BlueprintFields(version: version, step: nil).body(r))<p class="actions"><button class="button">\(r("Add"))</button></p></form></section>
            \(if: version.publishedAt == nil && !version.steps.isEmpty, publish)
            """
    }

    private func versions(_ r: Reader) -> HTML {
        guard blueprint.versions.count > 1 else { return "" }
        let list = blueprint.versions.reversed().map { other -> HTML in
            let when = other.publishedAt.map { r.date($0.milliseconds) } ?? r("being written")
            let count = BlueprintFinding.all(in: other.steps).count
            return """
                <li><a href="\(path)?version=\(other.number)"\(attribute: "aria-current", other.id == version.id ? "page" : nil)>\(r("Version \(r.number(other.number))"))</a> \
                <span class="quiet">\(when), \(r.plural(count, "1 finding", "\(r.number(count)) findings"))</span></li>
                """
        }
        return "<section><h2>\(r("Versions"))</h2><ul class=\"plain-list\">\(list)</ul></section>"
    }
}
