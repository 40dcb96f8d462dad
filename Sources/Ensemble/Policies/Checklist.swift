import Localization

/// What a policy asks an estimate to say, item by item: verified from the
/// estimate as far as it goes; what only a person can judge, confirmed by name.
struct Checklist: Sendable {
    enum Standing: String, Sendable, Codable {
        /// Seen to be there.
        case met
        /// Seen not to be there.
        case lacking
        /// To be confirmed by a person.
        case asked
        case confirmed
    }

    struct Item: Sendable {
        let what: PolicyPack.Content
        let standing: Standing
        /// Who confirmed it, and when.
        let confirmation: Estimates.Confirmation?
    }

    let items: [Item]
    /// Statements that do not stand there word for word.
    let missing: [String]
    /// Lines without the code of a service: five digits, or a letter and four.
    let uncoded: [String]

    init(
        _ policy: PolicyPack, _ content: EstimateContent, _ terms: Terms,
        _ confirmations: [Estimates.Confirmation]
    ) {
        let said = [content.notes, content.assumptions, content.exclusions].joined(separator: " ").folded
            .oneLine
        let missing = (policy.statements ?? []).filter { !said.contains($0.folded.oneLine) }
        let fingerprint = content.wording
        items = policy.contents.map { what in
            let seen = Self.standing(of: what, in: content, terms, isSaid: missing.isEmpty)
            let confirmation = confirmations.first { $0.what == what && $0.fingerprint == fingerprint }
            let isConfirmed = seen == .asked && confirmation != nil
            return Item(
                what: what, standing: isConfirmed ? .confirmed : seen,
                confirmation: isConfirmed ? confirmation : nil)
        }
        self.missing = policy.contents.contains(.disclaimers) ? missing : []
        uncoded =
            policy.contents.contains(.codes)
            ? content.lines.map(\.text).filter { $0.firstMatch(of: #/\b(\d{5}|[A-Z]\d{4})\b/#) == nil } : []
    }

    private static func standing(
        of what: PolicyPack.Content, in content: EstimateContent, _ terms: Terms, isSaid: Bool
    ) -> Standing {
        func seen(_ isThere: Bool) -> Standing { isThere ? .met : .lacking }
        switch what {
        case .title: return seen(!content.title.trimmed.isEmpty)
        case .lines: return seen(!content.lines.isEmpty && content.sums.high.gross > 0)
        case .validUntil: return seen(content.validUntil != nil)
        case .workDay: return seen(content.workDay != nil)
        case .assumptions: return seen(!content.assumptions.isEmpty)
        case .address:
            return seen(terms.address.split(whereSeparator: \.isNewline).count { !$0.isEmpty } >= 2)
        case .providers:
            let areNamed = !content.lines.isEmpty && content.lines.allSatisfy { !$0.provider.isEmpty }
            return areNamed ? .asked : .lacking
        case .disclaimers:
            guard !isSaid else { return .met }
            return content.notes.isEmpty ? .lacking : .asked
        case .withdrawal:
            // What the terms say of it stands on the estimate by itself.
            guard terms.withdrawal?.nonEmpty == nil else { return .met }
            return content.notes.isEmpty ? .lacking : .asked
        case .codes, .patient, .separately, .recurring: return .asked
        }
    }

    var lacking: [PolicyPack.Content] { items.filter { $0.standing == .lacking }.map(\.what) }
    var asked: [PolicyPack.Content] { items.filter { $0.standing == .asked }.map(\.what) }
}

extension EstimateContent {
    /// Of every word and number of it (SHA-256): what was confirmed holds for these.
    var wording: String { Digest.sha256(JSON.text(EstimateJSON(self))) }
}

extension EstimatePage.View {
    /// The statements of the rules that do not stand in what was typed.
    func statements(for content: EstimateContent) -> [String] {
        Checklist(told.policy, content, told.terms, []).missing
    }
}

extension PolicyPack.Content {
    /// What it is, in a list.
    func name(_ r: Reader) -> String {
        switch self {
        case .title: r("What it is for")
        case .lines: r("An itemised list of what it is expected to cost")
        case .validUntil: r("Until when it is valid")
        case .workDay: r("The day of the work")
        case .assumptions: r("What is assumed")
        case .address: r("Your name and address")
        case .withdrawal: r("The right to withdraw")
        case .disclaimers: r("The statements of the rules")
        case .providers: r("The provider of each line")
        case .codes: r("Diagnosis and service codes")
        case .patient: r("Name and date of birth of whom it is for")
        case .separately: r("What is booked separately")
        case .recurring: r("What recurs, how often and until when")
        }
    }

    /// What is to be done where it is seen not to be there.
    func lacking(_ r: Reader) -> String {
        switch self {
        case .title: r("Say what it is for.")
        case .lines: r("List what it is expected to cost, item by item.")
        case .validUntil: r("Say until when it is valid.")
        case .workDay: r("Say on which day the work is to be done.")
        case .assumptions: r("Say what you assume.")
        case .address: r("Give your name and address, on lines of their own, under Money and papers.")
        case .providers: r("Name the provider of each line; who else bills is in it too.")
        case .disclaimers:
            r("Say that more may come, that it is an estimate and no contract, and how it can be disputed.")
        case .withdrawal: r("Tell the right to withdraw within 14 days, or why there is none.")
        case .codes, .patient, .separately, .recurring: name(r)
        }
    }

    /// What a person is asked to confirm.
    func question(_ r: Reader) -> String {
        switch self {
        case .codes: r("Does each line name its diagnosis and service codes?")
        case .patient: r("Does it say the name and the date of birth of whom it is for?")
        case .providers:
            r("Is each provider named with NPI, tax number and place, and in it who else bills?")
        case .separately: r("Does it list what is booked separately, and that it is told separately?")
        case .recurring: r("Does what recurs cover at most twelve months, with how often and until when?")
        case .disclaimers: r("Do your own words say all that the statements of the rules say?")
        case .withdrawal: r("Do your own words tell the right to withdraw, or why there is none?")
        case .title, .lines, .validUntil, .workDay, .assumptions, .address: name(r)
        }
    }
}
