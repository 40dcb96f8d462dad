import Localization

/// Decisions, for the page gallery and the tests of pages.
extension Samples {
    private static var today: Day { Day(now, in: .utc) }

    static func decision(_ id: Decision.ID, _ state: Decision.State) -> Decision {
        let text = Decision.Text(
            said("Do we tell the price of a scan before the visit?"), kind: .adapt,
            trigger: DecisionTrigger(.hidden, .atLeast, 2_500, by: today + 60),
            options: [
                DecisionOption("", profit: .init(.same), customer: .init(.worse, said("more surprises"))),
                DecisionOption(
                    said("Send an estimate with each appointment"),
                    profit: .init(.unclear, said("four minutes each")),
                    customer: .init(.better, said("no surprise"))),
                DecisionOption(
                    said("Bill before the visit"), profit: .init(.better, said("fewer debts")),
                    customer: .init(.worse, said("who cannot pay stays away"))),
            ])
        let choice = Decision.Choice(
            option: state == .reviewed ? 2 : 1, why: said("Three in ten have trouble with the money."),
            remedy: state == .reviewed ? said("A plan to pay for everybody who asks") : "",
            by: said("Ines Duarte"), at: now - .days(30), reviewOn: today - 1)
        let review = Decision.Review(
            verdict: .cannotTell, words: said("Too few were asked."), by: said("Ines Duarte"), at: now)
        return Decision(
            id: id, text: text, offeringName: state == .proposed ? nil : said("Knee scan"),
            proposedBy: said("Ines Duarte"), proposedAt: now - .days(40),
            choice: state == .proposed ? nil : choice, review: state == .reviewed ? review : nil)
    }

    private static var decisionEvidence: [DecisionEvidence] {
        let month = Month(today)
        return [
            DecisionEvidence(
                .share(.heard, .idea), month, value: 0.4, count: 120, interval: (0.33, 0.48), level: 0.95,
                method: "emphasis 1"),
            DecisionEvidence(
                .share(.paid, .service), month, value: 0.8, count: 60, method: "amounts by profile 1"),
            DecisionEvidence(
                .hidden, month, value: 0.3, count: 60, interval: (0.2, 0.43), level: 0.95, method: "wilson 1"),
            DecisionEvidence(.bills(.disputed), month, value: nil, count: 7, method: "wilson 1"),
        ]
    }

    static var decisionsPages: [DecisionsPage] {
        [
            DecisionsPage(
                decisions: [decision(3, .proposed), decision(2, .inEffect), decision(1, .reviewed)],
                next: Keyset(moment: now, id: 1), show: .all, today: today, frame: .sampleDesk),
            DecisionsPage(decisions: [], next: nil, show: .due, today: today, frame: .sampleDesk),
        ]
    }

    static var decisionPages: [DecisionPage] {
        let states: [Decision.State] = [.proposed, .inEffect, .reviewed]
        let phases: [[DecisionEvidence.Phase]] = [
            [.proposed], [.proposed, .decided], [.proposed, .decided, .reviewed],
        ]
        return zip(states, phases).map { state, phases in
            DecisionPage(
                decision: decision(1, state),
                evidence: Dictionary(uniqueKeysWithValues: phases.map { ($0, decisionEvidence) }),
                now: state == .inEffect ? [] : decisionEvidence, typed: .init(), today: today,
                problem: state == .inEffect ? said("Please say whether it came true.") : nil,
                frame: .sampleDesk)
        }
    }

    static var newDecisionPages: [NewDecisionPage] {
        var typed = NewDecisionPage.Typed()
        typed.values = [
            "question": said("Do we tell the price first?"), "kind": "pivot", "figure": "heard.idea",
            "side": "at-most", "threshold": "40", "option-1": said("Send an estimate"), "profit-1": "worse",
            "profit-words-1": said("four minutes each"),
        ]
        return [
            NewDecisionPage(
                typed: .init(), offerings: [(id: 7, name: said("Knee scan"))], today: today, problem: nil,
                frame: .sampleDesk),
            NewDecisionPage(
                typed: typed, offerings: [], today: today, problem: said("A threshold lies elsewhere."),
                frame: .sampleDesk),
        ]
    }
}
