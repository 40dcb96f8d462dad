/// What the time of the clinic's teams and its rooms cost: by how many customers it has, so that the figures
/// stay those of one clinic at any size of the story.
extension StoryPlayer {
    func sayCosts(from month: Month, on stage: StoryStage) async throws {
        let owner = stage.actor(.ines)
        for team in StoryCast.Team.allCases {
            let minutes = max(60, customers * team.minutesForCustomer)
            try await desk.profits.set(
                CostRate(
                    team: stage.teams[team], from: month,
                    cost: Money(Int64(minutes) * team.centsForMinute, "USD"), minutes: minutes,
                    answer: team.minutesForAnswer), by: owner)
        }
        for service in StoryService.allCases {
            guard let offering = stage.offerings[service] else { continue }
            try await desk.profits.set(
                OfferingCost(
                    offering: offering, fixed: Money(Int64(customers) * service.roomCents, "USD"),
                    material: 5_500), by: owner)
        }
    }
}

extension StoryCast.Team {
    /// That can be worked in practice in a month, for each customer of the clinic.
    fileprivate var minutesForCustomer: Int {
        switch self {
        case .frontDesk: 6
        case .nurses, .billing: 2
        case .doctors: 1
        }
    }

    fileprivate var centsForMinute: Int64 {
        switch self {
        case .frontDesk: 60
        case .nurses: 90
        case .doctors: 240
        case .billing: 70
        }
    }

    fileprivate var minutesForAnswer: Int {
        switch self {
        case .frontDesk, .nurses: 5
        case .doctors: 4
        case .billing: 8
        }
    }
}

extension StoryService {
    /// Of a machine or a room that would end with it, a month, for each customer of the clinic.
    fileprivate var roomCents: Int64 {
        switch self {
        case .scan: 90
        case .physiotherapy: 60
        case .visit, .checkup, .vaccination, .brace, .opinion, .wellness: 0
        }
    }
}
