import Localization
import Markup

/// Where somebody brings up a need: the need first, the solution second.
struct NewIdeaPage: Page {
    struct Typed: Sendable {
        var words = Ideas.Words(need: "")
        var name = ""
        var address = ""
    }

    let typed: Typed
    /// What there is already, to be looked at first.
    let similar: [Idea]
    let stamp: String
    let onlooker: Onlooker
    let problem: String?
    let frame: Frame

    static var samples: [NewIdeaPage] { Samples.newIdeaPages }

    func title(_ r: Reader) -> String { r("Bring up an idea") }

    func body(_ r: Reader) -> HTML {
        """
        <form class="sheet fields" method="post" action="/ideas">\(frame.csrfField)<input type="hidden" name="stamp" value="\(stamp)">
        <p class="meta"><a href="/ideas">\(r("Ideas"))</a></p><h1>\(r("Bring up an idea"))</h1>
        \(Field.problem(problem))\(first(r))
        \(Field.text("need", r("What do you need?"), value: typed.words.need, hint: r("In a sentence, as you would say it: “I want to know before I come what it will cost.”")))
        <div id="suggestions" role="status" data-source="/ideas/similar" data-fields="need solution"></div>
        \(Field.area("solution", r("What could be done about it?"), value: typed.words.solution, rows: 5, required: false, hint: r("If you have an idea. The need counts, also without one.")))
        \(Field.choice("profile", r("Which way would it turn us?"), Self.ways(r), chosen: typed.words.profile?.description ?? ""))
        \(if: onlooker == .nobody, person(r))
        <p class="quiet">\(r("Others can read it. Whatever becomes of it, we may use it without owing you anything; we say whose idea it was if you like."))</p>
        <p class="actions"><button class="button">\(similar.isEmpty ? r("Bring it up") : r("None of these: bring it up"))</button></p></form>
        """
    }

    /// What may be the same, before it is kept.
    private func first(_ r: Reader) -> HTML {
        guard !similar.isEmpty else { return "" }
        return """
            <section class="card" aria-live="polite">\(Self.similar(similar, r))</section><input type="hidden" name="anyway" value="1">
            """
    }

    static func similar(_ ideas: [Idea], _ r: Reader) -> HTML {
        guard !ideas.isEmpty else { return "" }
        let list = ideas.map { idea -> HTML in
            "<li><a href=\"/ideas/\(idea.id.description)\">\(idea.need)</a> \(IdeaWords.status(idea, r))</li>"
        }
        return """
            <p><strong>\(r("Is it one of these? A vote there counts more than a second idea."))</strong></p><ul class="plain-list">\(list)</ul>
            """
    }

    static func ways(_ r: Reader) -> [(value: String, words: String)] {
        [(value: "", words: r("I don’t know"))]
            + Degrees.presets.map { (value: $0.description, words: r("Towards: \($0.name(r))")) }
    }

    private func person(_ r: Reader) -> HTML {
        """
        \(Field.text("name", r("Your first name"), value: typed.name, autocomplete: "given-name", required: false, hint: r("Others read it; without one it says: a customer.")))
        \(Field.email("address", r("Your mail address"), value: typed.address, hint: r("Shown to nobody. A link in a mail makes your vote count.")))
        \(Trap.field(r))
        """
    }
}

extension NewIdeaPage.Typed {
    init(_ form: Form) {
        words = Ideas.Words(
            need: form["need"] ?? "", solution: form["solution"] ?? "",
            profile: form["profile"].flatMap { Degrees($0) })
        name = form["name"] ?? ""
        address = form["address"] ?? ""
    }
}

/// What is said when a link was asked for.
struct IdeaSentPage: Page {
    /// Whether the idea waits for a look.
    let isHeld: Bool
    let frame: Frame

    static var samples: [IdeaSentPage] {
        [true, false].map { IdeaSentPage(isHeld: $0, frame: .sampleVisitor) }
    }

    func title(_ r: Reader) -> String { r("Please look into your mail") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><h1>\(r("Please look into your mail"))</h1>
        <p>\(r("A link is on its way. Pressing it is your vote; it works once and for two days."))</p>
        \(if: isHeld, "<p>\(r("Your idea has arrived. Somebody looks at it before others find it."))</p>")
        <p class="actions"><a class="button plain" href="/ideas">\(r("Back to the ideas"))</a></p></section>
        """
    }
}

/// Where the mailed link leads: a button, so that a program that looks at
/// links before people do does not vote.
struct IdeaVotePage: Page {
    /// `nil` when the link no longer works.
    let idea: Idea?
    let hasVoted: Bool
    let path: String
    let frame: Frame

    static var samples: [IdeaVotePage] {
        [(Samples.idea, false), (Samples.idea, true), (nil, false)].map {
            IdeaVotePage(idea: $0, hasVoted: $1, path: "/idea-vote/sample", frame: .sampleVisitor)
        }
    }

    func title(_ r: Reader) -> String { r("Your vote") }

    func body(_ r: Reader) -> HTML {
        guard let idea else { return gone(r) }
        return hasVoted ? thanks(idea, r) : asking(idea, r)
    }

    private func asking(_ idea: Idea, _ r: Reader) -> HTML {
        """
        <form class="sheet" method="post" action="\(path)">\(frame.csrfField)<h1>\(idea.need)</h1>
        <p>\(r("Do you need this too? We tell you what becomes of it."))</p>
        <p class="actions"><button class="button">\(r("Yes, I need this"))</button></p></form>
        """
    }

    private func thanks(_ idea: Idea, _ r: Reader) -> HTML {
        """
        <section class="sheet"><h1>\(r("Thank you. Your vote counts."))</h1><p>\(idea.need)</p>
        <p class="idea-count">\(IdeaWords.count(idea, isShown: true, r))</p>
        <p class="actions"><a class="button plain" href="/ideas">\(r("Back to the ideas"))</a></p></section>
        """
    }

    private func gone(_ r: Reader) -> HTML {
        """
        <section class="sheet"><h1>\(r("This link no longer works"))</h1>
        <p>\(r("It has been used, or it is older than two days."))</p>
        <p class="actions"><a class="button" href="/ideas">\(r("Back to the ideas"))</a></p></section>
        """
    }
}
