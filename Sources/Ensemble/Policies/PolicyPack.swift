import Foundation
import Localization

/// What a law, or the house, asks of telling: deadlines, contents, how far a
/// bill may go past what was told. Data, dated, with its source; not legal advice.
public struct PolicyPack: Codable, Equatable, Sendable, Identifiable {
    /// By when a cost is told, in business days.
    public struct Deadlines: Codable, Equatable, Sendable {
        public struct Band: Codable, Equatable, Sendable {
            /// Booked at least so many ahead…
            public let lead: Int
            /// …told within so many after booking.
            public let within: Int
        }

        public let bands: [Band]
        public let onRequest: Int
        /// So many before the service.
        public let revision: Int
    }

    /// How far a bill may go past what was told.
    public struct Overrun: Codable, Equatable, Sendable {
        public enum Kind: String, Codable, Sendable {
            /// Not past the high end of what was told.
            case range
            /// So many percent past the likely sum.
            case percent
            /// So much past the likely sum.
            case amount
            /// Not past the likely sum at all.
            case quote
        }

        public let kind: Kind
        public var percent: Int?
        public var minorUnits: Int64?
        /// Whether each provider's total is held against what was told of theirs.
        public var perProvider: Bool?

        /// The most that may be billed for what was told, in minor units.
        public func ceiling(_ told: Spread) -> Int64 {
            switch kind {
            case .range: told.high
            case .percent: Int64(clamping: Int128(told.likely) * Int128(100 + (percent ?? 0)) / 100)
            // One unit less: so much more, or above, is a breach.
            case .amount: told.likely + (minorUnits ?? 0) - 1
            case .quote: told.likely
            }
        }

        /// Whether a bill breaks it; where nothing was told, everything billed does.
        public func isBroken(told: Spread?, billed: Int64) -> Bool {
            billed > (told.map(ceiling) ?? 0)
        }

        /// Whether a bill breaks it, in all or for a provider, as the rule asks.
        public func isBroken(by comparison: Comparison) -> Bool {
            guard perProvider == true else { return isBroken(by: comparison.whole) }
            return !breaches(of: comparison).isEmpty
        }

        /// The providers whose part of a bill breaks it; the empty name is the business itself.
        public func breaches(of comparison: Comparison) -> [String] {
            comparison.byProvider.filter(isBroken(by:)).map(\.provider)
        }

        /// What earlier bills took counts: the bill that goes past it breaks it, and each that goes further.
        private func isBroken(by part: Comparison.Part) -> Bool {
            isBroken(told: part.byNow.told, billed: part.byNow.billed)
                && excess(part.byNow) > excess(part.earlier)
        }

        private func excess(_ sum: Comparison.Part.Sum) -> Int64 {
            max(0, sum.billed - (sum.told.map(ceiling) ?? 0))
        }
    }

    /// What an estimate has to say.
    public enum Content: String, Codable, Sendable, CaseIterable {
        case title, validUntil, workDay, assumptions, address, withdrawal, disclaimers, providers
        /// Only a person can judge these.
        case codes, patient, separately, recurring
    }

    /// The words of the button by which an offer is accepted.
    public enum AcceptWords: String, Codable, Sendable {
        case accept
        /// "With obligation to pay".
        case obligation
    }

    public let id: String
    public let name: String
    public let source: String
    /// Since when the rule holds, or when it was written down.
    public let date: Day
    public let deadlines: Deadlines
    public let contents: [Content]
    public let overrun: Overrun
    /// How many calendar days after the bill it can be disputed.
    public let disputeDays: Int
    public let acceptWords: AcceptWords
    /// How many parts of a plan to pay may lack at once before it is broken.
    public var planMisses: Int?
    static let usualPlanMisses = 2

    /// All there are, the house's own first.
    public static let all: [PolicyPack] = [
        PackageResources.house_json, PackageResources.us_gfe_json, PackageResources.ontario_json,
        PackageResources.quebec_json, PackageResources.eu_consumer_json,
    ].compactMap { try? JSONDecoder().decode(PolicyPack.self, from: Data($0)) }

    /// To be chosen from: each with its source and its day.
    static var choices: [(value: String, words: String)] {
        all.map { (value: $0.id, words: "\($0.name) (\($0.source), \($0.date))") }
    }

    /// The pack of that name; the house's own where there is none.
    public static func named(_ id: String?) -> PolicyPack {
        all.first { $0.id == id } ?? all[0]
    }
}

extension PolicyPack {
    /// What an estimate still lacks, for who writes it.
    func lacks(_ content: EstimateContent, _ terms: Terms, _ r: Reader) -> [String] {
        contents.compactMap { what in
            switch what {
            case .title: content.title.trimmed.isEmpty ? r("Say what it is for.") : nil
            case .validUntil: content.validUntil == nil ? r("Say until when it is valid.") : nil
            case .workDay: content.workDay == nil ? r("Say on which day the work is to be done.") : nil
            case .assumptions: content.assumptions.isEmpty ? r("Say what you assume.") : nil
            case .address:
                terms.address.isEmpty ? r("Give your name and address under Money and papers.") : nil
            case .providers:
                content.lines.contains { $0.provider.isEmpty }
                    ? r("Name the provider of each line; who else bills is in it too.") : nil
            case .disclaimers:
                content.notes.isEmpty
                    ? r(
                        "Say that more may come, that it is an estimate and no contract, and how it can be disputed."
                    )
                    : nil
            case .withdrawal:
                content.notes.isEmpty && terms.withdrawal?.nonEmpty == nil
                    ? r("Tell the right to withdraw within 14 days, or why there is none.") : nil
            case .codes, .patient, .separately, .recurring: nil
            }
        }
    }

    /// What only a person can judge, as questions for who writes it.
    func questions(_ r: Reader) -> [String] {
        contents.compactMap { what in
            switch what {
            case .codes: r("Does each line name its diagnosis and service codes?")
            case .patient: r("Does it say the name and the date of birth of whom it is for?")
            case .providers:
                r("Is each provider named with NPI, tax number and place, and in it who else bills?")
            case .separately: r("Does it list what is booked separately, and that it is told separately?")
            case .recurring: r("Does what recurs cover at most twelve months, with how often and until when?")
            case .title, .validUntil, .workDay, .assumptions, .disclaimers, .address, .withdrawal: nil
            }
        }
    }
}
