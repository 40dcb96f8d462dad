extension StoryConversation {
    /// The message that arrives at a beat.
    func mail(_ index: Int) -> StoryMail {
        switch beats[index].what {
        case .newsletter:
            return toNobody(index, .newsletter, StoryTexts.newsletters[number % StoryTexts.newsletters.count])
        case .spam(let which): return toNobody(index, .spam, StoryTexts.spam[which])
        case .away:
            let back = StoryCalendar.dayNumber(beats[index].at) + 5 + Int64(number % 9)
            let away = StoryTexts.away(customer.language, until: StoryCalendar.date(back, customer.language))
            return mail(
                index, .automatic, from: person, subject: "\(away.subject): Re: \(subject)", text: away.text)
        case .bounce:
            let bounce = StoryTexts.bounces[number % StoryTexts.bounces.count]
            let kind = StoryMail.Kind.bounce(
                address: customer.email, status: bounce.status, reason: bounce.reason)
            let text =
                "This is the mail system at host mail.\(StoryCast.domain).\n\nI'm sorry to have to inform you that "
                + "your message could not be delivered to one or more recipients.\n\n<\(customer.email)>: \(bounce.reason)"
            let robot = StoryPerson(
                name: "Mail Delivery System", address: "mailer-daemon@mail.\(StoryCast.domain)",
                language: .english)
            return mail(index, kind, from: robot, subject: "Undelivered Mail Returned to Sender", text: text)
        case .ask where beats.dropFirst().first.map({ $0.what.isRecovery }) == true:
            return mail(index, .spam, from: person, subject: subject, text: text(index))
        case .ask: return mail(index, .person, from: person, subject: subject, text: text(index))
        default: return mail(index, .person, from: person, subject: "Re: \(subject)", text: text(index))
        }
    }

    private func toNobody(_ index: Int, _ kind: StoryMail.Kind, _ sender: (String, String, String, String))
        -> StoryMail
    {
        let from = StoryPerson(name: sender.0, address: sender.1, language: .english)
        return mail(index, kind, from: from, subject: sender.2, text: sender.3)
    }

    private func mail(
        _ index: Int, _ kind: StoryMail.Kind, from: StoryPerson, subject: String, text: String
    ) -> StoryMail {
        var random = StoryRandom(seed, 0x3a, UInt64(number), UInt64(index))
        let isPersonal = kind == .person
        return StoryMail(
            id: id(index, from.address), at: beats[index].at, kind: kind, mailbox: matter.mailbox, from: from,
            copy: isPersonal && random.happens(40) ? companion(&random) : nil, subject: subject, text: text,
            signature: isPersonal ? customer.signature : "",
            quote: kind == .newsletter ? nil : quote(before: index, random.happens(820) || kind.isBounce),
            references: earlier(index), hasHTML: (isPersonal && customer.writesHTML) || kind == .newsletter,
            isLatin1: from.language != .english && random.happens(300) && Self.fitsLatin1(subject + text),
            files: isPersonal ? files(index) : [])
    }

    /// Deterministic, so that a later message can refer to it.
    private func id(_ index: Int, _ address: String) -> String {
        let domain = address.split(separator: "@").last ?? "mail.example"
        return "story.\(String(seed, radix: 36)).\(number).\(index)@\(domain)"
    }

    /// The customer's own mails before this one.
    private func earlier(_ index: Int) -> [String] {
        beats[..<index].indices.filter { beats[$0].what.isCustomersMail }.map { id($0, customer.email) }
    }

    /// The last answer of the staff, which mail programs put below.
    private func quote(before index: Int, _ isQuoted: Bool) -> StoryMail.Quote? {
        guard let last = beats[..<index].indices.last(where: { beats[$0].what.isAnswer }) else { return nil }
        return StoryMail.Quote(
            message: last, at: beats[last].at, by: matter.mailbox.name, address: matter.mailbox.address,
            text: isQuoted ? text(last) : "")
    }

    private func companion(_ random: inout StoryRandom) -> StoryPerson {
        let name = random.one(of: StoryNames.of(customer.language).first)
        let plain = StoryCustomer.plain(name) + "." + StoryCustomer.plain(customer.last)
        return StoryPerson(
            name: "\(name) \(customer.last)", address: "\(plain).\(number)@home.example",
            language: customer.language)
    }

    /// A message that speaks of something attached has it attached.
    func files(_ index: Int) -> [StoryFile] {
        let words = text(index)
        let mark = UInt64(number) << 8 | UInt64(index & 0xff)
        if case .ask = beats[index].what, words.holds("hoto") {
            return [StoryFile(name: "IMG_\(1_000 + number % 9_000).png", content: .photo(seed: seed ^ mark))]
        }
        guard ["ttached", "as a PDF", "als PDF", "pièce jointe"].contains(where: words.holds) else {
            return []
        }
        let isOurs = beats[index].what.isAnswer
        let date = StoryCalendar.date(StoryCalendar.dayNumber(beats[index].at), .english)
        let lines = [
            isOurs ? StoryCast.clinic : customer.name,
            isOurs ? "\(StoryCast.street), \(StoryCast.town)" : customer.phone, "",
            subject, "\(date), file \(slots[.file])", "", "For \(isOurs ? customer.name : StoryCast.clinic)",
        ]
        let name = "\(matter.tags.first?.replacing(" ", with: "-") ?? "paper")-\(slots[.file]).pdf"
        return [StoryFile(name: name, content: .paper(lines: lines))]
    }

    private static func fitsLatin1(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy {
            $0.value < 256 || $0 == "\u{201e}" || $0 == "\u{201c}" || $0 == "\u{2019}"
        }
    }
}

extension StoryConversation.What {
    var isAnswer: Bool {
        switch self {
        case .answer, .reply, .settle: true
        default: false
        }
    }

    var isBounce: Bool { if case .bounce = self { true } else { false } }

    var isRecovery: Bool { if case .recover = self { true } else { false } }

    /// Whether it is a mail by the customer in person.
    var isCustomersMail: Bool {
        switch self {
        case .ask(.mail), .again(_, .mail), .thanks(.mail), .afterthought(.mail): true
        default: false
        }
    }
}

extension String {
    /// Whether it contains these words, byte by byte: some twenty times faster
    /// than by characters, and a story has a million texts.
    func holds(_ words: String) -> Bool {
        let sought = Array(words.utf8)
        var text = self
        return text.withUTF8 { text in
            guard sought.count <= text.count else { return false }
            return (0...(text.count - sought.count)).contains { start in
                text[start] == sought[0] && text[start..<(start + sought.count)].elementsEqual(sought)
            }
        }
    }
}
