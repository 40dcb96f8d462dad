import Localization

/// A plan for the page gallery and the tests of pages.
enum PlanSamples {
    static var plan: Plan {
        var plan = Plan(
            id: 7, conversation: 1042, name: Samples.said("The second scan"), blueprint: nil, round: 1,
            toldAt: Samples.now - .days(1), createdAt: Samples.now - .days(2))
        plan.partners = [
            Plan.Partner(
                id: 8, name: Samples.said("Hill Laboratory"), address: Samples.said("lab@example.test"),
                round: 1,
                toldAt: Samples.now, endedAt: nil)
        ]
        plan.steps = [
            step(1, "Send the first scan", .customer, .upload, .done),
            step(2, "Read the scan", .us(agent: 1, team: nil), .task, .done),
            step(11, "Which knee was it before?", .customer, .form, .done),
            step(3, "Look up what the insurer pays", .us(agent: nil, team: 3), .task, .todo, isShown: false),
            step(
                4, "Send the letter of your insurer", .customer, .upload, .todo,
                returned: "The picture is blurred."),
            step(5, "Approve the second scan", .customer, .approval, .todo),
            step(6, "Which knee, and when?", .customer, .form, .todo),
            step(9, "Take the second scan", .partner(8), .task, .todo),
            step(10, "Call with the result", .us(agent: nil, team: nil), .task, .todo, needs: [9]),
        ]
        return plan
    }

    /// The customer's move, for a day.
    static var waits: WhoWaits {
        var ownership = Ownership(.us, because: .wrote, from: Samples.now - .days(3))
        ownership.hand(
            to: .customer, because: .step, about: Samples.said("Approve the second scan"),
            at: Samples.now - .days(1))
        return WhoWaits(ownership)
    }

    private static func step(
        _ id: Step.ID, _ title: String, _ owner: Step.Owner, _ kind: Step.Kind, _ state: Step.State,
        isShown: Bool = true, returned: String? = nil, needs: [Step.ID] = []
    ) -> Step {
        Step(
            id: id, plan: 7, place: Int(id.rawValue), title: Samples.said(title),
            instructions: Samples.said("It stands on the **back** of the card."), owner: owner, kind: kind,
            questions: kind == .form
                ? [
                    Question(
                        words: Samples.said("Which knee?"),
                        choices: [Samples.said("left"), Samples.said("right")]),
                    Question(words: Samples.said("When does it suit you?"), isOptional: true),
                ] : [],
            answers: kind == .form && state == .done ? [Samples.said("left"), ""] : [], isShown: isShown,
            givesFiles: false,
            note: Samples.said("She was surprised in October."),
            minutes: nil, dueAt: Samples.now + .days(id.rawValue - 5), state: state,
            returned: returned.map(Samples.said), readyAt: nil, toldAt: nil,
            doneAt: state == .done ? Samples.now - .hours(5) : nil,
            doneBy: state == .done ? Samples.said("Dana Whitfield") : nil, blueprintStep: nil, needs: needs,
            files: state == .done && kind == .upload
                ? [
                    StepFile(
                        id: 31, name: Samples.said("scan.png"), contentType: "image/png", size: 48_213,
                        sha256: "")
                ]
                : [])
    }
}
