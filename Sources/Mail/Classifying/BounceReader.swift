/// Reads a bounce: whom it did not reach, what the server said, why.
struct BounceReader {
    let fields: HeaderFields
    let mail: ParsedMail
    let reports: Reports
    let signs: BounceSigns

    /// - Returns: `nil` when the message only looked like a bounce.
    func read() -> Bounce? {
        let text = words
        let original = OriginalMessage(part: reports.original, text: Array(text.utf8)[...])
        var told = head(of: text, upTo: original.offset)
        var evidence = BounceEvidence(report: reports.delivery, told: told)
        var finding = BounceReasoning(evidence: evidence).finding
        if !finding.isClear, original.offset != nil {
            // Some systems show the header first and say what is wrong below.
            told = head(of: text, upTo: nil)
            evidence = BounceEvidence(report: reports.delivery, told: told)
            finding = BounceReasoning(evidence: evidence).finding
        }
        let isSaid = finding.isClear || evidence.hasRefusal
        let isMade =
            signs.saysSo || signs.isNullSender || reports.original != nil || original.offset != nil
            || evidence.hasRefusal
        guard signs.isCertain || isSaid && isMade || signs.isDaemon && signs.saysSo else { return nil }

        var bounce = Bounce()
        bounce.status = finding.status
        bounce.smtpReply = finding.reply
        bounce.reason = finding.reason
        bounce.isHard = finding.isHard
        bounce.isDelayed = isDelayed(told)
        bounce.recipients = recipients(told, original)
        bounce.originalMessageID = original.messageID ?? mail.inReplyTo.first
        bounce.originalSubject = original.subject
        bounce.explanation = BounceExplanation.sentence(bounce, said: evidence.said)
        return bounce
    }

    private func head(of text: String, upTo offset: Int?) -> String {
        String(decoding: Array(text.utf8.prefix(min(offset ?? 16_384, 16_384))), as: UTF8.self)
    }

    /// The words for people, whatever they are written in.
    private var words: String {
        if let text = mail.text, !text.isBlank {
            return String(decoding: text.utf8.prefix(65_536), as: UTF8.self)
        }
        return mail.html.map { HTMLText.plain(String(decoding: $0.utf8.prefix(262_144), as: UTF8.self)) }
            ?? ""
    }

    private func isDelayed(_ told: String) -> Bool {
        if let delivery = reports.delivery, !delivery.recipients.isEmpty,
            delivery.recipients.contains(where: { $0.action != nil })
        {
            return delivery.isOnlyDelay
        }
        let text = Array((mail.subject + "\n" + told).utf8)[...]
        return Self.delayed.occurs(in: text) && !Self.final.occurs(in: text)
    }

    private static let delayed = PhraseSet([
        "delayed", "warning: could not send", "will be retried", "will continue to be attempted",
        "still trying",
        "will keep trying", "not yet been delivered", "temporary delivery", "verzögert",
    ])
    private static let final = PhraseSet([
        "permanent", "giving up", "gave up", "will not be retried", "has been returned",
        "could not be delivered for",
    ])

    private func recipients(_ told: String, _ original: OriginalMessage) -> [String] {
        var found = (reports.delivery?.failures ?? []).compactMap(\.address).filter { $0.contains("@") }
        if found.isEmpty, let value = fields.raw("x-failed-recipients") {
            found = AddressList.parse(value, limit: 50).map(\.address)
        }
        if found.isEmpty { found = addresses(in: told) }
        if found.isEmpty { found = (reports.delivery?.failures ?? []).compactMap(\.address) }
        if found.isEmpty { found = original.recipients }
        var seen: Set<String> = []
        return found.filter { seen.insert($0.lowercased()).inserted }.prefix(100).map { $0 }
    }

    /// Addresses in the words, but not those of mail systems or our own.
    private func addresses(in told: String) -> [String] {
        let own = Set((mail.to + mail.from).map { $0.address.lowercased() })
        var result: [String] = []
        for word in told.split(whereSeparator: { " \n\t<>()[]\"',;".contains($0) })
        where word.contains("@") && word.utf8.count < 255 {
            var address = word[...]
            while let last = address.last, last == ":" || last == "." || last == "!" || last == "?" {
                address = address.dropLast()
            }
            if address.hasPrefix("mailto:") { address = address.dropFirst(7) }
            let lower = address.lowercased()
            guard address.first != "@", address.last != "@", address.contains("."), !own.contains(lower),
                !lower.hasPrefix("mailer-daemon"), !lower.hasPrefix("postmaster")
            else { continue }
            result.append(String(address))
            if result.count >= 20 { break }
        }
        return result
    }
}
