/// A kind of work that the clinic's hours are booked on.
enum StoryWork: CaseIterable {
    case care, fitting, explaining, papers

    var text: Activity.Text {
        switch self {
        case .care:
            Activity.Text(
                "Care", OfferingText.Profile(6, 88, 6),
                evidence: "Examining and treating, as the doctors see it.")
        case .fitting:
            Activity.Text(
                "Fitting and material", OfferingText.Profile(60, 35, 5),
                evidence: "Most of it is the thing itself.")
        case .explaining:
            Activity.Text(
                "Explaining and teaching", OfferingText.Profile(5, 35, 60),
                evidence: "What it costs, what the choice is, how to stay well.")
        case .papers:
            Activity.Text(
                "Papers", OfferingText.Profile(10, 85, 5),
                evidence: "Insurers, letters and forms for the patient.")
        }
    }
}

extension StoryService {
    /// As what its hours are booked.
    var work: StoryWork {
        switch self {
        case .visit, .checkup, .scan, .physiotherapy: .care
        case .vaccination, .brace: .fitting
        case .opinion, .wellness: .explaining
        }
    }
}
