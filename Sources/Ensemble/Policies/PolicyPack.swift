import Foundation
import Localization

/// What a law, or the house, asks of telling: deadlines, contents, how far a
/// bill may go past what was told. Data, dated, with its source; not legal advice.
public struct PolicyPack: Codable, Equatable, Sendable, Identifiable {
    /// By when a cost is told, in business days.
    public struct Deadlines: Codable, Equatable, Sendable {
        public struct Band: Codable, Equatable, Sendable {
            /// Booked at least so many ahead…
            public var lead: Int
            /// …told within so many after booking.
            public var within: Int
        }

        public var bands: [Band]
        public var onRequest: Int
        /// So many before the service.
        public var revision: Int
    }

    /// How far a bill may go past what was told.
    public struct Overrun: Codable, Equatable, Sendable {
        public enum Kind: String, Codable, Sendable, CaseIterable {
            /// Not past the high end of what was told.
            case range
            /// So many percent past the likely sum.
            case percent
            /// So much past the likely sum.
            case amount
            /// Not past the likely sum at all.
            case quote
            /// An amount in a currency that is not the business's says nothing here; never written.
            case inapplicable
        }

        public var kind: Kind
        public var percent: Int?
        public var minorUnits: Int64?
        /// Of the amount.
        public var currency: String?
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
            case .inapplicable: .max
            }
        }

        /// Whether a bill breaks it; where nothing was told, everything billed does.
        public func isBroken(told: Spread?, billed: Int64) -> Bool {
            kind != .inapplicable && billed > (told.map(ceiling) ?? 0)
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
        case title, lines, validUntil, workDay, assumptions, address, withdrawal, disclaimers, providers
        /// Only a person can judge these.
        case codes, patient, separately, recurring
    }

    /// The words of the button by which an offer is accepted.
    public enum AcceptWords: String, Codable, Sendable, CaseIterable {
        case accept
        /// "With obligation to pay".
        case obligation
    }

    public var id: String
    public var name: String
    public var source: String
    /// Since when the rule holds, or when it was written down.
    public var date: Day
    public var deadlines: Deadlines
    public var contents: [Content]
    public var overrun: Overrun
    /// How many calendar days after the bill it can be disputed.
    public var disputeDays: Int
    public var acceptWords: AcceptWords
    /// How many parts of a plan to pay may lack at once before it is broken.
    public var planMisses: Int?
    static let usualPlanMisses = 2
    /// Above how many parts a plan to pay is flagged.
    public var planParts: Int?
    static let usualPlanParts = 4
    /// Whether a plan to pay with interest is flagged.
    public var planInterest: Bool?
    /// What an estimate has to say in these words, or in others that a person stands for.
    public var statements: [String]?
    private var number: Int?
    /// 1, 2, 3 and so on: what was sent or issued keeps the one of its day.
    public var version: Int {
        get { number ?? 1 }
        set { number = newValue }
    }

    private enum CodingKeys: String, CodingKey {
        case id, name, source, date, deadlines, contents, overrun, disputeDays, acceptWords, planMisses
        case planParts, planInterest, statements
        case number = "version"
    }

    /// The pack that a business writes and changes.
    static let houseID = "house"

    /// Whether it is the business's own to change.
    public var isOwn: Bool { id == Self.houseID || !Self.all.contains { $0.id == id } }

    /// As it holds for amounts in a currency: a limit in another does not apply.
    func applied(to currency: String) -> PolicyPack {
        guard overrun.kind == .amount, let own = overrun.currency, own != currency else { return self }
        var pack = self
        pack.overrun.kind = .inapplicable
        return pack
    }

    /// Why its limit says nothing here; `nil` where it does.
    var notApplied: Phrase? {
        guard overrun.kind == .inapplicable, let currency = overrun.currency else { return nil }
        let limit = Money(overrun.minorUnits ?? 0, currency).plain
        return Phrase(
            "Its limit of \(limit) \(currency) does not apply: your amounts are in another currency, so no bill is held against it."
        )
    }

    /// Those that come with the program, the house's own first, as it is at the start.
    public static let all: [PolicyPack] = [
        PackageResources.house_json, PackageResources.us_gfe_json, PackageResources.ontario_json,
        PackageResources.quebec_json, PackageResources.eu_consumer_json,
    ].compactMap { try? JSONDecoder().decode(PolicyPack.self, from: Data($0)) }

    /// To be chosen from: each with its source and its day.
    static func choices(_ packs: [PolicyPack]) -> [(value: String, words: String)] {
        packs.map { (value: $0.id, words: "\($0.name) (\($0.source), \($0.date))") }
    }

    /// The pack of that name as it comes with the program; the house's own where there is none.
    public static func named(_ id: String?) -> PolicyPack {
        all.first { $0.id == id } ?? all[0]
    }
}
