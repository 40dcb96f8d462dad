import Localization

/// The idea behind the name for the page gallery and the tests of pages.
extension Samples {
    private static var month: Month { Month(Day(now, in: .utc)) }
    private static var scope: NameIdeas.Scope { .year(until: month) }

    private static var intended: [IntendedIdea] {
        [
            IntendedIdea(id: 1, words: said("good medicine"), since: now - .days(400), endedAt: nil),
            IntendedIdea(
                id: 2, words: said("you know the price before"), since: now - .days(200), endedAt: nil),
            IntendedIdea(id: 3, words: said("time for you"), since: now - .days(100), endedAt: nil),
        ]
    }

    private static func idea(
        _ words: String, _ position: Int, _ favour: Int?, _ why: String = "", _ tie: IdeaTie?
    )
        -> NameAnswer.Idea
    {
        NameAnswer.Idea(
            key: said(words).folded, shown: said(words), words: said(words), position: position,
            favour: favour, why: said(why), tie: tie)
    }

    /// Answers in a fixed pattern: of each six, four name the doctors, two are surprised by bills.
    static func nameAnswers(_ count: Int, told: Int = 3) -> [NameAnswer] {
        (0..<count).map { number in
            var ideas: [NameAnswer.Idea] = []
            if number % 6 < 4 {
                ideas.append(
                    idea("good doctors", 1, 2, number % 5 == 0 ? "My knee is well." : "", IdeaTie(1)))
            }
            if number % 6 > 3 {
                ideas.append(
                    idea(
                        "surprise bills", ideas.count + 1, -2, "A line nobody had told me about.",
                        IdeaTie(2, isAgainst: true)))
            } else if number % told == 0 {
                ideas.append(idea("they tell you first", ideas.count + 1, 2, "", IdeaTie(2)))
            }
            if number % 9 == 0 || ideas.isEmpty {
                ideas.append(idea("near my home", ideas.count + 1, 1, "", nil))
            }
            var answer = NameAnswer(
                customer: .init(rawValue: Int64(number + 1)),
                response: .init(rawValue: Int64(1_000 + number)),
                survey: 61, conversation: 1042, month: month - number % 12,
                answeredAt: now - .days(Int64(number % 12 * 30)), language: number % 7 == 0 ? "de" : "en",
                ideas: ideas)
            answer.lived = number % 6 > 3 ? [.surprised] : number % told == 0 ? [.told, .plan] : []
            answer.mayQuote = number % 5 == 0
            answer.customerName = said("Dana Whitfield")
            return answer
        }
    }

    static func nameReport(_ count: Int, before: Int, _ intended: [IntendedIdea]) -> NameReport {
        NameReport(
            scope: scope, now: nameAnswers(count), before: nameAnswers(before, told: 40), intended: intended)
    }

    static var namePages: [NamePage] {
        func page(_ report: NameReport, isAsked: Bool = true, problem: String? = nil) -> NamePage {
            NamePage(
                report: report, written: .init(idea: 31, all: 83), unread: 4, isAsked: isAsked, typed: "",
                problem: problem, frame: .sampleDesk)
        }
        return [
            page(nameReport(120, before: 90, intended)), page(nameReport(14, before: 0, intended)),
            page(nameReport(4, before: 0, intended)),
            page(nameReport(0, before: 0, []), isAsked: false, problem: "That is intended already."),
        ]
    }

    static var nameWordsPages: [NameWordsPage] {
        let phrases = [
            NameIdeas.HeardPhrase(
                key: said("gute ärzte"), words: said("Gute Ärzte"), customers: 3, idea: said("good doctors"),
                tie: IdeaTie(1), isRead: true),
            NameIdeas.HeardPhrase(
                key: said("surprise bills"), words: said("surprise bills"), customers: 12,
                idea: said("surprise bills"), tie: nil, isRead: false),
        ]
        return [
            NameWordsPage(phrases: phrases, intended: intended, problem: nil, frame: .sampleDesk),
            NameWordsPage(
                phrases: [], intended: [], problem: "Please say it in 1 to 100 characters.",
                frame: .sampleDesk),
        ]
    }

    static var nameRowsPages: [NameRowsPage] {
        [
            NameRowsPage(
                rows: nameAnswers(6), next: 1_000,
                choice: NameChoice(heard: said("good doctors").folded, lived: (.told, false)), scope: scope,
                frame: .sampleDesk),
            NameRowsPage(rows: [], next: nil, choice: NameChoice(), scope: scope, frame: .sampleDesk),
        ]
    }
}
