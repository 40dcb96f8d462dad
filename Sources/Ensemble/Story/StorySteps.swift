import Localization

/// The steps in which a piece of work is done together: by the customer, the clinic and a partner.
enum StorySteps {
    enum Party: Equatable, Sendable { case staff, customer, partner }

    struct Step: Sendable {
        let by: Party
        var isAfterVisit = false
    }

    /// Who does what, in order; empty where nothing is agreed on.
    static func of(_ service: StoryService) -> [Step] {
        switch service {
        case .visit, .checkup:
            StoryBlueprint.mended.filter { $0.step.lane != .evidence }.map {
                Step(by: $0.step.lane == .customer ? .customer : .staff, isAfterVisit: $0.isAfterVisit)
            }
        case .scan, .physiotherapy:
            (draft(service)?.steps ?? []).enumerated().map { place, step in
                switch step.owner {
                case .customer: Step(by: .customer, isAfterVisit: place > 0)
                case .us: Step(by: .staff, isAfterVisit: place > 0)
                case .partner: Step(by: .partner, isAfterVisit: true)
                }
            }
        case .vaccination, .brace, .opinion, .wellness: []
        }
    }

    /// The plan of what has no blueprint.
    static func draft(_ service: StoryService) -> PlanDraft? {
        guard let partner = service.partner else { return nil }
        let theirs = StepDraft.Owner.partner(name: partner.name, address: partner.address)
        var steps = service == .scan ? scan(theirs) : physiotherapy(theirs)
        for place in steps.indices.dropFirst() { steps[place].after = [place - 1] }
        return PlanDraft(name: service.name, steps: steps)
    }

    private static func scan(_ partner: StepDraft.Owner) -> [StepDraft] {
        var pictures = StepDraft("Send the earlier pictures", owner: .customer, kind: .upload)
        pictures.instructions = "A photo of the film is enough. If you have none, send us a line instead."
        var scan = StepDraft("Take the scan", owner: partner, kind: .upload)
        scan.givesFiles = true
        scan.instructions = "One joint, two planes. The earlier pictures are with the step."
        var read = StepDraft("Read the scan")
        read.isShown = false
        read.note = "Compare with the last one."
        read.minutes = 2 * 24 * 60
        var agree = StepDraft("Agree with what comes next", owner: .customer, kind: .approval)
        agree.instructions = "We have talked it through; say yes here, or what should be different."
        return [pictures, scan, read, StepDraft("Call with the result"), agree]
    }

    private static func physiotherapy(_ partner: StepDraft.Owner) -> [StepDraft] {
        var days = StepDraft("Say which days suit you", owner: .customer, kind: .form)
        days.questions = [
            Question(words: "Mornings or evenings?", choices: ["Mornings", "Evenings"]),
            Question(words: "Anything we should know?", isOptional: true),
        ]
        var exercises = StepDraft("Do the exercises for two weeks", owner: .customer)
        exercises.instructions = "Ten minutes a day. If it hurts, stop and write to us."
        exercises.minutes = 14 * 24 * 60
        return [
            days, StepDraft("Give the six sessions", owner: partner), exercises,
            StepDraft("Look at it together"),
        ]
    }
}
