extension MailComposer {
    /// Everything but what belongs to the body's own parts.
    static func header(of mail: OutgoingMail) throws(ComposeError) -> [UInt8] {
        var result = try addresses("From", [mail.from])
        if let sender = mail.sender { result += try addresses("Sender", [sender]) }
        if !mail.replyTo.isEmpty { result += try addresses("Reply-To", mail.replyTo) }
        if !mail.to.isEmpty { result += try addresses("To", mail.to) }
        if !mail.cc.isEmpty { result += try addresses("Cc", mail.cc) }
        if mail.to.isEmpty, mail.cc.isEmpty { result += Array("To: undisclosed-recipients:;\r\n".utf8) }
        for hidden in mail.bcc { _ = try written(hidden) }

        var subject = HeaderWriter(name: "Subject")
        subject.add(text: mail.subject)
        result += subject.line
        result += Array("Date: \(date(mail.date))\r\n".utf8)
        result += Array("Message-ID: <\(try checkedID(mail.messageID))>\r\n".utf8)
        result += thread(mail)
        result += automatic(mail.autoSubmitted)
        for (name, value) in mail.extraHeaders { result += try extra(name, value) }
        result += Array("MIME-Version: 1.0\r\n".utf8)
        return result
    }

    private static func addresses(_ name: String, _ list: [MailAddress]) throws(ComposeError) -> [UInt8] {
        var header = HeaderWriter(name: name)
        for (index, address) in list.enumerated() {
            let end = index + 1 < list.count ? "," : ""
            let written = try written(address)
            if let name = address.name?.forHeader, !name.isEmpty {
                header.add(phrase: name)
                header.add("<\(written)>\(end)")
            } else {
                header.add(written + end)
            }
        }
        return header.line
    }

    private static func written(_ address: MailAddress) throws(ComposeError) -> String {
        guard let written = AddressSyntax.written(address.address) else {
            throw .invalidAddress(address.address)
        }
        return written
    }

    // MARK: - Dates and ids

    /// `Sun, 22 Nov 2026 16:47:31 +0000`. Source: RFC 5322 section 3.3.
    static func date(_ milliseconds: Int64) -> String {
        // Years have four digits in a header: 1900 to 9999.
        let seconds = min(max(milliseconds, -2_208_988_800_000), 253_402_300_799_999).floorDivided(by: 1000)
        let days = seconds.floorDivided(by: 86_400)
        let time = Int(seconds - days * 86_400)
        // Counting from the first of March of the year 0 puts the leap day
        // last; 719,468 days lie between that and 1970.
        let shifted = days + 719_468
        let era = shifted.floorDivided(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5) + 1
        let month = Int(monthFromMarch < 10 ? monthFromMarch + 2 : monthFromMarch - 10)
        let year = yearOfEra + era * 400 + (month < 2 ? 1 : 0)
        let weekday = Int((days + 4) - (days + 4).floorDivided(by: 7) * 7)
        let names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(names[weekday]), \(two(day)) \(months[month]) \(year) "
            + "\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60)) +0000"
    }

    /// An id that may stand between angle brackets.
    static func checkedID(_ id: String) throws(ComposeError) -> String {
        guard id.utf8.count <= 250, isID(id), id.utf8.contains(UInt8(ascii: "@")) else {
            throw .invalidID(id)
        }
        return id
    }

    private static func isID(_ id: String) -> Bool {
        !id.isEmpty
            && id.utf8.allSatisfy {
                (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
            }
    }

    // MARK: - Thread

    /// The most ids to name: the first, which starts the thread for every
    /// reader, and the latest. Source: RFC 5537 section 3.4.4.
    private static let mostReferences = 30

    /// In-Reply-To and References. What others wrote as ids is left out where
    /// it cannot be one: it would thread nothing and could break the header.
    private static func thread(_ mail: OutgoingMail) -> [UInt8] {
        var result: [UInt8] = []
        let answered = mail.inReplyTo.flatMap(usableID)
        if let answered {
            var header = HeaderWriter(name: "In-Reply-To")
            header.add("<\(answered)>")
            result += header.line
        }
        var seen: Set<String> = []
        // The last mention of an id counts: the answered one stands last.
        let candidates = mail.references.prefix(1) + mail.references.dropFirst().suffix(1000)
        var ids = candidates.compactMap(usableID)
        if let answered { ids.append(answered) }
        ids = ids.reversed().filter { seen.insert($0).inserted }.reversed()
        guard !ids.isEmpty else { return result }
        if ids.count > mostReferences { ids = [ids[0]] + ids.suffix(mostReferences - 1) }
        var header = HeaderWriter(name: "References")
        for id in ids { header.add("<\(id)>") }
        return result + header.line
    }

    private static func usableID(_ id: String) -> String? {
        var id = id[...]
        if id.hasPrefix("<"), id.hasSuffix(">") { id = id.dropFirst().dropLast() }
        let text = String(id)
        return text.utf8.count <= 900 && isID(text) ? text : nil
    }

    // MARK: - Automatic mail and further headers

    private static func automatic(_ kind: AutoSubmitted?) -> [UInt8] {
        guard let kind else { return [] }
        // Exchange and Outlook heed their own header rather than RFC 3834.
        return Array("Auto-Submitted: \(kind.rawValue)\r\nX-Auto-Response-Suppress: All\r\n".utf8)
    }

    private static func extra(_ name: String, _ value: String) throws(ComposeError) -> [UInt8] {
        let key = name.lowercased()
        let isName =
            (1...76).contains(name.utf8.count)
            && name.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ":") }
        guard isName, !reserved.contains(key), !key.hasPrefix("content-"), !key.hasPrefix("resent-") else {
            throw .invalidHeader(name)
        }
        var header = HeaderWriter(name: name)
        header.add(text: value)
        return header.line
    }

    /// What the composer writes itself, and what only servers may write.
    private static let reserved: Set<String> = [
        "from", "sender", "reply-to", "to", "cc", "bcc", "subject", "date", "message-id", "in-reply-to",
        "references", "auto-submitted", "mime-version", "received", "return-path", "delivered-to",
    ]
}

extension Int64 {
    /// Divided and rounded down, also below zero. `divisor` is positive.
    fileprivate func floorDivided(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
