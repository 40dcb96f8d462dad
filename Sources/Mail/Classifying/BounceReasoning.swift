/// Decides why a message did not arrive.
///
/// The server's words tell more than its codes, which many servers use
/// loosely; its own line tells more than the words for people.
struct BounceReasoning {
    struct Finding {
        var reason = Bounce.Reason.undefined
        var status: String?
        var reply: String?
        var isHard = false
        /// Whether words or a precise code name the reason.
        var isClear = false
    }

    let evidence: BounceEvidence

    var finding: Finding {
        var finding = Finding()
        let lines = evidence.diagnostics + evidence.quotes
        finding.status = status
        finding.reply =
            lines.lazy.compactMap { BounceStatus.reply(in: $0) }.first
            ?? BounceStatus.reply(in: evidence.told)
        finding.reason = reason(finding.status)
        finding.isClear = finding.reason != .undefined && finding.reason != .onhold
        finding.isHard = isHard(finding)
        return finding
    }

    /// The code of the server's own line before that of the report, which
    /// often knows no better than `5.0.0`.
    private var status: String? {
        let reported = evidence.statuses.first { !$0.hasPrefix("2") }
        let own = evidence.diagnostics.lazy.compactMap { BounceStatus.find(in: $0) }.first {
            !$0.hasPrefix("2")
        }
        if let own, !own.isGeneral || reported?.isGeneral ?? true { return own }
        if let reported, !reported.isGeneral { return reported }
        return BounceStatus.best(in: evidence.quotes + [evidence.told]) ?? own ?? reported
    }

    private func reason(_ status: String?) -> Bounce.Reason {
        let found = sources.lazy.compactMap { settled($0, status) }
        guard let first = found.first else { return fallback(status) }
        // A server that only says it failed may have said why before.
        if Self.vague.contains(first), let better = found.first(where: { Self.definite.contains($0) }) {
            return better
        }
        return first
    }

    private func fallback(_ status: String?) -> Bounce.Reason {
        if evidence.isLocalProgram { return .mailererror }
        if let status, let found = Self.byStatus[status.dropClass] { return found }
        return evidence.hasRefusal || status != nil ? .onhold : .undefined
    }

    private static let vague: Set<Bounce.Reason> = [
        .systemerror, .policyviolation, .expired, .mailererror, .networkerror,
    ]
    private static let definite: Set<Bounce.Reason> = [
        .userunknown, .mailboxfull, .hasmoved, .suspend, .virusdetected,
    ]

    /// From the most to the least telling.
    private var sources: [String] {
        var texts = evidence.diagnostics.map(Self.inner)
        texts += evidence.quotes.map(Self.inner)
        if !evidence.isLocalProgram { texts.append(evidence.told) }
        return texts.filter { $0.utf8.count > 3 }
    }

    /// What the far server said, where the near one wraps it: `5.1.0 -
    /// Unknown address error 550-'5.7.1 Access denied'`.
    private static func inner(_ text: String) -> String {
        guard let open = text.firstIndex(of: "'"), let close = text.lastIndex(of: "'"), open < close,
            text[..<open].hasSuffix("-") || text[..<open].hasSuffix("- "), text[..<open].contains(" - ")
        else { return text }
        return String(text[text.index(after: open)..<close])
    }

    private func settled(_ text: String, _ status: String?) -> Bounce.Reason? {
        guard let found = BouncePhrases.reason(in: text) else { return nil }
        switch found {
        case .userunknown where evidence.command == "MAIL": return .rejected
        case .userunknown where !isAddressStatus(status): return unconfirmed(text, status)
        case .hostunknown where evidence.command == "MAIL": return .rejected
        case .spamdetected where status?.dropClass.hasPrefix("6.") ?? false: return .contenterror
        default: return found
        }
    }

    /// Whether a code says that the address is the trouble.
    private func isAddressStatus(_ status: String?) -> Bool {
        let codes = evidence.statuses + (status.map { [$0] } ?? [])
        return codes.contains { ["1.0", "1.1", "1.2", "1.3", "1.5", "1.10"].contains($0.dropClass) }
    }

    /// Whoever calls an address unknown only after the whole message has
    /// come, or with the code of a closed mailbox, filters.
    private func unconfirmed(_ text: String, _ status: String?) -> Bounce.Reason {
        if Self.certain.occurs(in: text) { return .userunknown }
        if evidence.command == "DATA" { return .filtered }
        if evidence.command == nil, let status, ["2.0", "2.1"].contains(status.dropClass) {
            return .filtered
        }
        return .userunknown
    }

    /// An address or a domain that is not there stays away.
    private func isHard(_ finding: Finding) -> Bool {
        switch finding.reason {
        case .userunknown: isConfirmed(finding.status)
        case .hostunknown, .hasmoved: true
        case .notaccept: !(finding.status?.hasPrefix("4.") ?? false) || finding.status == "4.0.0"
        default: false
        }
    }

    /// Whether an address is given up for good: by a code for it, at the
    /// command that names it, by the server's own reply in a report, or in
    /// words that leave no doubt. Free text alone has been wrong too often.
    private func isConfirmed(_ status: String?) -> Bool {
        if isAddressStatus(status) || evidence.command == "RCPT" { return true }
        let own = evidence.diagnostics.joined(separator: " ")
        if Self.certain.occurs(in: own) { return true }
        if status == nil, BounceStatus.reply(in: own) != nil { return true }
        return Self.doubtless.occurs(in: evidence.told) || Self.doubtless.occurs(in: own)
    }

    private static let certain = PhraseSet([
        "this user doesn't have a", "destinataire invalide", "invalid recipient",
    ])
    private static let doubtless = PhraseSet([
        "recipient name is not recognized", "unknown recipient", "unknown user:", "not listed in", "見つかりません",
        "invalid recipient", "destinataire invalide",
        "address not found", "couldn't be found", "could not be found", "wurde nicht gefunden",
        "not found in directory", "user not listed", "account does not exist at",
        "requested action not taken: mailbox unavailable", "recipient address rejected: access denied",
    ])

    /// What a code says where words are missing; without its class.
    ///
    /// Source: RFC 3463, RFC 5248 and the IANA registry of enhanced codes.
    private static let byStatus: [String: Bounce.Reason] = [
        "1.0": .userunknown, "1.1": .userunknown, "1.2": .hostunknown, "1.3": .userunknown, "1.4": .filtered,
        "1.5": .userunknown,
        "1.6": .hasmoved, "1.7": .rejected, "1.8": .rejected, "1.9": .systemerror, "1.10": .notaccept,
        "2.0": .filtered, "2.1": .filtered, "2.2": .mailboxfull, "2.3": .exceedlimit, "2.4": .filtered,
        "3.0": .systemerror, "3.1": .systemfull, "3.2": .notaccept, "3.3": .systemerror, "3.4": .mesgtoobig,
        "3.5": .systemerror,
        "4.0": .networkerror, "4.1": .expired, "4.2": .networkerror, "4.3": .systemerror, "4.4": .hostunknown,
        "4.5": .networkerror,
        "4.6": .networkerror, "4.7": .expired, "4.8": .networkerror,
        "5.0": .mailererror, "5.1": .syntaxerror, "5.2": .syntaxerror, "5.3": .toomanyconn,
        "5.4": .syntaxerror, "5.5": .syntaxerror,
        "6.0": .contenterror, "6.1": .contenterror, "6.2": .contenterror, "6.3": .contenterror,
        "6.4": .contenterror, "6.5": .contenterror,
        "6.6": .contenterror, "6.7": .contenterror, "6.8": .contenterror, "6.9": .spamdetected,
        "7.0": .securityerror, "7.1": .securityerror, "7.2": .filtered, "7.3": .securityerror,
        "7.4": .securityerror, "7.5": .securityerror,
        "7.6": .securityerror, "7.7": .securityerror, "7.8": .securityerror, "7.9": .securityerror,
        "7.10": .failedstarttls, "7.11": .securityerror,
        "7.13": .suspend, "7.17": .hasmoved, "7.18": .hostunknown, "7.20": .authfailure, "7.21": .authfailure,
        "7.22": .authfailure,
        "7.23": .authfailure, "7.24": .authfailure, "7.25": .requireptr, "7.26": .authfailure,
        "7.27": .notaccept, "7.28": .toomanyconn,
    ]
}

private extension String {
    /// `5.1.1` → `1.1`
    var dropClass: String { String(drop { $0 != "." }.dropFirst()) }

    /// Whether it is a code that only tells the class: `5.0.0`.
    var isGeneral: Bool { hasSuffix(".0.0") }
}
