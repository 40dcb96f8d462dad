import Localization

/// A policy as its form holds it: texts, as they were typed.
struct PolicyForm: Sendable, Equatable {
    var name = ""
    var source = ""
    var date = ""
    var onRequest = ""
    var revision = ""
    /// One a line: booked so many ahead | told within so many.
    var bands = ""
    var contents: Set<String> = []
    var statements = ""
    var overrun = PolicyPack.Overrun.Kind.range.rawValue
    var percent = ""
    var amount = ""
    var currency = ""
    var perProvider = false
    var disputeDays = ""
    var planMisses = ""
    var planParts = ""
    var planInterest = false
    var acceptWords = PolicyPack.AcceptWords.accept.rawValue

    init(_ pack: PolicyPack) {
        name = pack.name
        source = pack.source
        date = pack.date.description
        onRequest = String(pack.deadlines.onRequest)
        revision = String(pack.deadlines.revision)
        bands = pack.deadlines.bands.map { "\($0.lead) | \($0.within)" }.joined(separator: "\n")
        contents = Set(pack.contents.map(\.rawValue))
        statements = (pack.statements ?? []).joined(separator: "\n")
        overrun = pack.overrun.kind.rawValue
        percent = pack.overrun.percent.map(String.init) ?? ""
        currency = pack.overrun.currency ?? ""
        amount = pack.overrun.minorUnits.map { Money($0, pack.overrun.currency ?? "USD").plain } ?? ""
        perProvider = pack.overrun.perProvider == true
        disputeDays = String(pack.disputeDays)
        planMisses = String(pack.planMisses ?? PolicyPack.usualPlanMisses)
        planParts = String(pack.planParts ?? PolicyPack.usualPlanParts)
        planInterest = pack.planInterest ?? true
        acceptWords = pack.acceptWords.rawValue
    }

    init(_ form: Form) {
        func text(_ name: String) -> String { form[name] ?? "" }
        (name, source, date) = (text("name"), text("source"), text("date"))
        (onRequest, revision, bands) = (text("on_request"), text("revision"), text("bands"))
        contents = Set(form.all("contents"))
        statements = text("statements")
        (overrun, percent, amount) = (text("overrun"), text("percent"), text("amount"))
        currency = text("currency")
        perProvider = form["per_provider"] == "1"
        (disputeDays, planMisses) = (text("dispute_days"), text("plan_misses"))
        planParts = text("plan_parts")
        planInterest = form["plan_interest"] == "1"
        acceptWords = text("accept_words")
    }

    /// What was typed, over a pack.
    /// - Parameter terms: the business's, for the currency of an amount that names none.
    /// - Throws: `Fault.invalid`.
    func pack(over present: PolicyPack, _ terms: Terms) throws(Fault) -> PolicyPack {
        var json = PolicyJSON(present)
        (json.name, json.source, json.date) = (name, source, date)
        json.deadlines = PolicyJSON.Deadlines(
            bands: try readBands(),
            onRequest: try Self.number(onRequest, "A cost is told within 0 to 1,000 business days."),
            revision: try Self.number(revision, "A cost is told within 0 to 1,000 business days."))
        json.contents = PolicyPack.Content.allCases.map(\.rawValue).filter(contents.contains)
        json.statements = statements.split(whereSeparator: \.isNewline).map { String($0).oneLine }
        json.overrun = PolicyJSON.Overrun(
            kind: overrun,
            percent: overrun == PolicyPack.Overrun.Kind.percent.rawValue
                ? try Self.number(percent, "A bill may go 0 to 1,000 percent past what was told.") : nil,
            amount: amount.trimmed.nonEmpty, currency: currency.trimmed.nonEmpty ?? terms.currency,
            perProvider: perProvider)
        json.disputeDays = try Self.number(disputeDays, "A bill can be disputed for 0 to 3,650 days.")
        json.planMisses = try Self.number(
            planMisses, "A plan to pay is broken after 1 to 120 parts that lack.")
        json.planParts = try Self.number(planParts, "A plan to pay is flagged above 1 to 120 parts.")
        json.planInterest = planInterest
        json.acceptWords = acceptWords
        return try json.pack(over: present, currency: terms.currency)
    }

    private static func number(_ text: String, _ sentence: Phrase) throws(Fault) -> Int {
        guard let number = Int(text.trimmed) else { throw .invalid(sentence) }
        return number
    }

    private func readBands() throws(Fault) -> [PolicyPack.Deadlines.Band] {
        var read: [PolicyPack.Deadlines.Band] = []
        for line in bands.split(whereSeparator: \.isNewline) where !String(line).trimmed.isEmpty {
            let parts = line.split(separator: "|").map { Int(String($0).trimmed) }
            guard parts.count == 2, let lead = parts[0], let within = parts[1] else {
                throw .invalid(
                    "“\(String(line).oneLine.shortened(to: 40))”: write how many business days ahead it is booked and within how many it is told, like 10 | 3."
                )
            }
            read.append(PolicyPack.Deadlines.Band(lead: lead, within: within))
        }
        return read
    }
}
