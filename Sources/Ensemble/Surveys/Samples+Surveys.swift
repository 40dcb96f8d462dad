import Localization

/// Surveys for the page gallery and the tests of pages.
extension Samples {
    private static var month: Month { Month(Day(now, in: .utc)) }

    private static func content(_ kind: Survey.Kind) -> SurveyContent {
        var content = SurveyContent.usual(kind, language: "en")
        content.title = content.title.mapValues(said)
        for place in content.questions.indices {
            content.questions[place].words = content.questions[place].words.mapValues(said)
        }
        guard kind == .custom else { return content }
        content.questions = [
            SurveyQuestion(
                "v1q1", .choice, ["en": said("How did you find us?")],
                options: [["en": said("A friend told me")], ["en": said("On the street")]]),
            SurveyQuestion("v1q2", .yesNo, ["en": said("Did you find your way in?")]),
            SurveyQuestion("v1q3", .text, ["en": said("What would have helped?")]),
        ]
        return content
    }

    static func survey(_ kind: Survey.Kind, _ state: Survey.State = .asking) -> Survey {
        Survey(
            id: 61, kind: kind, state: state,
            rules: Survey.Rules(when: .resolved, delayHours: 24, share: 50, restDays: 90), version: 2,
            content: content(kind), createdAt: now - .days(100))
    }

    private static func ask(whyNot: SurveyAsk.WhyNot? = nil, bounced: String? = nil, isAnswered: Bool = false)
        -> SurveyAsk
    {
        var ask = SurveyAsk(
            id: 71, survey: 61, version: 2, customer: 1, conversation: 1042, offering: nil, month: month,
            via: .mail, address: "dana@example.test", language: "en", draw: 1_234, whyNot: whyNot,
            askedAt: now - .days(2), deliveredAt: whyNot == nil ? now - .days(2) : nil,
            seenAt: isAnswered ? now - .days(1) : nil, answeredAt: isAnswered ? now - .days(1) : nil,
            bouncedAt: bounced == nil ? nil : now - .days(1), bouncedWhy: bounced, expiresAt: now + .days(28))
        ask.customerName = said("Dana Whitfield")
        return ask
    }

    private static func reply(_ kind: Survey.Kind) -> SurveyReply {
        switch kind {
        case .csat:
            SurveyReply(values: ["csat": 4], comment: said("The knee is well. The second bill was not."))
        case .ces: SurveyReply(values: ["ces": 6])
        case .nps: SurveyReply(values: ["nps": 9])
        case .endResult:
            SurveyReply(values: ["core": 5, "service": 4, "money": 2, "promise": 4, "overall": 3])
        case .association:
            SurveyReply(associations: [
                .init(said("good doctors"), favour: 2, why: said("My knee.")),
                .init(said("surprise bills"), favour: -2),
            ])
        case .custom:
            SurveyReply(values: ["v1q1": 0, "v1q2": 1], texts: ["v1q3": said("A sign at the door.")])
        }
    }

    static func response(_ kind: Survey.Kind) -> SurveyResponse {
        var response = SurveyResponse(
            id: .init(rawValue: 81 + Int64(Survey.Kind.allCases.firstIndex(of: kind) ?? 0)), ask: 71,
            survey: 61,
            version: 2, customer: 1, conversation: 1042, reply: reply(kind),
            via: .mail,
            answeredAt: now - .days(1), changedAt: now - .hours(3), content: content(kind))
        response.customerName = said("Dana Whitfield")
        response.offeringName = said("Knee scan")
        response.earlier = kind == .csat ? [(SurveyReply(values: ["csat": 2]), now - .days(1))] : []
        return response
    }

    // MARK: The customer's pages

    private static func question(_ kind: Survey.Kind, isOpen: Bool = true, isAnswered: Bool = false)
        -> Surveys.Question
    {
        Surveys.Question(
            ask: ask(isAnswered: isAnswered), content: content(kind), kind: kind,
            reply: isAnswered ? reply(kind) : nil, answeredAt: isAnswered ? now - .days(1) : nil,
            isOpen: isOpen,
            mayAsk: !isAnswered, mayQuote: isAnswered)
    }

    static var surveyAnswerPages: [SurveyAnswerPage] {
        func page(_ question: Surveys.Question, isLink: Bool = true, problem: String? = nil)
            -> SurveyAnswerPage
        {
            SurveyAnswerPage(
                question: question, marked: reply(question.kind), path: "/survey/sample", isLink: isLink,
                problem: problem, frame: isLink ? .sampleVisitor : .sampleCustomer)
        }
        return Survey.Kind.allCases.map { page(question($0)) } + [
            page(question(.endResult, isAnswered: true), isLink: false),
            page(question(.csat, isOpen: false, isAnswered: true)), page(question(.nps, isOpen: false)),
            page(question(.csat), problem: "Nothing is answered yet: please choose or write something."),
        ]
    }

    static var ownSurveysPages: [OwnSurveysPage] {
        [
            OwnSurveysPage(
                own: Surveys.Own(
                    open: [(ask(), said("Were you satisfied?"))],
                    answered: [response(.csat), response(.endResult), response(.association)], mayAsk: true,
                    mayQuote: true),
                frame: .sampleCustomer),
            OwnSurveysPage(own: Surveys.Own(mayAsk: false), frame: .sampleCustomer),
        ]
    }

    // MARK: The desk's pages

    static var surveysPages: [SurveysPage] {
        [
            SurveysPage(
                surveys: [survey(.csat), survey(.endResult, .paused), survey(.association, .drafted)],
                problem: nil,
                frame: .sampleDesk),
            SurveysPage(surveys: [], problem: "Please choose what it measures.", frame: .sampleDesk),
        ]
    }

    private static func tally(_ kind: Survey.Kind, _ answers: Int) -> SurveyTally {
        var tally = SurveyTally()
        tally.answered = answers
        tally.asked = answers * 5 / 2
        tally.delivered = tally.asked - tally.asked / 20
        tally.bounced = tally.asked / 20
        tally.seen = answers * 3 / 2
        tally.notAsked = [.notDrawn: tally.asked, .resting: answers / 3, .disputed: answers / 9]
        for question in content(kind).questions {
            guard let range = question.values else { continue }
            for answer in 0..<answers {
                let value = range.upperBound - (answer * 7 % 11) * range.count / 14 % range.count
                tally.values[question.key, default: [:]][value, default: 0] += 1
            }
        }
        if kind == .endResult {
            tally.values[SurveyTally.cell] = [
                0: answers - answers / 2, 1: answers * 3 / 10, 2: answers / 10,
                3: answers / 2 - answers * 3 / 10 - answers / 10,
            ]
        }
        if kind == .association {
            tally.ideas[said("good doctors")] = .init(positions: [1: answers / 2], favours: [2: answers / 2])
            tally.ideas[said("surprise bills")] = .init(
                positions: [1: answers / 4, 2: answers / 8], favours: [-2: answers / 3])
        }
        return tally
    }

    static func surveyFigures(_ kind: Survey.Kind, _ counts: [Int], _ state: Survey.State = .asking)
        -> Surveys.Figures
    {
        let tallies = counts.map { tally(kind, $0) }
        let months = tallies.enumerated().map { place, tally in
            (month: month - (tallies.count - 1 - place), tally: tally)
        }
        let all = tallies.reduce(into: SurveyTally()) { $0 += $1 }
        return Surveys.Figures(
            survey: survey(kind, state), scope: .init(from: month - 11, until: month),
            questions: content(kind).questions, all: all, months: months,
            offerings: counts.isEmpty
                ? []
                : [
                    (
                        Offering.ID(rawValue: 31), said("Knee scan, both sides, with a specialist’s reading"),
                        tallies[0]
                    ),
                    (nil, "", tally(kind, 3)),
                ])
    }

    static var surveyPages: [SurveyPage] {
        func page(_ figures: Surveys.Figures) -> SurveyPage {
            SurveyPage(
                figures: figures, offerings: [(31, said("Knee scan"))], problem: nil, frame: .sampleDesk)
        }
        return Survey.Kind.allCases.map { page(surveyFigures($0, [41, 37, 52])) } + [
            page(surveyFigures(.nps, [3])), page(surveyFigures(.nps, [7])), page(surveyFigures(.csat, [4])),
            page(surveyFigures(.csat, [])), page(surveyFigures(.csat, [], .drafted)),
        ]
    }

    static var surveyEditPages: [SurveyEditPage] {
        [Survey.Kind.csat, .endResult, .custom].map { kind in
            SurveyEditPage(
                survey: survey(kind), typed: content(kind), rules: survey(kind).rules, mailboxes: [],
                problem: kind == .csat ? "A survey needs a title in its own language." : nil,
                frame: .sampleDesk)
        }
    }

    static var surveyAnswersPages: [SurveyAnswersPage] {
        [
            SurveyAnswersPage(
                survey: survey(.csat),
                responses: [response(.csat), response(.endResult), response(.association)],
                choice: said("From 4 to 5"), path: "/surveys/61/answers?from=2026-01&until=2026-03", next: 81,
                frame: .sampleDesk),
            SurveyAnswersPage(
                survey: survey(.csat), responses: [], choice: nil, path: "/surveys/61/answers?from=2026-01",
                next: nil, frame: .sampleDesk),
        ]
    }

    static var surveyAsksPages: [SurveyAsksPage] {
        let links = SurveyLinks(survey: 61, scope: .init(from: month - 11, until: month))
        return [
            SurveyAsksPage(
                survey: survey(.csat),
                asks: [
                    ask(), ask(isAnswered: true), ask(bounced: said("550 no such user")),
                    ask(whyNot: .disputed),
                ],
                show: .asked, why: nil, links: links, next: 71, frame: .sampleDesk),
            SurveyAsksPage(
                survey: survey(.csat), asks: [], show: .notAsked, why: .resting, links: links, next: nil,
                frame: .sampleDesk),
        ]
    }
}
