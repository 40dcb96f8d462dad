/// What the clinic's patients talk about, as the practice manager codes it by the code book.
enum StoryMarks {
    /// What a sentence is about that holds one of these; `nil`: about none, or nobody looked.
    static func degrees(_ sentence: String) -> Degrees? {
        let words = sentence.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
        return coded.first { phrases, _ in phrases.contains { words.contains($0) } }?.degrees
    }

    /// What it is most about, for somebody who checks a model.
    static func kind(of sentence: String) -> StartingModel.Kind {
        degrees(sentence)?.most ?? .none
    }

    /// Of the first that fits. What was told, promised, taught or felt comes first: a bill that nobody
    /// announced is about what the clinic stands for, not about the scan.
    private static let coded: [(phrases: [String], degrees: Degrees)] = [
        (idea, Degrees.presets[2]), (halves, Degrees.presets[4]), (service, Degrees.presets[1]),
        (product, Degrees.presets[0]),
    ]

    private static let idea = [
        "told me about it", "was i not told before", "surprises like this", "ever mentioned",
        "three weeks later by mail",
        "i was told about", "afraid to come back", "what is this?", "wish i had known before",
        "tell them about the bills",
        "nobody asked me about", "nobody told me", "exactly what you had told me", "what things will cost",
        "worry about the bill", "before i had it. i could plan", "as announced", "close to leaving you",
        "for telling me what", "what it costs", "like a person and not like a number", "staying well",
        "what you're for", "ask what i want before", "i don't think that's right", "words i understand",
        "what the choice is", "somebody i can trust", "before i say yes", "can't afford", "what will it cost",
        "what will the", "is the price the same", "told me before", "making excuses", "taking it seriously",
        "what i can do myself", "want it to stay like that", "what i was looking for",
    ]

    /// Somebody did it, and it says something.
    private static let halves = [
        "good doctors, kind people", "you've been a good clinic", "best i ever had",
        "please let people know next time",
        "in good hands with you",
    ]

    private static let service = [
        "fitting me in", "being so flexible", "waiting for me", "hour and a half later", "either it's busy",
        "reach you by telephone", "getting back to me so fast", "answering so fast", "that was quick",
        "that was easy",
        "saved me a whole day", "nobody has called", "no appointment before", "haven't heard", "look again",
        "when will i know",
        "was wonderful", "the care was great", "love your doctors", "same sheet of exercises",
        "no longer valid",
        "showed me four exercises", "how calming", "that calms", "put me down for that", "be there by",
        "thank you to",
        "has it been forgotten", "still hasn't got it", "send me somewhere", "you took the time",
        "large print",
        "website says one thing", "grey page", "could i have an appointment", "is it possible to get in",
        "works for me",
        "could you send it again", "twice. is that a mistake", "did the payment not arrive",
        "messenger between",
        "see another doctor", "call me", "move my visit", "don't give my place away", "see you then",
    ]

    private static let product = [
        "so much better", "hasn't been this good", "chafes", "nothing torn", "my own shopping",
        "exercises helped",
        "is fine again", "rash is going away", "less swollen", "feel dizzy", "i've had a rash",
        "larger one fits",
        "tablets left", "no refills left", "look different from before", "better already",
        "hurts more than before",
        "within the normal", "still swollen", "swollen again", "a pdf is perfect", "has run out early",
    ]
}

extension Degrees {
    /// What it is most.
    var most: StartingModel.Kind {
        let parts = [product, service, idea]
        let most = parts.indices.max { parts[$0] < parts[$1] } ?? 0
        return StartingModel.Kind.allCases.first { $0.rawValue == most } ?? .none
    }
}
