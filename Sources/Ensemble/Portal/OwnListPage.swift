import Localization
import Markup

/// A customer's conversations, latest first.
struct OwnListPage: Page {
    let listing: Conversations.OwnListing
    let isFirst: Bool
    /// What they can be asked now.
    var questions: [(ask: SurveyAsk, title: String)] = []
    let frame: Frame

    static var samples: [OwnListPage] {
        var settled = Samples.conversation
        settled.state = .resolved(at: Samples.now - .days(30))
        let lines = [
            Conversations.OwnLine(conversation: Samples.answered, isUnread: true),
            Conversations.OwnLine(conversation: Samples.conversation, isUnread: false),
            Conversations.OwnLine(conversation: settled, isUnread: false),
        ]
        return [
            OwnListPage(
                listing: Conversations.OwnListing(lines: lines, next: Keyset(moment: Samples.now, id: 1)),
                isFirst: false, questions: Samples.ownSurveysPages[0].own.open, frame: .sampleCustomer),
            OwnListPage(
                listing: Conversations.OwnListing(lines: [], next: nil), isFirst: true, frame: .sampleCustomer
            ),
        ]
    }

    func title(_ r: Reader) -> String { r("My conversations") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet" aria-labelledby="own-title">
        <header class="inbox-head"><h1 id="own-title">\(r("My conversations"))</h1>\
        <p class="quiet">\(r("Latest first"))</p>\
        <a class="button plain" href="/contact">\(r("Write to us"))</a></header>
        \(OwnQuestionsView(open: questions).body(r))
        \(listing.lines.isEmpty ? empty(r) : list(r))
        \(pages(r))
        <p><a href="/my/surveys">\(r("What you told us"))</a></p>
        </section>
        """
    }

    private func empty(_ r: Reader) -> HTML {
        "<p class=\"empty\">\(r("There is nothing here yet. What you write to us will be here."))</p>"
    }

    private func list(_ r: Reader) -> HTML {
        "<ol class=\"lines\">\(listing.lines.map { line($0, r) })</ol>"
    }

    private func line(_ line: Conversations.OwnLine, _ r: Reader) -> HTML {
        let conversation = line.conversation
        let at = conversation.lastMessageAt.milliseconds
        let turn = OwnTurn(of: conversation)
        return """
            <li class="line\(line.isUnread ? " unread" : "")">\
            <span class="light\(turn == .yours ? " on" : "")" aria-hidden="true"></span>\
            <a class="who" href="/my/conversations/\(conversation.id.description)">\
            <span class="subject">\(if: line.isUnread, unread(r))\(ConversationLines.subject(conversation, r))</span></a>\
            <span class="snippet">\(turn.words(r))\(line.waits?.ownReason(r).map { ": \($0)" as HTML })</span>\
            <time datetime="\(r.iso(at))" title="\(r.dateTime(at))">\(r.ago(at))</time></li>
            """
    }

    private func unread(_ r: Reader) -> HTML { "<span class=\"hidden\">\(r("New answer")): </span>" }

    private func pages(_ r: Reader) -> HTML {
        """
        <nav class="pages" aria-label="\(r("Pages"))">\
        \(if: !isFirst, "<a href=\"/my\">\(r("First page"))</a>")\
        \(listing.next.map { next -> HTML in "<a href=\"/my?after=\(next.description)\" rel=\"next\">\(r("Next page"))</a>" })</nav>
        """
    }
}

/// Whose move it is, as the customer sees it.
enum OwnTurn: Equatable {
    case yours, ours, partners, over

    init(of conversation: Conversation) {
        switch conversation.state {
        case .new, .open, .waiting(.team), .waiting(.until): self = .ours
        case .waiting(.customer): self = .yours
        case .waiting(.partner): self = .partners
        case .resolved, .merged: self = .over
        }
    }

    func words(_ r: Reader) -> String {
        switch self {
        case .yours: r("Your move")
        case .ours: r("Our move: we will answer")
        case .partners: r("We wait for a partner of ours")
        case .over: r("Settled")
        }
    }
}
