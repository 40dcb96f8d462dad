import Localization

/// What the practice manager changes herself, in the course of the year.
extension StoryPlayer {
    func perform(_ step: StoryCourse.Step, on stage: StoryStage) async throws {
        let owner = stage.actor(.ines)
        switch step {
        case .begin:
            try await desk.settings.change(to: terms(policy: "house"), by: owner)
            for kind in StoryWork.allCases {
                stage.activities[kind] = try await desk.activities.add(kind.text, by: owner)
            }
            for service in StoryService.allCases where service.isThereFirst {
                stage.offerings[service] = try await desk.offerings.add(
                    service.text(isTold: false), by: owner)
            }
            try await beginBlueprint(on: stage)
            try await beginSurveys(by: owner)
            try await declare(on: stage)
            try await intend([.medicine, .time], by: owner)
            try await sayCosts(from: Month(today), on: stage)
        case .weigh: try await weigh(on: stage)
        case .tell:
            try await decide(on: stage)
            try await answerWishes(on: stage)
            try await setCourse(by: owner)
            try await intend([.price], by: owner)
            try await desk.settings.change(to: terms(policy: "us-gfe"), by: owner)
            for service in StoryService.allCases {
                let text = service.text(isTold: true)
                if let id = stage.offerings[service] {
                    try await desk.offerings.edit(id, to: text, by: owner)
                } else {
                    stage.offerings[service] = try await desk.offerings.add(text, by: owner)
                }
                if let id = stage.offerings[service] {
                    try await desk.offerings.move(id, to: .offered, by: owner)
                }
            }
            try await sayCosts(from: Month(today), on: stage)
        case .mend:
            try await mendBlueprint(on: stage)
            try await draftRelease(on: stage)
        case .publish: try await publishRelease(on: stage)
        case .review: try await review(on: stage)
        }
    }

    private func terms(policy: String) -> Terms {
        var terms = Terms()
        terms.address = "\(StoryCast.clinic)\n\(StoryCast.street)\n\(StoryCast.town)"
        terms.bank = "\(StoryCast.clinic), Harbor Bank, account 0042 1180 77"
        terms.footer = "\(StoryCast.clinic) PLLC · \(StoryCast.phone)"
        terms.policy = policy
        let year = Int64(today.description.prefix(4)) ?? 2_026
        terms.holidays = (year - 1...year + 1).flatMap { year in
            ["01-01", "07-04", "12-25"].compactMap { Day("\(year)-\($0)") }
        }
        return terms
    }

    private func beginBlueprint(on stage: StoryStage) async throws {
        let owner = stage.actor(.ines)
        let id = try await desk.blueprints.add(StoryBlueprint.name, by: owner)
        for step in StoryBlueprint.first {
            var step = step
            step.id = 0
            try await desk.blueprints.put(step, into: id, by: owner)
        }
        try await desk.blueprints.publish(id, by: owner)
        for service in StoryService.allCases where service.hasBlueprint {
            guard let offering = stage.offerings[service] else { continue }
            try await desk.blueprints.tie(offering, to: id, by: owner)
        }
        stage.blueprint = id
    }

    /// Each finding of the linter where it says.
    private func mendBlueprint(on stage: StoryStage) async throws {
        let owner = stage.actor(.ines)
        guard let id = stage.blueprint else { return }
        for (step, _) in StoryBlueprint.mended where step.id != StoryBlueprint.told.id {
            try await desk.blueprints.put(step, into: id, by: owner)
        }
        var told = StoryBlueprint.told
        told.id = 0
        try await desk.blueprints.put(told, into: id, by: owner)
        for _ in StoryBlueprint.first {
            try await desk.blueprints.move(StoryBlueprint.told.id, earlier: true, in: id, by: owner)
        }
        try await desk.blueprints.publish(id, by: owner)
    }
}
