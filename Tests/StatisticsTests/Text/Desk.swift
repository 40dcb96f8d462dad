@testable import Statistics

/// A small bicycle clinic's messages: three labels, twelve texts each.
enum Desk {
    static let bills = [
        "Why was I charged twice for the repair?", "My invoice is higher than the estimate",
        "Can I pay the bill in three parts?", "There is a fee on the invoice nobody told me about",
        "Please send the receipt for my payment", "The payment failed but the money is gone",
        "I was billed for a tube I did not buy", "How do I pay this invoice?",
        "Refund the double charge please", "The price on the bill is wrong",
        "I want my money back for the charge", "Is tax in the price of the invoice?",
    ]
    static let times = [
        "Can I come on Tuesday at nine?", "I need to move my appointment to Friday",
        "What time do you open on Saturday?", "Please cancel my appointment tomorrow",
        "Is there a free slot this week?", "I am late for my nine o'clock appointment",
        "When can I bring the bike?", "Book me in for Monday morning",
        "Could we meet an hour later?", "Do you have time today after five?",
        "Which day is my appointment?", "I would like to reschedule for next week",
    ]
    static let brakes = [
        "My brakes squeal when it rains", "The front brake does not grip any more",
        "Brake pads are worn, can you change them?", "The brake lever goes down to the bar",
        "There is oil on my brake disc", "The rear brake rubs on the wheel",
        "Brakes are weak after the last repair", "The brake cable is torn",
        "My disc brakes make a grinding noise", "Which brake pads fit my bike?",
        "The brake fluid leaks", "Hand brake stuck, wheel does not turn",
    ]

    static let examples =
        bills.map { TextClassifier.Example(text: $0, label: "bill") }
        + times.map { TextClassifier.Example(text: $0, label: "appointment") }
        + brakes.map { TextClassifier.Example(text: $0, label: "brakes") }

    /// Trained once for all tests that only ask.
    static let classifier = Result { () throws(TextClassifierError) in try TextClassifier.train(examples) }
}
