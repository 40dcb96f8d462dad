import Localization
import Markup

/// The fields by which a step of a blueprint is written.
struct BlueprintFields {
    let version: Blueprint.Version
    let step: BlueprintStep?

    private var scope: String { step.map { "b\($0.id)-" } ?? "" }

    func body(_ r: Reader) -> HTML {
        let lanes = BlueprintStep.Lane.allCases.map { (value: $0.rawValue, words: $0.name(for: r)) }
        let kinds = Step.Kind.allCases.map { (value: $0.rawValue, words: $0.name(for: r)) }
        return """
            \(field("title", r("What happens"), step?.title, required: true))
            <div class="two">\(Field.choice("lane", r("Lane"), lanes, chosen: step?.lane.rawValue ?? "customer", scope: scope))\(Field.text("actor", r("Who does it"), value: step?.actor ?? "", required: false, hint: r("A team or one of you by name, or a partner as Name <address>: it is theirs in a plan."), scope: scope))</div>
            <details class="whole"\(flag: "open", if: step != nil)><summary>\(r("Instructions, time, failing, waiting, cost…"))</summary><div class="fields">
            \(Field.area("instructions", r("Instructions"), value: step?.instructions ?? "", rows: 2, required: false, scope: scope))
            <div class="two">\(field("inputs", r("What it needs"), step?.inputs))\(field("outputs", r("What it gives"), step?.outputs))</div>
            <div class="two">\(field("minutes", r("Minutes it should take"), step?.minutes.map(String.init)))\(Field.choice("kind", r("In a plan"), kinds, chosen: step?.kind.rawValue ?? "task", scope: scope))</div>
            \(Field.questions(step?.questions ?? [], scope: scope, r))
            <div class="two">\(field("fail", r("What can go wrong"), step?.fail))\(field("recovery", r("The way back then"), step?.recovery))</div>
            \(Field.tick("is_wait", r("Somebody waits here"), isOn: step?.isWait ?? false))
            <div class="two">\(field("wait_owner", r("Who ends the wait"), step?.waitOwner))\(field("expectation", r("What those who wait are told"), step?.expectation))</div>
            \(field("cost", r("What it costs, or makes known"), step?.cost))
            \(costs(r))
            \(Field.tick("irreversible", r("There is no way back from here"), isOn: step?.isIrreversible ?? false))
            </div></details>
            """
    }

    private func field(_ name: String, _ label: String, _ value: String?, required: Bool = false) -> HTML {
        Field.text(name, label, value: value ?? "", required: required, scope: scope)
    }

    private func costs(_ r: Reader) -> HTML {
        let costs = version.steps.filter { $0.cost.nonEmpty != nil && $0.id != step?.id }
        guard !costs.isEmpty else { return "" }
        let ticks = costs.map {
            Field.tick("tells", $0.title, isOn: step?.tells.contains($0.id) ?? false, value: "\($0.id)")
        }
        return
            "<fieldset><legend>\(r("Tells the customer beforehand what this costs"))</legend>\(ticks)</fieldset>"
    }
}
