import Localization

extension PolicyPack {
    /// What must hold of a pack that somebody writes.
    /// - Throws: `Fault.invalid`.
    func check() throws(Fault) {
        guard (1...120).contains(name.count), !name.trimmed.isEmpty else {
            throw .invalid("A policy’s name has 1 to 120 characters.")
        }
        guard (1...300).contains(source.count), !source.trimmed.isEmpty else {
            throw .invalid("Please say where the rule comes from: a law with its section, or your own.")
        }
        try deadlines.check()
        try overrun.check()
        guard (0...3_650).contains(disputeDays) else {
            throw .invalid("A bill can be disputed for 0 to 3,650 days.")
        }
        guard (1...120).contains(planMisses ?? 1) else {
            throw .invalid("A plan to pay is broken after 1 to 120 parts that lack.")
        }
        guard (1...120).contains(planParts ?? 1) else {
            throw .invalid("A plan to pay is flagged above 1 to 120 parts.")
        }
        let words = statements ?? []
        guard words.count <= 20, words.allSatisfy({ (1...2_000).contains($0.count) }) else {
            throw .invalid("A policy asks for at most 20 statements of 2,000 characters.")
        }
        guard !contents.contains(.disclaimers) || !words.isEmpty else {
            throw .invalid("The checklist asks for statements: please write them, one a line.")
        }
        guard Set(contents).count == contents.count else {
            throw .invalid("Each item stands in the checklist once.")
        }
    }
}

extension PolicyPack.Deadlines {
    func check() throws(Fault) {
        guard (0...1_000).contains(onRequest), (0...1_000).contains(revision) else {
            throw .invalid("A cost is told within 0 to 1,000 business days.")
        }
        guard bands.count <= 20 else { throw .invalid("At most 20 lead times can be told apart.") }
        for band in bands {
            guard (0...1_000).contains(band.lead), (0...1_000).contains(band.within) else {
                throw .invalid("A cost is told within 0 to 1,000 business days.")
            }
            guard band.within <= band.lead else {
                throw .invalid(
                    "Booked \(band.lead) business days ahead, a cost told within \(band.within) could come after the work."
                )
            }
        }
        guard Set(bands.map(\.lead)).count == bands.count else {
            throw .invalid("Each lead time stands there once.")
        }
    }
}

extension PolicyPack.Overrun {
    func check() throws(Fault) {
        switch kind {
        case .percent:
            guard let percent, (0...1_000).contains(percent) else {
                throw .invalid("A bill may go 0 to 1,000 percent past what was told.")
            }
        case .amount:
            guard let minorUnits, (1...CostLine.limit).contains(minorUnits) else {
                throw .invalid("Please say how much more a bill may be: an amount above nothing.")
            }
            guard let currency, currency.utf8.count == 3, currency.utf8.allSatisfy({ (65...90).contains($0) })
            else { throw .invalid("A currency is three letters, like EUR or USD.") }
        case .range, .quote: break
        case .inapplicable: throw .invalid("Please choose how far a bill may go past what was told.")
        }
    }
}
