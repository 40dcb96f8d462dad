import Localization

/// A step of a blueprint as programs and the command line write it; what is
/// left out stays as it was, or says nothing.
struct BlueprintStepJSON: Codable, Equatable {
    /// 0 or absent: a new step, at the end.
    var id: Int?
    var lane: String?
    var title: String?
    var actor: String?
    var instructions: String?
    var inputs: String?
    var outputs: String?
    var minutes: Int?
    var fail: String?
    var recovery: String?
    var isWait: Bool?
    var waitOwner: String?
    var expectation: String?
    var cost: String?
    var tells: [Int]?
    var isIrreversible: Bool?
    var kind: String?
    /// What a form asks.
    var questions: [Question]?

    /// The step it describes.
    /// - Throws: `Fault.invalid` without a lane, or for a kind there is none of.
    func step(over present: BlueprintStep? = nil) throws(Fault) -> BlueprintStep {
        guard let lane = lane.map(BlueprintStep.Lane.init(rawValue:)) ?? present?.lane else {
            throw .invalid("Please say in which lane it is.")
        }
        guard let kind = kind.map(Step.Kind.init(rawValue:)) ?? present?.kind ?? .task else {
            throw .invalid("There is no such kind of step.")
        }
        var step = present ?? BlueprintStep(id: id ?? 0, lane, "")
        (step.lane, step.kind) = (lane, kind)
        step.questions = kind == .form ? questions ?? step.questions : nil
        step.title = title?.oneLine ?? step.title
        step.actor = actor?.trimmed ?? step.actor
        step.instructions = instructions?.trimmed ?? step.instructions
        step.inputs = inputs?.trimmed ?? step.inputs
        step.outputs = outputs?.trimmed ?? step.outputs
        step.minutes = minutes ?? step.minutes
        step.fail = fail?.trimmed ?? step.fail
        step.recovery = recovery?.trimmed ?? step.recovery
        step.isWait = isWait ?? step.isWait
        step.waitOwner = waitOwner?.trimmed ?? step.waitOwner
        step.expectation = expectation?.trimmed ?? step.expectation
        step.cost = cost?.trimmed ?? step.cost
        step.tells = tells ?? step.tells
        step.isIrreversible = isIrreversible ?? step.isIrreversible
        return step
    }
}

/// A blueprint as a file: what “export” writes and “import” reads.
struct BlueprintFile: Codable {
    var name: String
    var steps: [BlueprintStepJSON]
}
