/// What patients of the clinic would have otherwise, as they write it.
enum StoryWish: String, CaseIterable, Sendable {
    case price, parts, results, late, walking, evenings

    /// The wish in a first message that the staff gave this tag; `nil`: none.
    init?(tag: String, text: String) {
        switch tag {
        case "surprise": self = .price
        case "payment plan": self = .parts
        case "hours" where text.contains("evening"): self = .evenings
        case "idea":
            let words: [(String, StoryWish)] = [
                ("what it costs", .price), ("result is expected", .results), ("runs late", .late),
                ("staying well", .walking),
            ]
            guard let found = words.first(where: { text.contains($0.0) }) else { return nil }
            self = found.1
        default: return nil
        }
    }

    var need: String {
        switch self {
        case .price: "I want to know before I come what it will cost"
        case .parts: "Let me pay a large bill in parts"
        case .results: "Show when a result is to be expected"
        case .late: "Tell me when the doctor runs late"
        case .walking: "Do something with us for staying well"
        case .evenings: "Evening hours, for whoever works until six"
        }
    }

    var solution: String {
        switch self {
        case .price: "An estimate by mail with every appointment, and prices on the order form."
        case .parts: "Plans to pay to choose from, on the bill."
        case .results: "A day beside each test, in their own place."
        case .late: "A text message, half an hour before."
        case .walking: "A walking group on Saturdays, along the harbor, with a nurse."
        case .evenings: "One evening a week until eight."
        }
    }

    /// Its topic.
    var tag: String {
        switch self {
        case .price, .parts: "money"
        case .results, .late: "waiting"
        case .walking: "staying well"
        case .evenings: "hours"
        }
    }

    /// Which way it would turn the clinic, by its place among the presets: a service, service and idea, an idea.
    var preset: Int {
        switch self {
        case .price, .parts: 4
        case .walking: 2
        case .results, .late, .evenings: 1
        }
    }
}
