/// The script of a visit: as it was, with the bill out of the customer's
/// sight, and as it was mended when the linter had said what was wrong.
enum StoryBlueprint {
    static let name = "A visit, from the question to the bill"

    /// Nobody tells the price, nobody says how long the laboratory takes, and
    /// the customer is left to find out how.
    static let first: [BlueprintStep] = {
        var ask = step(1, .customer, "Send the card of the insurer")
        ask.kind = .upload
        var visit = step(2, .onstage, "The visit", actor: "Doctor")
        visit.cost = "The visit"
        visit.isIrreversible = true
        var lab = step(3, .backstage, "Send the sample to the laboratory", actor: "Nurse")
        lab.cost = "The laboratory's fee"
        var read = step(4, .support, "Read the sample", actor: "Tidewater Lab")
        read.isWait = true
        let call = step(5, .onstage, "Call with the result", actor: "Nurse")
        var bill = step(6, .backstage, "Write the bill", actor: "Billing")
        bill.cost = "All of it, three weeks later"
        let letter = step(7, .evidence, "The letter with the bill")
        return [ask, visit, lab, read, call, bill, letter]
    }()

    /// The same, with each finding mended; and whether a step comes after the visit.
    static let mended: [(step: BlueprintStep, isAfterVisit: Bool)] = {
        var steps = first
        steps[0].instructions = "Take a photo of both sides of the card, or of the letter of your insurer."
        steps[0].recovery = "If you have neither at hand, bring it along: nothing is lost by it."
        steps[3].waitOwner = "The nurses ask the laboratory"
        steps[3].expectation = "Two working days; we write to you if it takes longer."
        steps[5].title = "Write the bill from what was told"
        steps[5].cost = "What was told, and what was accepted since"
        steps[6].title = "The bill beside the estimate"
        let mended = [told] + steps
        return mended.map { ($0, $0.id != told.id && $0.id != 1) }
    }()

    /// What was missing: it comes first, where the customer sees it.
    static let told: BlueprintStep = {
        var told = step(8, .onstage, "Tell what it costs, and how it can be paid", actor: "Front desk")
        told.instructions = "Send the estimate in the conversation; wait for the yes."
        told.tells = [2, 3, 6]
        return told
    }()

    private static func step(
        _ id: Int, _ lane: BlueprintStep.Lane, _ title: String, actor: String = ""
    ) -> BlueprintStep {
        var step = BlueprintStep(id: id, lane, title)
        step.actor = actor
        return step
    }
}
