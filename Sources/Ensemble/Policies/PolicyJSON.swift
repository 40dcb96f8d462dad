import Localization

/// A policy as programs and the command line write it: amounts as decimal
/// texts, days as numbers. What is left out stays as it was.
struct PolicyJSON: Codable, Equatable {
    struct Deadlines: Codable, Equatable {
        var bands: [PolicyPack.Deadlines.Band]?
        var onRequest: Int?
        var revision: Int?
    }

    struct Overrun: Codable, Equatable {
        /// `range`, `percent`, `amount` or `quote`.
        var kind: String?
        var percent: Int?
        var amount: String?
        var currency: String?
        var perProvider: Bool?
    }

    var name: String?
    var source: String?
    /// Since when the rule holds, like 2026-03-31.
    var date: String?
    var deadlines: Deadlines?
    var contents: [String]?
    var statements: [String]?
    var overrun: Overrun?
    var disputeDays: Int?
    var planMisses: Int?
    var planParts: Int?
    var planInterest: Bool?
    /// `accept` or `obligation`.
    var acceptWords: String?

    init(_ pack: PolicyPack) {
        name = pack.name
        source = pack.source
        date = pack.date.description
        deadlines = Deadlines(
            bands: pack.deadlines.bands, onRequest: pack.deadlines.onRequest,
            revision: pack.deadlines.revision)
        contents = pack.contents.map(\.rawValue)
        statements = pack.statements ?? []
        let limit = pack.overrun
        overrun = Overrun(
            kind: limit.kind.rawValue, percent: limit.percent,
            amount: limit.minorUnits.map { Money($0, limit.currency ?? "USD").plain },
            currency: limit.currency, perProvider: limit.perProvider ?? false)
        disputeDays = pack.disputeDays
        planMisses = pack.planMisses ?? PolicyPack.usualPlanMisses
        planParts = pack.planParts ?? PolicyPack.usualPlanParts
        planInterest = pack.planInterest ?? true
        acceptWords = pack.acceptWords.rawValue
    }

    /// What it describes, over what a pack says now.
    /// - Parameter currency: the business's, of an amount that names none.
    /// - Throws: `Fault.invalid`.
    func pack(over present: PolicyPack, currency: String) throws(Fault) -> PolicyPack {
        var pack = present
        pack.name = name?.oneLine ?? pack.name
        pack.source = source?.oneLine ?? pack.source
        if let date { pack.date = try Day.read(date) }
        pack.deadlines = PolicyPack.Deadlines(
            bands: deadlines?.bands ?? pack.deadlines.bands,
            onRequest: deadlines?.onRequest ?? pack.deadlines.onRequest,
            revision: deadlines?.revision ?? pack.deadlines.revision)
        if let contents {
            var items: [PolicyPack.Content] = []
            for word in contents {
                guard let item = PolicyPack.Content(rawValue: word) else {
                    throw .invalid("“\(word.shortened(to: 40))” is no item of a checklist.")
                }
                items.append(item)
            }
            pack.contents = items
        }
        if let statements { pack.statements = statements.map(\.oneLine).filter { !$0.isEmpty } }
        if let overrun { pack.overrun = try overrun.limit(over: pack.overrun, currency) }
        pack.disputeDays = disputeDays ?? pack.disputeDays
        pack.planMisses = planMisses ?? pack.planMisses
        pack.planParts = planParts ?? pack.planParts
        pack.planInterest = planInterest ?? pack.planInterest
        if let acceptWords {
            guard let words = PolicyPack.AcceptWords(rawValue: acceptWords) else {
                throw .invalid("The button says “accept” or “obligation”.")
            }
            pack.acceptWords = words
        }
        try pack.check()
        return pack
    }
}

extension PolicyJSON.Overrun {
    fileprivate func limit(over present: PolicyPack.Overrun, _ currency: String) throws(Fault)
        -> PolicyPack.Overrun
    {
        var limit = present
        if let kind {
            guard let known = PolicyPack.Overrun.Kind(rawValue: kind) else {
                throw .invalid("Please choose how far a bill may go past what was told.")
            }
            limit.kind = known
        }
        let own = self.currency?.trimmed.uppercased() ?? limit.currency ?? currency
        limit.percent = limit.kind == .percent ? percent ?? limit.percent : nil
        limit.currency = limit.kind == .amount ? own : nil
        let present = limit.minorUnits
        limit.minorUnits =
            limit.kind == .amount
            ? try amount.map { text throws(Fault) in try Money.read(text, in: own).minorUnits } ?? present
            : nil
        limit.perProvider = (perProvider ?? limit.perProvider) == true ? true : nil
        return limit
    }
}
