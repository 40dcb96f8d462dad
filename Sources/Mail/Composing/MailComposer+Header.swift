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
