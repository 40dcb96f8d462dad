import Localization
import Markup

/// A shared plan as the team has it: whose move it is, each step, who outside
/// has a link, and what can be changed.
struct PlanPage: Page {
    let plan: Plan
    let subject: String
    let customer: Customer
    let agents: [Agent]
    let teams: [Team]
    let waits: WhoWaits
    let recurrences: [Recurrence]
    /// The customer's own link.
    let link: String
    let problem: String?
    let frame: Frame

    static var samples: [PlanPage] {
        var fresh = PlanSamples.plan
        fresh.steps = []
        fresh.toldAt = nil
        return [PlanSamples.plan, fresh].map { plan in
            PlanPage(
                plan: plan, subject: Samples.said("Will the second scan cost extra?"), customer: Samples.dana,
                agents: [Samples.mira, Samples.tom], teams: [Samples.frontDesk], waits: Samples.waits,
                recurrences: [], link: "https://desk.example/plan/7.abc", problem: nil, frame: .sampleDesk)
        }
    }

    var path: String { "/plans/\(plan.id)" }

    func title(_ r: Reader) -> String { plan.name }

    func body(_ r: Reader) -> HTML {
        """
        <div class="stage-and-wings">
        <article class="stage plan">
        <header class="stage-head">
        <p class="meta"><a href="/conversations/\(plan.conversation.description)">\(subject)</a><span>\(customer.displayName)</span>\
        <span>\(r("begun \(r.date(plan.createdAt.milliseconds))"))</span></p>
        <h1>\(plan.name)</h1>\(move(r))
        </header>
        \(Field.problem(problem))
        \(plan.steps.isEmpty ? empty(r) : steps(r))
        \(if: !plan.isOver, adding(r))
        </article>
        <aside class="wings" aria-label="\(r("About this plan"))">\(sending(r))\(partners(r))\(keeping(r))\(ending(r))</aside>
        </div>
        """
    }

    private func move(_ r: Reader) -> HTML {
        guard !plan.isOver, let now = waits.now else {
            let words =
                plan.ending == .stopped ? r("Stopped") : plan.isOver ? r("Done") : r("Nothing is to be done")
            return "<div class=\"move over\"><strong>\(words)</strong></div>"
        }
        let whose: String =
            switch now.party {
            case .customer: r("\(customer.displayName)’s move")
            case .partner: r("The partner’s move")
            case .team: r("The team’s move")
            case .us: r("Our move")
            case .nobody: r("Resolved")
            }
        let reason = now.reason(r, customer: customer.displayName)
        return """
            <div class="move\(now.party == .nobody ? " over" : "")"><strong>\(whose)</strong> \
            <small>\(r("since")) \(r.weekdayDate(now.from.milliseconds))\(reason.map { ": \($0)" as HTML })</small>\
            \(WhoWaitsView.desk(waits, customer: customer.displayName, r).body(r))</div>
            """
    }

    private func empty(_ r: Reader) -> HTML {
        """
        <div class="empty"><p>\(r("Nothing is planned yet. Say below who does what, the customer’s part first."))</p></div>
        """
    }

    // MARK: Steps

    private func steps(_ r: Reader) -> HTML {
        let names = Dictionary(agents.map { ($0.id, $0.name) }, uniquingKeysWith: { one, _ in one })
        let teamNames = Dictionary(teams.map { ($0.id, $0.name) }, uniquingKeysWith: { one, _ in one })
        var view = StepsView(
            plan: plan, ready: Set(plan.ready.map(\.id)), side: .team, path: path, csrf: frame.csrfField,
            agentNames: names, teamNames: teamNames, customerName: customer.displayName)
        let heard = view
        view.more = { more($0, heard, r) }
        return view.body(r)
    }

    private func more(_ step: Step, _ view: StepsView, _ r: Reader) -> HTML {
        """
        \(if: step.note.nonEmpty != nil, "<p class=\"remarks\">\(Icon.note) \(step.note)</p>")
        \(if: !plan.isOver, step.state == .todo ? open(step, view, r) : giveBack(step, r))
        """
    }

    private func open(_ step: Step, _ view: StepsView, _ r: Reader) -> HTML {
        let isTheirs = !step.owner.isUs && plan.isReady(step)
        let isAsked = isTheirs && step.kind == .form
        return """
            \(if: isAsked, heard(step, view, r))
            <details class="whole"><summary>\(r("Change"))</summary>
            <form class="fields" method="post" action="\(path)/steps/\(step.id.description)">\(frame.csrfField)
            \(StepFields(page: self, step: step).body(r))
            <p class="actions"><button class="button small">\(r("Save"))</button></p></form>
            <div class="actions">\(if: isTheirs && !isAsked, act(step, "completion", r("They did it: tick it off"), r))\
            \(act(step, "skip", r("Pass it by"), r))\(act(step, "removal", r("Take it out"), r))</div></details>
            """
    }

    /// Somebody outside said their answers by phone.
    private func heard(_ step: Step, _ view: StepsView, _ r: Reader) -> HTML {
        "<details class=\"whole\"><summary>\(r("They told us: write the answers down"))</summary>\(view.form(step, r))</details>"
    }

    private func act(_ step: Step, _ noun: String, _ words: String, _ r: Reader) -> HTML {
        """
        <form method="post" action="\(path)/steps/\(step.id.description)/\(noun)">\(frame.csrfField)\
        \(if: noun == "completion" && step.kind == .approval, "<input type=\"hidden\" name=\"decision\" value=\"approve\">")\
        <button class="link quiet">\(words)</button></form>
        """
    }

    private func giveBack(_ step: Step, _ r: Reader) -> HTML {
        """
        <details class="whole"><summary>\(r("Give it back"))</summary>
        <form class="fields" method="post" action="\(path)/steps/\(step.id.description)/return">\(frame.csrfField)
        \(Field.area("words", r("What should be different?"), rows: 2, scope: "r\(step.id)-"))
        <p class="actions"><button class="button small plain">\(r("Give it back"))</button></p></form></details>
        """
    }

    private func adding(_ r: Reader) -> HTML {
        """
        <section class="card"><h2>\(r("Add a step"))</h2>
        <form class="fields" method="post" action="\(path)/steps">\(frame.csrfField)
        \(StepFields(page: self, step: nil).body(r))
        <p class="actions"><button class="button">\(r("Add"))</button></p></form></section>
        """
    }

    // MARK: Beside

    private func sending(_ r: Reader) -> HTML {
        guard !plan.isOver else { return "" }
        let told = plan.toldAt.map {
            r("\(customer.displayName) has it since \(r.shortDate($0.milliseconds)).")
        }
        let text = r(
            "Here is what we do together, step by step, and whose move it is. You can do your part without signing in:"
        )
        return """
            <section class="card"><h2>\(r("For \(customer.displayName)"))</h2>
            <p>\(told ?? r("They have not seen it yet."))</p>
            <details\(flag: "open", if: plan.toldAt == nil && !plan.steps.isEmpty)><summary>\(r("Send it"))</summary>
            <form class="fields" method="post" action="\(path)/sending">\(frame.csrfField)
            \(Field.area("text", r("What you write above the link"), value: text, rows: 4))
            <p class="actions"><button class="button small">\(Icon.reply) \(r("Send"))</button></p></form></details>
            \(if: plan.toldAt != nil, renewing(r))</section>
            """
    }

    private func renewing(_ r: Reader) -> HTML {
        """
        <details class="whole"><summary>\(r("Their link"))</summary><p><code>\(link)</code></p>
        <form method="post" action="\(path)/link">\(frame.csrfField)<button class="link quiet">\(r("Make a new link; the old one ends"))</button></form></details>
        """
    }

    private func partners(_ r: Reader) -> HTML {
        plan.partners.isEmpty ? "" : "\(plan.partners.map { partner($0, r) })"
    }

    private func partner(_ partner: Plan.Partner, _ r: Reader) -> HTML {
        let standing =
            partner.endedAt.map {
                r("The work ended \(r.shortDate($0.milliseconds)); the link opens nothing.")
            }
            ?? partner.toldAt.map { r("Has it since \(r.shortDate($0.milliseconds)).") }
            ?? r("They have not been asked yet.")
        let acts: HTML = """
            <div class="actions"><form method="post" action="\(path)/partners/\(partner.id.description)/sending">\(frame.csrfField)\
            <button class="button small plain">\(partner.toldAt == nil ? r("Hand it over") : r("Send it again"))</button></form>\
            <form method="post" action="\(path)/partners/\(partner.id.description)/ending">\(frame.csrfField)\
            <button class="link quiet">\(r("End it"))</button></form></div>
            """
        return """
            <section class="card"><h2>\(partner.name)</h2><p class="quiet">\(partner.address)</p><p>\(standing)</p>
            \(if: partner.endedAt == nil && !plan.isOver, acts)</section>
            """
    }

    private func keeping(_ r: Reader) -> HTML {
        guard !plan.steps.isEmpty else { return "" }
        let every = Recurrence.Every.allCases.map { (value: $0.rawValue, words: $0.name(for: r)) }
        return """
            <section class="card"><h2>\(r("Again"))</h2>
            \(recurrences.map { recurrence($0, r) })
            <details class="whole"><summary>\(r("Let it begin anew"))</summary>
            <form class="fields" method="post" action="\(path)/recurrence">\(frame.csrfField)
            \(Field.choice("every", r("How often"), every, chosen: "month"))
            <p class="field"><label for="f-from">\(r("For the first time"))</label><input id="f-from" type="date" name="from" required></p>
            <p class="actions"><button class="button small">\(r("Let it begin anew"))</button></p></form></details>
            <details class="whole"><summary>\(r("Keep as a template"))</summary>
            <form class="fields" method="post" action="\(path)/template">\(frame.csrfField)
            \(Field.text("name", r("Its name"), value: plan.name))
            <p class="actions"><button class="button small">\(r("Keep"))</button> <a href="/plans/templates">\(r("All templates"))</a></p></form></details></section>
            """
    }

    private func recurrence(_ recurrence: Recurrence, _ r: Reader) -> HTML {
        """
        <p>\(recurrence.name): \(recurrence.every.name(for: r)), \(r("next \(r.date(recurrence.moment(recurrence.times, in: r.zone).milliseconds))"))</p>
        <form method="post" action="/plans/recurrences/\(recurrence.id.description)/ending">\(frame.csrfField)\
        <button class="link quiet">\(r("No more"))</button></form>
        """
    }

    private func ending(_ r: Reader) -> HTML {
        guard !plan.isOver else { return "" }
        return """
            <form method="post" action="\(path)/ending">\(frame.csrfField)<button class="link quiet">\(r("Stop this plan"))</button></form>
            """
    }
}

extension Recurrence.Every {
    func name(for r: Reader) -> String {
        switch self {
        case .week: r("each week")
        case .fortnight: r("every two weeks")
        case .month: r("each month")
        case .quarter: r("each quarter")
        case .year: r("each year")
        }
    }
}
