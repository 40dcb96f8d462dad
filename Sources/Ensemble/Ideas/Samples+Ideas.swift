import Localization

extension Samples {
    static var idea: Idea {
        idea(3101, "I want to know before I come what it will cost", .planned, votes: 42)
    }

    static func idea(_ id: Idea.ID, _ need: String, _ status: Idea.Status, votes: Int) -> Idea {
        Idea(
            id: id, need: said(need),
            solution: said("A **list of prices** on the wall, and by mail before the visit."),
            author: .customer(5), authorName: said("Dana"), isProven: status != .open, organisation: nil,
            status: status, reason: status == .declined ? said("The law forbids it.") : nil, mergedInto: nil,
            heldAt: nil, dismissedAt: nil, votes: votes, comments: 2,
            answer: status == .open
                ? nil
                : Idea.Answer(
                    text: said("From May on you get an estimate by mail."), by: 1, at: now - .days(2)),
            firstAnswerAt: status == .open ? nil : now - .days(3), profile: Degrees.presets[4],
            createdAt: now - .days(9), statusAt: now - .days(3),
            tags: [said("prices"), said("before the visit")])
    }

    static var ideas: [Idea] {
        [
            idea, idea(3102, "Appointments in the evening", .considering, votes: 17),
            idea(3103, "A place to lock my bicycle", .made, votes: 9),
            idea(3104, "No waiting in the corridor", .open, votes: 1),
            idea(3105, "Prescriptions without a visit", .declined, votes: 0),
        ]
    }

    static var ideaComments: [IdeaComment] {
        [
            IdeaComment(
                id: 41, idea: 3101, author: .customer(6), authorName: said("Sam"), text: said("Me **too**."),
                heldAt: nil, createdAt: now - .days(5)),
            IdeaComment(
                id: 42, idea: 3101, author: .agent(1), authorName: said("Mira Sandoval"),
                text: said("We try it with the scans first."), heldAt: nil, createdAt: now - .days(4)),
        ]
    }

    static var ideaVotes: [Ideas.Vote] {
        Ideas.Source.allCases.enumerated().map { place, source in
            Ideas.Vote(
                customer: Customer.ID(rawValue: Int64(place + 5)), customerName: said("Dana Whitfield"),
                source: source,
                words: source == .staff ? said("on the phone") : "", by: source == .staff ? 1 : nil,
                at: now - .days(Int64(place)))
        }
    }

    static func ideaView(_ idea: Idea, voted: Bool = false, hides: Bool = false) -> Ideas.View {
        Ideas.View(
            idea: idea, hasVoted: voted, follows: voted, hasOffered: voted, comments: ideaComments,
            files: ideaFiles,
            steps: [
                .init(status: .considering, reason: nil, at: now - .days(6)),
                .init(status: .planned, reason: nil, at: now - .days(3)),
            ], board: Board(hidesCounts: hides))
    }

    static var ideasPages: [IdeasPage] {
        [
            IdeasPage(
                query: "", choice: .init(),
                listing: .init(
                    ideas: ideas, voted: [3102], next: Keyset(moment: now, id: 3105), board: Board()),
                isFirst: false, onlooker: .customer(5),
                frame: .sampleCustomer),
            IdeasPage(
                query: "", choice: .init(order: .newest),
                listing: .init(ideas: ideas, board: Board(hidesCounts: true)),
                isFirst: true, onlooker: .nobody, frame: .sampleVisitor),
            IdeasPage(
                query: said("parking"), choice: .init(), listing: .init(ideas: []), isFirst: true,
                onlooker: .nobody, frame: .sampleVisitor),
        ]
    }

    static var ideaPages: [IdeaPage] {
        [
            IdeaPage(
                view: ideaView(idea), onlooker: .nobody, typed: "", stamp: "1.sample", problem: nil,
                frame: .sampleVisitor),
            IdeaPage(
                view: ideaView(ideas[1], voted: true, hides: true), onlooker: .customer(5),
                typed: said("I would"),
                stamp: "1.sample", problem: "There is nothing written yet.", frame: .sampleCustomer),
            IdeaPage(
                view: ideaView(ideas[4], hides: true), onlooker: .customer(5), typed: "", stamp: "1.sample",
                problem: nil, frame: .sampleCustomer),
        ]
    }

    static var newIdeaPages: [NewIdeaPage] {
        let typed = NewIdeaPage.Typed(
            words: .init(need: said("Tell me the price first"), solution: said("By mail")),
            name: said("Dana"),
            address: said("dana"))
        return [
            NewIdeaPage(
                typed: .init(), similar: [], stamp: "1.sample", onlooker: .customer(5), problem: nil,
                frame: .sampleCustomer),
            NewIdeaPage(
                typed: typed, similar: Array(ideas.prefix(2)), stamp: "1.sample", onlooker: .nobody,
                problem: "“dana” is not a mail address.", frame: .sampleVisitor),
        ]
    }

    static var boardPages: [BoardPage] {
        let answered = Ideas.Answered(ideas: 30, inTime: 24, overdue: 3, median: .hours(52))
        return [
            BoardPage(
                query: "", choice: .init(), listing: .init(ideas: ideas, next: Keyset(moment: now, id: 3105)),
                held: 2, answered: answered, isFirst: false, problem: nil, frame: .sampleDesk),
            BoardPage(
                query: said("parking"), choice: .init(), listing: .init(ideas: []), held: 0,
                answered: .init(ideas: 0, inTime: 0, overdue: 0, median: nil), isFirst: true, problem: nil,
                frame: .sampleDesk),
        ]
    }

    static var boardIdeaPages: [BoardIdeaPage] {
        var waiting = ideas[3]
        waiting.heldAt = now - .hours(2)
        return [idea, ideas[4], waiting].map { idea in
            BoardIdeaPage(
                scene: .init(
                    view: ideaView(idea), customer: dana, votes: ideaVotes, followers: 3,
                    evidence: [
                        .init(
                            message: 11, conversation: 1042, customer: 5,
                            customerName: said("Dana Whitfield"),
                            text: said("Is a second scan covered?"), at: now - .days(1))
                    ],
                    similar: [ideas[1], ideas[2]], names: [1: mira.name]),
                problem: idea.heldAt == nil ? nil : "An idea can’t be merged into itself.", frame: .sampleDesk
            )
        }
    }
}
