extension MailComposer {
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

    /// The most ids to name: the first, which starts the thread for every
    /// reader, and the latest. Source: RFC 5537 section 3.4.4.
    private static let mostReferences = 30

    /// In-Reply-To and References. What others wrote as ids is left out where
    /// it cannot be one: it would thread nothing and could break the header.
    static func thread(_ mail: OutgoingMail) -> [UInt8] {
        var result: [UInt8] = []
        let answered = mail.inReplyTo.flatMap(usableID)
        if let answered {
            var header = HeaderWriter(name: "In-Reply-To")
            header.add("<\(answered)>")
            result += header.line
        }
        var seen: Set<String> = []
        let candidates = mail.references.prefix(1) + mail.references.dropFirst().suffix(1000)
        var ids = candidates.compactMap(usableID).filter { $0 != answered && seen.insert($0).inserted }
        // Readers take the last for the message that is answered.
        if let answered { ids.append(answered) }
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
}
