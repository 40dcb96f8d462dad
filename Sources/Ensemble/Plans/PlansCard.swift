import Localization
import Markup

/// The plans of a conversation, beside the stage: what is done, what is next, whose it is.
struct PlansCard {
    let plans: [Plan]
    let templates: [PlanTemplate]
    let blueprints: [(id: Blueprint.ID, name: String)]
    let conversation: Conversation.ID
    let customerName: String
    let csrf: HTML

    func body(_ r: Reader) -> HTML {
        """
        <section class="card" id="plans" data-live><h2>\(plans.count > 1 ? r("Plans") : r("Plan"))</h2>
        \(plans.map { plan($0, r) })\(begin(r))</section>
        """
    }

    private func plan(_ plan: Plan, _ r: Reader) -> HTML {
        let link: HTML = "<a href=\"/plans/\(plan.id.description)\">\(plan.name)</a>"
        if plan.isOver {
            let how = plan.ending == .stopped ? r("stopped") : r("done")
            return "<p class=\"quiet\">\(link) \(how) \(r.ago(plan.endedAt?.milliseconds ?? 0))</p>"
        }
        let ready = Set(plan.ready.map(\.id))
        let view = StepsView(
            plan: plan, ready: ready, side: .team, path: "", csrf: "", customerName: customerName)
        let steps = plan.steps.map { step -> HTML in
            """
            <li class="\(step.state.rawValue)\(ready.contains(step.id) ? " now" : "")">\
            \(mark(step, ready.contains(step.id)))<span>\(step.title)</span><span class="tag">\(view.who(step, r))</span></li>
            """
        }
        return "<p><strong>\(link)</strong></p><ol class=\"steps-short\">\(steps)</ol>"
    }

    private func mark(_ step: Step, _ isNow: Bool) -> HTML {
        switch step.state {
        case .done: "<span class=\"good\">\(Icon.check)</span>"
        case .skipped: "<span aria-hidden=\"true\">–</span>"
        case .todo: "<span class=\"light\(isNow ? " on" : "")\" aria-hidden=\"true\"></span>"
        }
    }

    private func begin(_ r: Reader) -> HTML {
        let choices =
            [(value: "", words: r("Nothing yet"))]
            + blueprints.map { (value: "b\($0.id)", words: r("Blueprint: \($0.name)")) }
            + templates.map { (value: $0.id.description, words: $0.name) }
        return """
            <details class="whole"><summary>\(r("Begin a plan"))</summary>
            <form class="fields" method="post" action="/conversations/\(conversation.description)/plans">\(csrf)
            \(Field.text("name", r("What it is for"), scope: "plan-"))
            \(if: choices.count > 1, Field.choice("template", r("Steps to begin with"), choices, chosen: "", scope: "plan-"))
            <p class="actions"><button class="button small">\(r("Begin"))</button></p></form></details>
            """
    }
}

/// The templates there are.
struct PlanTemplatesPage: Page {
    let templates: [PlanTemplate]
    let frame: Frame

    static var samples: [PlanTemplatesPage] {
        [
            PlanTemplatesPage(
                templates: [
                    PlanTemplate(
                        id: 1, name: Samples.said("Second scan"),
                        draft: PlanDraft(
                            name: Samples.said("Second scan"),
                            steps: [StepDraft(Samples.said("Send the first scan"))]))
                ], frame: .sampleDesk), PlanTemplatesPage(templates: [], frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("Templates of plans") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><h1>\(r("Templates of plans"))</h1>
        <p class="quiet">\(r("A plan that went well can be kept as a template, on its own page."))</p>
        \(templates.isEmpty ? "<p class=\"empty\">\(r("There are no templates yet."))</p>" : list(r))</section>
        """
    }

    private func list(_ r: Reader) -> HTML {
        let rows = templates.map { template -> HTML in
            """
            <tr><td>\(template.name)</td><td>\(template.draft.steps.map(\.title).joined(separator: " → "))</td>\
            <td><form method="post" action="/plans/templates/\(template.id.description)/removal">\(frame.csrfField)\
            <button class="link quiet" aria-label="\(r("Remove \(template.name)"))">\(r("Remove"))</button></form></td></tr>
            """
        }
        return """
            <div class="scroll"><table class="rows"><thead><tr><th scope="col">\(r("Name"))</th><th scope="col">\(r("Steps"))</th>\
            <th scope="col"><span class="hidden">\(r("Actions"))</span></th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }
}
