import Mail

/// What stands for messages that are not fetched whole.
extension MailboxPoller {
    /// What is kept of a message too large to fetch.
    static func cut(_ header: [UInt8], size: Int) -> [UInt8] {
        var raw = header.filter { $0 != 0 }
        while let last = raw.last, last == 10 || last == 13 { raw.removeLast() }
        let words = "This message has \(size) bytes, more than are fetched. It is still in the mailbox."
        // Its own header says how the body is encoded, which ours is not.
        return Array("X-Ensemble-Cut: \(size)\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n".utf8)
            + HeaderFilter.without(["content-type", "content-transfer-encoding", "mime-version"], raw)
            + Array("\r\n\r\n\(words)\r\n".utf8)
    }

    /// What is kept of a message that the server lists but does not hand out.
    static func notice(of uid: UInt32, at mailbox: Mailbox, because why: String) -> [UInt8] {
        let text = """
            To: \(mailbox.address)\r
            Subject: A message that the mail server does not hand out\r
            MIME-Version: 1.0\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Transfer-Encoding: 8bit\r
            X-Ensemble-Cut: 0\r
            \r
            Message \(uid) is still in the mailbox. The mail server said: \(why.oneLine.shortened(to: 500))\r

            """
        return Array(text.utf8)
    }
}

/// Leaves fields out of a header, with their folded lines.
enum HeaderFilter {
    static func without(_ names: Set<String>, _ header: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        var keeps = true
        for line in header.split(separator: 10, omittingEmptySubsequences: true) {
            if line.first != 32, line.first != 9 {
                let name = String(decoding: line.prefix { $0 != 58 }, as: UTF8.self).lowercased()
                keeps = !names.contains(name)
            }
            if keeps { kept += line + [10] }
        }
        return kept
    }
}
