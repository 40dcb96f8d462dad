import Localization
import Markup

/// Conversations as rows: the inbox and the results of a search.
enum ConversationLines {
    static func list(_ lines: [Conversations.Line], _ r: Reader) -> HTML {
        "<ol class=\"lines\" id=\"lines\" data-live>\(lines.map { line($0, r) })</ol>"
    }

    private static func line(_ line: Conversations.Line, _ r: Reader) -> HTML {
        let conversation = line.conversation
        let since = conversation.waitingSince.milliseconds
        return """
            <li class="line\(line.isUnread ? " unread" : "")" data-id="\(conversation.id.description)">\
            <span class="light\(conversation.isOpen ? " on" : "")" aria-hidden="true"></span>\
            <a class="who" href="/conversations/\(conversation.id.description)"><span class="name">\(line.customerName)</span>\
            <span class="subject">\(if: line.isUnread, unread(r))\(subject(conversation, r))</span></a>\
            <span class="snippet">\(waits(line, r))\(conversation.snippet)</span>\
            <span class="marks">\(promise(line, r))\(untold(line, r))\(priority(conversation, r))\(line.tags.map { "<span class=\"tag\">\($0)</span>" as HTML })\
            \(assignee(line, r))</span>\
            <time datetime="\(r.iso(since))" title="\(r.dateTime(since))">\(r.ago(since))</time></li>
            """
    }

    /// Where it is another's move: whose, and why.
    private static func waits(_ line: Conversations.Line, _ r: Reader) -> HTML {
        guard let now = line.waits, !line.conversation.isOpen, !line.conversation.isResolved else {
            return ""
        }
        let words = now.reason(r, customer: line.customerName) ?? line.conversation.state.name(for: r)
        let whose: String =
            switch now.party {
            case .customer: r("\(line.customerName)’s move")
            case .partner: r("The partner’s move")
            case .team: r("The team’s move")
            case .us, .nobody: line.conversation.state.name(for: r)
            }
        return "<span class=\"waits\">\(whose == words ? whose : "\(whose): \(words)")</span> "
    }

    private static func promise(_ line: Conversations.Line, _ r: Reader) -> HTML {
        line.brokenPromise.map {
            "<span class=\"tag broken\" title=\"\($0)\">\(r("Promise broken")): \($0)</span>"
        } ?? ""
    }

    private static func untold(_ line: Conversations.Line, _ r: Reader) -> HTML {
        line.untoldSince.map {
            "<span class=\"tag broken\">\(r("Cost to be told since \(r.shortDate($0))"))</span>"
        } ?? ""
    }

    private static func unread(_ r: Reader) -> HTML { "<span class=\"hidden\">\(r("Unread")): </span>" }

    static func subject(_ conversation: Conversation, _ r: Reader) -> HTML {
        HTML(escaping: conversation.subject.nonEmpty ?? r("(no subject)"))
    }

    private static func priority(_ conversation: Conversation, _ r: Reader) -> HTML {
        switch conversation.priority {
        case .low, .normal: ""
        case .high, .urgent:
            "<span class=\"tag priority-\(conversation.priority.word)\">\(conversation.priority.name(for: r))</span>"
        }
    }

    private static func assignee(_ line: Conversations.Line, _ r: Reader) -> HTML {
        guard let name = line.assigneeName else { return "" }
        return """
            <span class="mark" title="\(name)"><span aria-hidden="true">\(Agent.initials(of: name))</span>\
            <span class="hidden">\(r("Assigned to \(name)"))</span></span>
            """
    }
}
