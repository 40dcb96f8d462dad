import Localization
import Markup

/// A plan as its customer sees it, in their own place or by its link: whose
/// move it is, every step that concerns them, theirs with what they need to do it.
struct OwnPlanPage: Page {
    let scene: Plans.OwnScene
    /// Where forms are sent: `/my/plans/7`, `/plan/7.k3jx…`.
    let path: String
    let problem: StepsView.Problem?
    let frame: Frame

    static var samples: [OwnPlanPage] {
        let plan = PlanSamples.plan
        var over = plan
        over.endedAt = Samples.now
        over.ending = .done
        return [(plan, Frame.sampleCustomer), (plan, .sampleVisitor), (over, .sampleVisitor)].map {
            plan, frame in
            OwnPlanPage(
                scene: Plans.OwnScene(
                    plan: Plans.forCustomer(plan), ready: Set(plan.ready.map(\.id)),
                    business: Samples.said("Larkspur Clinic"), waits: PlanSamples.waits),
                path: "/plan/7.abc",
                problem: frame.viewer == nil
                    ? nil : StepsView.Problem(step: 4, words: "Please choose the file first."),
                frame: frame)
        }
    }

    func title(_ r: Reader) -> String { scene.plan.name }

    func body(_ r: Reader) -> HTML {
        """
        <article class="stage plan">
        <header class="stage-head">
        <p class="meta">\(if: frame.viewer != nil, "<a href=\"/my/conversations/\(scene.plan.conversation.description)\">\(r("Back to the conversation"))</a>")\
        <span>\(r("Plan with \(scene.business)"))</span></p>
        <h1>\(scene.plan.name)</h1>
        \(move(r))
        </header>
        \(steps(r))
        <p class="quiet">\(r("Anything unclear? Answer one of our mails, and we will help."))</p>
        </article>
        """
    }

    private func move(_ r: Reader) -> HTML {
        let plan = scene.plan
        if plan.isOver {
            return
                "<div class=\"move over\"><strong>\(plan.ending == .stopped ? r("This plan was stopped") : r("All is done"))</strong></div>"
        }
        let mine = plan.steps.filter { scene.ready.contains($0.id) && $0.owner == .customer }
        let partners = plan.steps.filter { scene.ready.contains($0.id) && $0.owner.word == "partner" }
        let ours = scene.waits.now?.party.isOurs == true || partners.isEmpty
        let words: String =
            !mine.isEmpty ? r("Your move") : ours ? r("Our move") : r("We wait for a partner of ours")
        let next = mine.first ?? (ours ? nil : partners.first)
        return """
            <div class="move"><strong>\(words)</strong> <small>\(next?.title ?? "")</small>\
            \(WhoWaitsView.own(scene.waits, r).body(r))</div>
            """
    }

    private func steps(_ r: Reader) -> HTML {
        let done = scene.plan.steps.filter { $0.state != .todo }.count
        let all = scene.plan.steps.count
        return """
            <p class="quiet">\(r("\(r.number(done)) of \(r.number(all)) steps are done."))</p>
            \(StepsView(plan: scene.plan, ready: scene.plan.isOver ? [] : scene.ready, side: .customer, path: path, csrf: frame.csrfField, problem: problem).body(r))
            """
    }
}

/// What a partner sees: what they are asked to do, and nothing else.
struct HandOverPage: Page {
    let scene: Plans.PartnerScene
    let path: String
    let problem: StepsView.Problem?
    let frame: Frame

    static var samples: [HandOverPage] {
        let plan = PlanSamples.plan
        let partner = plan.partners[0]
        let own = Plans.forPartner(partner, plan)
        return [Set(own.steps.map(\.id)), []].map { ready in
            HandOverPage(
                scene: Plans.PartnerScene(
                    plan: own, ready: ready, partner: partner, business: Samples.said("Larkspur Clinic")),
                path: "/hand-over/8.abc", problem: nil, frame: .samplePartner)
        }
    }

    func title(_ r: Reader) -> String { r("For \(scene.partner.name)") }

    func body(_ r: Reader) -> HTML {
        let open = scene.plan.steps.filter { scene.ready.contains($0.id) }
        return """
            <article class="stage plan">
            <header class="stage-head"><p class="meta"><span>\(r("\(scene.business) asks \(scene.partner.name)"))</span></p>
            <h1>\(open.first?.title ?? r("Your part"))</h1>
            <div class="move\(open.isEmpty ? " over" : "")"><strong>\(open.isEmpty ? r("Nothing is to be done now") : r("Your move"))</strong></div></header>
            \(StepsView(plan: scene.plan, ready: scene.ready, side: .partner, path: path, csrf: frame.csrfField, problem: problem).body(r))
            <p class="quiet">\(r("This link is for you alone. It ends when this work does."))</p></article>
            """
    }
}
