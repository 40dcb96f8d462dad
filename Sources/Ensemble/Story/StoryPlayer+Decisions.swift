/// What the practice manager decides on figures: written down first, chosen
/// later, and looked at again.
extension StoryPlayer {
    /// At most so many of a hundred bills were told before, or something must be done.
    private static let trigger = 2_000

    func weigh(on stage: StoryStage) async throws {
        // Figures are kept with what is written: those of the bills so far.
        try await desk.catchUp()
        let text = Decision.Text(
            "Do we say what it costs before we begin?", kind: .shift,
            trigger: DecisionTrigger(.bills(.toldBefore), .atMost, Self.trigger, by: today + 30),
            options: [
                DecisionOption(
                    "", profit: .init(.worse, "Contested bills are written off"),
                    customer: .init(.worse, "They hear of costs when they can no longer choose")),
                DecisionOption(
                    "Every cost is told before the work, with ways to pay",
                    profit: .init(.unclear, "An hour a day at the front desk; fewer bills written off"),
                    customer: .init(.better, "They can choose, and plan")),
                DecisionOption(
                    "A deposit from everybody before the visit",
                    profit: .init(.better, "Money comes sooner"),
                    customer: .init(.worse, "Who has little at hand stays away")),
            ])
        stage.decision = try await desk.decisions.propose(text, by: stage.actor(.ines))
    }

    func decide(on stage: StoryStage) async throws {
        guard let id = stage.decision else { return }
        try await desk.catchUp()
        try await desk.decisions.decide(
            id, option: 1,
            why: "Care is praised and bills are contested. Nobody should learn a price from a bill.",
            reviewOn: today + 150, by: stage.actor(.ines))
    }

    /// The verdict is what the figure says, and the next question is what the year has shown.
    func review(on stage: StoryStage) async throws {
        let owner = stage.actor(.ines)
        guard let id = stage.decision else { return }
        try await desk.catchUp()
        let trigger = try await desk.decisions.find(id, by: owner).text.trigger
        let figure = try await desk.decisions.figures(of: nil, by: owner).first {
            $0.figure == trigger.figure
        }
        let (verdict, words): (Decision.Verdict, String) =
            switch trigger.standing(figure) {
            case .notReached: (.cameTrue, "Most people know what it costs before they come. We go on.")
            case .reached: (.didNot, "It is written in the policy and not yet done at the front desk.")
            case .notToldApart, .unknown: (.cannotTell, "Too few bills to say. We look again in spring.")
            }
        try await desk.decisions.review(id, verdict, words: words, by: owner)
        try await desk.decisions.propose(
            Decision.Text(
                "Is “a year of staying well” what we are for?", kind: .shift,
                offering: stage.offerings[.wellness],
                trigger: DecisionTrigger(.share(.heard, .idea), .atLeast, 4_000, by: today + 180),
                options: [
                    DecisionOption(
                        "", profit: .init(.same), customer: .init(.same, "Advice stays a part of each visit")),
                    DecisionOption(
                        "Offer it first, and visits as a part of it",
                        profit: .init(.unclear, "Fewer visits, paid for the year"),
                        customer: .init(.better, "One price for the year, known before")),
                ]), by: owner)
    }
}
