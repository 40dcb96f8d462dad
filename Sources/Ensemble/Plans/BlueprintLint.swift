import Localization

/// What a blueprint leaves the customer alone with.
///
/// Source: MEASURES, section 10: every cost moment needs customer-visible
/// evidence before the first irreversible step; every wait point needs an
/// owner and an expectation; every customer action needs instructions and a
/// recovery.
public struct BlueprintFinding: Equatable, Sendable {
    public enum Rule: String, Sendable, CaseIterable {
        case costNotTold = "cost-not-told"
        case waitWithoutOwner = "wait-without-owner"
        case waitWithoutExpectation = "wait-without-expectation"
        case customerWithoutInstructions = "customer-without-instructions"
        case customerWithoutWayBack = "customer-without-way-back"
    }

    public let rule: Rule
    /// Where it is to be mended.
    public let step: Int

    /// All findings, in the order of the steps.
    public static func all(in steps: [BlueprintStep]) -> [BlueprintFinding] {
        steps.enumerated().flatMap { place, step -> [BlueprintFinding] in
            rules(step, at: place, in: steps).map { BlueprintFinding(rule: $0, step: step.id) }
        }
    }

    private static func rules(_ step: BlueprintStep, at place: Int, in steps: [BlueprintStep]) -> [Rule] {
        var rules: [Rule] = []
        if step.cost.nonEmpty != nil, !isTold(step, at: place, in: steps) { rules.append(.costNotTold) }
        if step.isWait {
            if step.waitOwner.nonEmpty == nil { rules.append(.waitWithoutOwner) }
            if step.expectation.nonEmpty == nil { rules.append(.waitWithoutExpectation) }
        }
        if step.lane == .customer {
            if step.instructions.nonEmpty == nil { rules.append(.customerWithoutInstructions) }
            if step.recovery.nonEmpty == nil { rules.append(.customerWithoutWayBack) }
        }
        return rules
    }

    /// Whether the customer can see the cost before anything can't be undone;
    /// where nothing is for good, no later than it is owed.
    private static func isTold(_ cost: BlueprintStep, at place: Int, in steps: [BlueprintStep]) -> Bool {
        let limit = steps.firstIndex(where: \.isIrreversible) ?? place + 1
        return steps.prefix(limit).contains { step in
            step.lane.isVisible && (step.id == cost.id || step.tells.contains(cost.id))
        }
    }

    func sentence(_ title: String, _ r: Reader) -> String {
        switch rule {
        case .costNotTold:
            r(
                "“\(title)” costs something, and nothing the customer sees tells them before it is too late to turn back."
            )
        case .waitWithoutOwner: r("Somebody waits at “\(title)”, and nobody is named who ends the wait.")
        case .waitWithoutExpectation: r("Somebody waits at “\(title)” without knowing how long.")
        case .customerWithoutInstructions: r("The customer is to do “\(title)” and isn’t told how.")
        case .customerWithoutWayBack: r("When “\(title)” goes wrong for the customer, there is no way back.")
        }
    }
}
