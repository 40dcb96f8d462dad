/// A message that arrives, as what it says; `raw` makes the bytes.
struct StoryMail: Equatable, Sendable {
    /// A part of the conversation that this message answers.
    struct Quote: Equatable, Sendable {
        /// The place in the conversation of the message answered.
        let message: Int
        let at: Int64
        let by: String
        let address: String
        let text: String
    }

    /// What kind of sender it is.
    enum Kind: Equatable, Sendable {
        case person
        /// An out-of-office reply.
        case automatic
        /// The mail system says that our message did not arrive: the address
        /// and what the other server answered.
        case bounce(address: String, status: String, reason: String)
        case newsletter
        /// A filter in front of the desk marked it.
        case spam
    }

    /// Its own name, without angle brackets; unique in the story.
    let id: String
    let at: Int64
    let kind: Kind
    let mailbox: StoryCast.Mailbox
    let from: StoryPerson
    let copy: StoryPerson?
    let subject: String
    let text: String
    let signature: String
    let quote: Quote?
    /// The ids of the customer's own earlier messages, oldest first.
    let references: [String]
    let hasHTML: Bool
    let isLatin1: Bool
    let files: [StoryFile]
}

extension StoryMail {
    /// The message as RFC 5322 bytes with CRLF line ends.
    /// - Parameter messageID: the Message-ID, without brackets, that the desk
    ///   gave to our message at this place of the conversation, if it is known.
    func raw(messageID: (_ message: Int) -> String? = { _ in nil }) -> [UInt8] {
        var writer = StoryMailWriter(isLatin1: isLatin1, boundary: id)
        let answered = quote.flatMap { messageID($0.message) }
        writer.header("Return-Path", kind.isBounce ? "<>" : "<\(from.address)>")
        writer.header(
            "Received",
            "from mx.\(domain) (mx.\(domain) [192.0.2.\(1 + id.utf8.count % 250)]) by mail.\(StoryCast.domain) with ESMTPS; "
                + StoryCalendar.mailDate(at))
        writer.header("Date", StoryCalendar.mailDate(at))
        writer.person("From", from.name, from.address)
        writer.person("To", mailbox.name, mailbox.address)
        if let copy { writer.person("Cc", copy.name, copy.address) }
        writer.text("Subject", subject)
        writer.header("Message-ID", "<\(id)>")
        if let answered { writer.header("In-Reply-To", "<\(answered)>") }
        let references = references + (answered.map { [$0] } ?? [])
        if !references.isEmpty {
            writer.header("References", references.map { "<\($0)>" }.joined(separator: "\r\n "))
        }
        for (name, value) in kindHeaders { writer.header(name, value) }
        writer.header("MIME-Version", "1.0")
        if case .bounce(let address, let status, let reason) = kind {
            writer.report(
                text: text, address: address, status: status, reason: reason, at: at, answered: answered,
                to: mailbox)
        } else {
            writer.content(
                plain: plainBody, html: hasHTML ? htmlBody : nil, files: files)
        }
        return writer.bytes
    }

    private var domain: String { String(from.address.split(separator: "@").last ?? "mail.example") }

    private var kindHeaders: [(String, String)] {
        switch kind {
        case .person:
            [
                ("X-Mailer", hasHTML ? "Story Mail 16.0" : "Story Pocket Mail 3.2"),
                ("Content-Language", from.language.rawValue),
            ]
        case .automatic:
            [
                ("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All"),
                ("Precedence", "auto_reply"),
            ]
        case .bounce: [("Auto-Submitted", "auto-replied")]
        case .newsletter:
            [
                ("List-Id", "<news.\(domain)>"), ("List-Unsubscribe", "<https://\(domain)/unsubscribe>"),
                ("Precedence", "bulk"),
            ]
        case .spam:
            [
                ("X-Spam-Flag", "YES"), ("X-Spam-Score", "14.2"),
                ("X-Spam-Status", "Yes, score=14.2 required=5.0"),
            ]
        }
    }

    private var plainBody: String {
        var body = text
        if !signature.isEmpty {
            body += signature.contains("\n") ? "\n\n-- \n\(signature)" : "\n\n\(signature)"
        }
        if let quote {
            let lines = quote.text.split(separator: "\n", omittingEmptySubsequences: false)
            body +=
                "\n\n\(attribution(quote))\n"
                + lines.map { $0.isEmpty ? ">" : "> \($0)" }.joined(separator: "\n")
        }
        return body
    }

    private var htmlBody: String {
        var body = "<div dir=\"ltr\">" + StoryMailWriter.html(paragraphs: text) + "</div>"
        if !signature.isEmpty {
            body +=
                "<br><div class=\"signature\" style=\"color:#666666;font-size:12px\">"
                + StoryMailWriter.html(lines: signature) + "</div>"
        }
        if let quote {
            body +=
                "<br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">"
                + StoryMailWriter.html(lines: attribution(quote))
                + "<br></div><blockquote class=\"gmail_quote\" style=\"margin:0 0 0 .8ex;"
                + "border-left:1px solid #cccccc;padding-left:1ex\">"
                + StoryMailWriter.html(paragraphs: quote.text) + "</blockquote></div>"
        }
        return
            "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html\"></head>\r\n<body>\(body)</body></html>"
    }

    /// The line above a quotation, as mail programs of each language write it.
    private func attribution(_ quote: Quote) -> String {
        let number = StoryCalendar.dayNumber(quote.at)
        let (year, month, day) = StoryCalendar.civil(number)
        let (time, who) = (StoryCalendar.time(quote.at), "\(quote.by) <\(quote.address)>")
        let dotted = "\(StoryCalendar.two(day)).\(StoryCalendar.two(month)).\(year)"
        return switch from.language {
        case .english:
            "On \(StoryCalendar.weekdays(.english)[StoryCalendar.weekday(number)].prefix(3)), "
                + "\(StoryCalendar.months(.english)[month - 1].prefix(3)) \(day), \(year) at \(time) \(who) wrote:"
        case .german: "Am \(dotted) um \(time) schrieb \(who):"
        case .spanish: "El \(StoryCalendar.date(number, .spanish)) de \(year) a las \(time), \(who) escribió:"
        case .french: "Le \(StoryCalendar.date(number, .french)) \(year) à \(time), \(who) a écrit :"
        }
    }
}

extension StoryMail.Kind {
    var isBounce: Bool { if case .bounce = self { true } else { false } }
}
