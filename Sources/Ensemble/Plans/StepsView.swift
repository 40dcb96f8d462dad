import Localization
import Markup

/// The steps of a plan as a list on which everybody finds their own: who, how
/// it stands, by when; with the form of whoever can do one now.
struct StepsView {
    /// By whom it is read.
    enum Side: Equatable { case team, customer, partner }

    struct Problem {
        let step: Step.ID
        let words: String
        /// What was typed, which nobody should have to type again.
        var answers: [String] = []
    }

    let plan: Plan
    let ready: Set<Step.ID>
    let side: Side
    /// Where forms are sent and files are fetched: `/plan/42.k3jx…`.
    let path: String
    let csrf: HTML
    var agentNames: [Agent.ID: String] = [:]
    var teamNames: [Team.ID: String] = [:]
    var customerName = ""
    /// What was wrong with what was handed in, and with which step.
    var problem: Problem?
    /// What the team can do beside, with each step.
    var more: (Step) -> HTML = { _ in "" }

    func body(_ r: Reader) -> HTML {
        "<ol class=\"steps\">\(plan.steps.map { step($0, r) })</ol>"
    }

    private func step(_ step: Step, _ r: Reader) -> HTML {
        let isNow = ready.contains(step.id)
        let isMine = isNow && isTheirs(step)
        return """
            <li class="step \(step.state.rawValue)\(isNow ? " now" : "")\(isMine ? " mine" : "")" id="s\(step.id.description)">
            <p class="step-head">\(mark(step, isNow, isMine))<strong>\(step.title)</strong> \
            <span class="tag owner-\(step.owner.word)">\(who(step, r))</span>\(hidden(step, r))\(due(step, r))</p>
            <div class="step-body"><p class="hidden">\(standing(step, isNow, r))</p>\
            \(returned(step, r))\(instructions(step))\(done(step, r))\(files(step, r))\
            \(if: isMine, form(step, r))\(more(step))</div></li>
            """
    }

    private func isTheirs(_ step: Step) -> Bool {
        switch side {
        case .team: step.owner.isUs
        case .customer: step.owner == .customer
        case .partner: step.owner.word == "partner"
        }
    }

    private func mark(_ step: Step, _ isNow: Bool, _ isMine: Bool) -> HTML {
        switch step.state {
        case .done: "<span class=\"good\">\(Icon.check)</span>"
        case .skipped: "<span class=\"quiet\" aria-hidden=\"true\">–</span>"
        case .todo: "<span class=\"light\(isNow ? " on" : "")\" aria-hidden=\"true\"></span>"
        }
    }

    private func standing(_ step: Step, _ isNow: Bool, _ r: Reader) -> String {
        switch step.state {
        case .done: r("Done")
        case .skipped: r("Passed by")
        case .todo: isNow ? r("Next") : r("Later")
        }
    }

    func who(_ step: Step, _ r: Reader) -> String {
        switch (step.owner, side) {
        case (.customer, .customer): r("You")
        case (.customer, _): customerName
        case (.us, .customer), (.us, .partner): r("We")
        case (.us(let agent?, _), _): agentNames[agent] ?? r("We")
        case (.us(_, let team?), _): teamNames[team] ?? r("We")
        case (.us, _): r("We")
        case (.partner, .partner): r("You")
        case (.partner(let id), _): plan.partner(id)?.name ?? r("Partner")
        }
    }

    private func hidden(_ step: Step, _ r: Reader) -> HTML {
        guard side == .team, !step.isShown else { return "" }
        return " <span class=\"tag\">\(r("behind the scenes"))</span>"
    }

    private func due(_ step: Step, _ r: Reader) -> HTML {
        if let at = step.doneAt {
            let by = step.doneBy.map { ", \($0)" } ?? ""
            return """
                <span class="step-when quiet"><time datetime="\(r.iso(at.milliseconds))">\(r.shortDate(at.milliseconds))</time>\
                \(side == .team ? by : "")</span>
                """
        }
        guard let due = step.dueAt else { return "" }
        let isLate = due.milliseconds < r.now
        let day = r.shortDate(due.milliseconds)
        return """
            <span class="step-when\(isLate ? " bad" : " quiet")">\(isLate ? r("was due \(day)") : r("by \(day)"))</span>
            """
    }

    private func returned(_ step: Step, _ r: Reader) -> HTML {
        guard step.state == .todo, let words = step.returned else { return "" }
        return "<p class=\"returned\">\(Icon.reply) <strong>\(r("Came back:"))</strong> \(words)</p>"
    }

    private func instructions(_ step: Step) -> HTML {
        guard let words = step.instructions.nonEmpty, step.state == .todo else { return "" }
        return "<div class=\"text\">\(Markdown.html(words))</div>"
    }

    private func done(_ step: Step, _ r: Reader) -> HTML {
        guard step.state == .done, step.kind == .form, !step.answers.isEmpty else { return "" }
        let pairs = zip(step.questions, step.answers).map { question, answer -> HTML in
            "<dt>\(question.words)</dt><dd>\(answer.nonEmpty ?? "–")</dd>"
        }
        return "<dl class=\"answers\">\(pairs)</dl>"
    }

    private func files(_ step: Step, _ r: Reader) -> HTML {
        guard !step.files.isEmpty else { return "" }
        let list = step.files.map { file -> HTML in
            """
            <li><a href="\(url: "\(path)/files/\(file.id)")">\(Icon.file)<span>\(file.name)</span> \
            <small>\(r.bytes(file.size))</small></a></li>
            """
        }
        return "<ul class=\"files\">\(list)</ul>"
    }

    // MARK: Doing it

    func form(_ step: Step, _ r: Reader) -> HTML {
        let words = problem.flatMap { $0.step == step.id ? $0.words : nil }
        return """
            <form class="fields step-form" method="post" action="\(url: "\(path)/steps/\(step.id)/completion")" \
            enctype="multipart/form-data">\(csrf)\(Field.problem(words))\(fields(step, r))</form>
            """
    }

    private func fields(_ step: Step, _ r: Reader) -> HTML {
        switch step.kind {
        case .task:
            return """
                \(if: side != .customer, file(step, r))<p class="actions"><button class="button small">\(Icon.check) \(r("It is done"))</button></p>
                """
        case .upload:
            return
                "\(file(step, r))<p class=\"actions\"><button class=\"button small\">\(r("Hand in"))</button></p>"
        case .form:
            return """
                \(step.questions.enumerated().map { question($0.offset, $0.element, step, r) })
                <p class="actions"><button class="button small">\(r("Send the answers"))</button></p>
                """
        case .approval:
            return """
                <p class="actions"><button class="button small" name="decision" value="approve">\(Icon.check) \(r("Approve"))</button></p>
                <details class="whole"><summary>\(r("Something should be different"))</summary>\
                \(Field.area("words", r("What should be different?"), rows: 3, required: false, scope: "s\(step.id)-"))
                <button class="button small plain" name="decision" value="return">\(r("Return it"))</button></details>
                """
        }
    }

    private func file(_ step: Step, _ r: Reader) -> HTML {
        """
        <p class="field"><label for="f-s\(step.id.description)-files">\(r("Files"))</label>\
        <input id="f-s\(step.id.description)-files" type="file" name="files" multiple \
        aria-describedby="h-s\(step.id.description)-files"><small id="h-s\(step.id.description)-files">\(r("Up to 25 MB in all."))</small></p>
        """
    }

    private func question(_ place: Int, _ question: Question, _ step: Step, _ r: Reader) -> HTML {
        let name = "answer\(place)"
        let scope = "s\(step.id)-"
        // What came back can be mended where it stands.
        let typed = problem.flatMap { $0.step == step.id ? $0.answers : nil } ?? step.answers
        let value = place < typed.count ? typed[place] : ""
        let label = question.isOptional ? "\(question.words) (\(r("if you like")))" : question.words
        guard !question.choices.isEmpty else {
            return Field.text(name, label, value: value, required: !question.isOptional, scope: scope)
        }
        let choices =
            [(value: "", words: r("Please choose"))] + question.choices.map { (value: $0, words: $0) }
        return Field.choice(name, label, choices, chosen: value, scope: scope)
    }
}
