import Localization
import Markup

/// The fields by which the team makes or changes a step.
struct StepFields {
    let page: PlanPage
    let step: Step?

    private var scope: String { step.map { "c\($0.id)-" } ?? "" }

    func body(_ r: Reader) -> HTML {
        """
        \(Field.text("title", r("What is to be done"), value: step?.title ?? "", scope: scope))
        <div class="two">\(Field.choice("owner", r("Whose step it is"), owners(r), chosen: step.map { StepForm.ownerWord($0.owner) } ?? "customer", scope: scope))
        \(Field.choice("kind", r("What it asks for"), kinds(r), chosen: step?.kind.rawValue ?? "task", scope: scope))</div>
        <details class="whole"\(flag: "open", if: hasMore)><summary>\(r("Instructions, time, what comes before…"))</summary><div class="fields">
        \(Field.area("instructions", r("Instructions for who does it"), value: step?.instructions ?? "", rows: 3, required: false, scope: scope))
        \(Field.questions(step?.questions ?? [], scope: scope, r))
        <div class="two">\(Field.text("partner_name", r("A new partner’s name"), required: false, scope: scope))
        \(Field.email("partner_address", r("The partner’s mail address"), autocomplete: "off", required: false, scope: scope))</div>
        <div class="two">\(Field.text("hours", r("Hours it may take"), value: hours, required: false, scope: scope))
        <p class="field"><label for="f-\(scope)due">\(r("To be done by"))</label><input id="f-\(scope)due" type="date" name="due" value="\(due(r))"></p></div>
        \(before(r))
        \(Field.tick("shown", r("The customer sees this step"), isOn: step?.isShown ?? true))
        \(Field.tick("gives_files", r("A partner gets the files of the steps before"), isOn: step?.givesFiles ?? false))
        \(Field.area("note", r("Note for the team"), value: step?.note ?? "", rows: 2, required: false, scope: scope))
        </div></details>
        """
    }

    private var hasMore: Bool { false }

    private var hours: String {
        guard let minutes = step?.minutes else { return "" }
        return minutes % 60 == 0 ? "\(minutes / 60)" : "\(Double(minutes) / 60)"
    }

    private func due(_ r: Reader) -> String {
        // A day that follows from the hours is reckoned anew.
        guard let step, step.minutes == nil, let due = step.dueAt else { return "" }
        return StepForm.day(due, zone: r.zone)
    }

    private func owners(_ r: Reader) -> [(value: String, words: String)] {
        [(value: "customer", words: page.customer.displayName), (value: "us", words: r("We, anybody"))]
            + page.agents.filter { $0.disabledAt == nil }.map { (value: "agent:\($0.id)", words: $0.name) }
            + page.teams.map { (value: "team:\($0.id)", words: r("Team \($0.name)")) }
            + page.plan.partners.filter { $0.endedAt == nil }.map {
                (value: "partner:\($0.id)", words: $0.name)
            }
            + [(value: "partner", words: r("A new partner (say who below)"))]
    }

    private func kinds(_ r: Reader) -> [(value: String, words: String)] {
        Step.Kind.allCases.map { (value: $0.rawValue, words: $0.name(for: r)) }
    }

    private func before(_ r: Reader) -> HTML {
        let others = page.plan.steps.filter { $0.id != step?.id }
        guard !others.isEmpty else { return "" }
        let chosen = step?.needs ?? page.plan.steps.last.map { [$0.id] } ?? []
        let ticks = others.map { other in
            Field.tick("needs", other.title, isOn: chosen.contains(other.id), value: other.id.description)
        }
        return "<fieldset><legend>\(r("Only after"))</legend>\(ticks)</fieldset>"
    }
}

extension Field {
    /// The questions of a form, as `Question.read` reads them.
    static func questions(_ questions: [Question], scope: String, _ r: Reader) -> HTML {
        area(
            "questions", r("Questions, one a line"), value: questions.map(\.line).joined(separator: "\n"),
            rows: 3, required: false,
            hint: r(
                "“Left or right? : left | right” gives a choice; “(?)” at the end, what need not be answered."
            ),
            scope: scope)
    }
}

extension Step.Kind {
    func name(for r: Reader) -> String {
        switch self {
        case .task: r("Something to do")
        case .upload: r("Files to hand in")
        case .form: r("Questions to answer")
        case .approval: r("Something to approve")
        }
    }
}
