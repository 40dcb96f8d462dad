import Localization
import Markup

/// A customer's message, sentence by sentence, to be marked: two clicks each.
struct MentionPage: Page {
    /// Words that were selected before the page was asked for.
    struct Selected: Sendable {
        var words = ""
        var near = 0
    }

    let coding: HeardMentions.Coding
    let viewer: Agent.ID
    let isAdministrator: Bool
    var selected = Selected()
    let problem: String?
    let frame: Frame

    static var samples: [MentionPage] { Samples.mentionPages }

    private var said: SaidText { coding.said }
    private var path: String { said.source.path }
    private var own: [Mention] { coding.mentions.filter { $0.coder == .person(viewer) } }

    func title(_ r: Reader) -> String { r("What it is about") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet mentions"><p class="meta"><a href="\(said.place)">\(placeName(r))</a><span>\(said.customerName)</span>\
        <span>\(r.weekdayDate(said.saidAt.milliseconds))</span></p>
        <header><h1>\(r("What it is about"))</h1><p class="quiet">\(r("Choose a sentence, or select words, and say whether they are about a product, a service or an idea."))</p></header>
        \(Field.problem(problem))
        \(MarkedText(coding: coding, viewer: viewer).body(r))
        \(form(r))\(marks(r))\(invitation(r))\(CodeBookView(rules: coding.book.rules(for: r), version: coding.book.version).body(r))</div>
        """
    }

    private func placeName(_ r: Reader) -> String {
        guard case .message = said.source, let conversation = said.conversation else {
            return r("Answer to a survey")
        }
        return r("Conversation \(conversation.description)")
    }

    // MARK: To mark

    /// Sentences, and what others marked; without those in which the viewer has marked something.
    private var choices: [TextSpan] {
        let all = Set(SpannedText(said.text).sentences().prefix(300) + coding.mentions.map(\.span))
        return all.filter { span in !own.contains { $0.span.overlaps(span) } }.sorted {
            ($0.begin, $0.length) < ($1.begin, $1.length)
        }
    }

    private func form(_ r: Reader) -> HTML {
        let text = SpannedText(said.text)
        let rows = choices.map { span -> HTML in
            """
            <label class="mention-choice"><input type="radio" name="span" value="\(span.description)"> <span dir="auto">\(text.words(span) ?? "")</span></label>
            """
        }
        guard !rows.isEmpty || !selected.words.isEmpty else {
            return "<p class=\"quiet\">\(r("Every sentence is marked."))</p>"
        }
        return """
            <form class="card mention-form" method="post" action="\(path)" data-mention>\(frame.csrfField)\
            <input type="hidden" name="words" value="\(selected.words)"><input type="hidden" name="near" value="\(selected.near)">\
            <fieldset><legend>\(r("1. Which words"))</legend>\
            <p class="mention-selected" role="status"\(flag: "hidden", if: selected.words.isEmpty)>\(Icon.check) <q dir="auto">\(selected.words)</q></p>\(rows)</fieldset>\
            <fieldset><legend>\(r("2. What they are about"))</legend>\(buttons(r))\
            <details><summary>\(r("Other degrees"))</summary>\(DegreeFields(scope: "new-").body(r))\
            <button class="button small plain" name="degrees" value="typed">\(r("Mark"))</button></details></fieldset></form>
            """
    }

    private func buttons(_ r: Reader) -> HTML {
        let all = Degrees.presets.map { degrees -> HTML in
            "<button class=\"button small plain degree-\(String(degrees.largest))\" name=\"degrees\" value=\"\(degrees.description)\">\(degrees.name(r))</button>"
        }
        return "<div class=\"degree-buttons\">\(all)</div>"
    }

    // MARK: What is marked

    private func marks(_ r: Reader) -> HTML {
        guard !coding.mentions.isEmpty else { return "" }
        return """
            <section class="card"><h2>\(r("What is marked"))</h2><ul class="mention-list">\(coding.mentions.map { mark($0, r) })</ul></section>
            """
    }

    private func mark(_ mention: Mention, _ r: Reader) -> HTML {
        let isOwn = mention.coder == .person(viewer)
        return """
            <li id="mention\(mention.id.description)"><q dir="auto">\(mention.words)</q>\
            <span class="mention-degrees">\(degrees(mention, r))</span>\
            <small class="quiet">\(coder(mention, r))\(if: !mention.isCounted, HTML(escaping: " · " + r("a second coding: it tells how far coders agree")))</small>\
            \(if: isOwn, change(mention, r))\(if: isOwn || isAdministrator, removal(mention, r))</li>
            """
    }

    /// Who codes words that a colleague has coded must not know how.
    private func degrees(_ mention: Mention, _ r: Reader) -> HTML {
        guard MarkedText(coding: coding, viewer: viewer).isShown(mention) else {
            return "<span class=\"quiet\">\(r("Mark these words too to see how a colleague did."))</span>"
        }
        return
            "<span class=\"tag degree-\(String(mention.degrees.largest))\">\(mention.degrees.name(r))</span>"
    }

    private func coder(_ mention: Mention, _ r: Reader) -> String {
        let version = mention.book == 0 ? r("the shipped rules") : r("rules \(mention.book)")
        return switch mention.coder {
        case .person(let id): r("\(coding.agentNames[id] ?? "–"), by \(version)")
        case .customer: r("by the customer, who was asked")
        case .model(let name): r("proposed by \(name), by \(version)")
        }
    }

    private func change(_ mention: Mention, _ r: Reader) -> HTML {
        """
        <details><summary>\(r("Change"))</summary><form method="post" action="/mentions/\(mention.id.description)/degrees">\(frame.csrfField)\(buttons(r))\
        \(DegreeFields(scope: "m\(mention.id)-").body(r))<button class="button small plain" name="degrees" value="typed">\(r("Save"))</button></form></details>
        """
    }

    /// Who said it knows best what it was about; they are asked once.
    private func invitation(_ r: Reader) -> HTML {
        let asked = coding.invitedAt.map {
            "<p>\(Icon.check) \(r("They were asked on \(r.date($0.milliseconds))."))</p>" as HTML
        }
        let button: HTML = """
            <form method="post" action="\(said.source.invitationPath)">\(frame.csrfField)<button class="button small plain">\(r("Ask by mail"))</button></form>
            """
        return """
            <section class="card"><h2>\(r("Ask the customer"))</h2>\
            <p class="quiet">\(r("A link in a mail shows them their own words, and they say what they were about. Nobody is asked twice for the same words, or more than once a month."))</p>\(asked ?? button)</section>
            """
    }

    private func removal(_ mention: Mention, _ r: Reader) -> HTML {
        """
        <form method="post" action="/mentions/\(mention.id.description)/removal">\(frame.csrfField)<button class="quiet-button">\(r("Remove"))\
        <span class="hidden">: \(mention.words.shortened(to: 60))</span></button></form>
        """
    }
}

/// Three numbers that make 100.
struct DegreeFields {
    let scope: String

    func body(_ r: Reader) -> HTML {
        """
        <div class="degree-fields">\(Field.number("product", r("Product, %"), required: false, scope: scope))\
        \(Field.number("service", r("Service, %"), required: false, scope: scope))\
        \(Field.number("idea", r("Idea, %"), required: false, scope: scope))</div>
        """
    }
}

/// A message with its marks in it.
struct MarkedText {
    let coding: HeardMentions.Coding
    let viewer: Agent.ID

    /// A colleague's coding only once the viewer has coded these words.
    func isShown(_ mention: Mention) -> Bool {
        switch mention.coder {
        case .person(viewer), .model: return true
        case .person, .customer: break
        }
        return coding.mentions.contains { $0.coder == .person(viewer) && $0.span.overlaps(mention.span) }
    }

    func body(_ r: Reader) -> HTML {
        let text = SpannedText(coding.said.text)
        var pieces: [HTML] = []
        var place = 0
        for mention in coding.mentions where mention.isCounted && mention.span.begin >= place {
            pieces.append(plain(text, place..<mention.span.begin))
            pieces.append(mark(mention, text, r))
            place = mention.span.end
        }
        pieces.append(plain(text, place..<text.scalars.count))
        return "<div class=\"card mention-text\" data-mention-text dir=\"auto\">\(pieces)</div>"
    }

    private func mark(_ mention: Mention, _ text: SpannedText, _ r: Reader) -> HTML {
        let known = isShown(mention)
        return """
            <mark class="degree-\(known ? String(mention.degrees.largest) : "0")" title="\(known ? mention.degrees.name(r) : r("marked by a colleague"))">\
            \(plain(text, mention.span.begin..<mention.span.end))</mark>
            """
    }

    private func plain(_ text: SpannedText, _ range: Range<Int>) -> HTML {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text.scalars[range.clamped(to: text.scalars.indices)])
        return HTML(escaping: String(view))
    }
}
