import Localization

/// The clinic's scan, as it was and as it was mended.
enum BlueprintSamples {
    static var blueprint: Blueprint {
        Blueprint(
            id: 3, name: Samples.said("A scan of the knee"),
            createdAt: Samples.now - .days(90),
            versions: [
                Blueprint.Version(
                    id: 5, number: 1, steps: first, createdAt: Samples.now - .days(90), publishedAt: nil,
                    publishedBy: nil)
            ])
    }

    static var performed: [Blueprints.Performed] {
        [Blueprints.Performed(offering: 21, name: Samples.said("MRI scan of a joint"), number: 2)]
    }

    /// Billing below the line of visibility, and nothing shown above it.
    static var first: [BlueprintStep] {
        var ask = step(1, .customer, "Ask for a scan")
        ask.instructions = Samples.said("By mail, form or phone.")
        ask.recovery = Samples.said("We call back.")
        ask.kind = .form
        ask.questions = [
            Question(
                words: Samples.said("Which knee?"), choices: [Samples.said("left"), Samples.said("right")]),
            Question(words: Samples.said("When does it suit you?"), isOptional: true),
        ]
        var book = step(2, .onstage, "Book the day")
        book.actor = Samples.said("Front desk")
        book.minutes = 10
        var come = step(3, .customer, "Come to the scan")
        come.isWait = true
        come.waitOwner = Samples.said("Front desk")
        var take = step(4, .backstage, "Take the scan")
        take.isIrreversible = true
        take.fail = Samples.said("The picture is blurred")
        take.recovery = Samples.said("Once more, free of charge")
        take.minutes = 30
        var bill = step(5, .support, "Write the bill")
        bill.cost = Samples.said("The scan, and the laboratory’s part")
        return [ask, book, come, take, bill]
    }

    static var mended: [BlueprintStep] {
        var steps = first
        var estimate = step(6, .evidence, "Estimate with range and plan to pay")
        estimate.tells = [5]
        steps.insert(estimate, at: 2)
        steps[3].instructions = Samples.said("Bring the letter of your insurer.")
        steps[3].recovery = Samples.said("Move it until the evening before, by the link.")
        steps[3].expectation = Samples.said("You wait 15 minutes at most.")
        return steps
    }

    private static func step(_ id: Int, _ lane: BlueprintStep.Lane, _ title: String) -> BlueprintStep {
        BlueprintStep(id: id, lane, Samples.said(title))
    }
}
