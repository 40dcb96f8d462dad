/// Kinds of work, for the page gallery and the tests of pages.
extension Samples {
    static var activities: [Activity] {
        [
            Activity(
                id: 3, number: 2,
                text: .init(
                    said("Examining and treating"), .init(15, 70, 15), evidence: said("Last year’s diary")),
                since: now - .days(20), endedAt: nil),
            Activity(
                id: 4, number: 1,
                text: .init(
                    said("Explaining and advising"), .init(5, 35, 60), evidence: said("What is handed over")),
                since: now - .days(90), endedAt: nil),
        ]
    }

    static var activitiesPages: [ActivitiesPage] {
        let old = [
            Activity(
                id: 5, number: 1, text: .init(said("Paper"), .init(1, 1, 1), evidence: said("A guess")),
                since: now - .days(100), endedAt: now - .days(50))
        ]
        let wrong = ActivitiesPage.Typed(3, values: ["name": said("Examining"), "product": "0"])
        return [
            ActivitiesPage(
                present: activities, versions: activities + old, typed: nil, isEditable: true, problem: nil,
                frame: .sampleDesk),
            ActivitiesPage(
                present: activities, versions: activities, typed: wrong, isEditable: true,
                problem: "Product, service and idea each have 1 to 1,000 points: nothing is ever none.",
                frame: .sampleDesk),
            ActivitiesPage(
                present: [], versions: [], typed: nil, isEditable: false, problem: nil, frame: .sampleDesk),
        ]
    }
}
