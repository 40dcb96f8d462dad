import Localization

/// What something costs, in the words a customer reads: the likely sum
/// first, then the range, then how it can be paid.
struct CostWords {
    let gross: Spread
    let currency: String
    let deposit: Int64
    let plans: [PayTerms]
    let isChange: Bool

    init(_ estimate: Estimate) {
        gross = estimate.gross
        currency = estimate.content.currency
        deposit = estimate.content.deposit
        plans = estimate.content.plans
        isChange = estimate.kind == .change
    }

    private func money(_ units: Int64, _ r: Reader) -> String {
        r.money(minorUnits: units, currency: currency)
    }

    /// `likely $180.00, between $150.00 and $240.00`.
    func cost(_ r: Reader) -> String {
        gross.isFixed
            ? money(gross.likely, r)
            : r(
                "likely \(money(gross.likely, r)), between \(money(gross.low, r)) and \(money(gross.high, r))"
            )
    }

    /// The whole sentence, with the first way to pay.
    func sentence(_ r: Reader) -> String {
        var text =
            isChange ? r("It adds \(cost(r)), tax included.") : r("It costs \(cost(r)), tax included.")
        if let way = payment(r) { text += " " + way }
        return text
    }

    /// `You pay $90.00 when you accept, then 3 × $30.00`; `nil` where nothing was arranged.
    /// - Parameter plan: the one that was chosen; without it, all that are offered.
    func payment(_ r: Reader, plan: PayTerms? = nil) -> String? {
        let rest = gross.likely - deposit
        let parts = (plan.map { [$0] } ?? plans).map { Self.parts(of: rest, $0, currency, r) }
            .reduce(nil as String?) { sofar, next in sofar.map { r("\($0), or \(next)") } ?? next }
        switch (deposit > 0, parts) {
        case (true, let parts?):
            return r("You pay \(money(deposit, r)) when you accept, then \(parts).")
        case (true, nil):
            return r("You pay \(money(deposit, r)) when you accept, and the rest with the invoice.")
        case (false, let parts?): return r("You can pay it in parts: \(parts).")
        case (false, nil): return nil
        }
    }

    /// `3 × $30.00 a month`, with the odd last part where it differs.
    static func parts(of debt: Int64, _ plan: PayTerms, _ currency: String, _ r: Reader) -> String {
        guard debt > 0, let parts = try? plan.instalments(of: debt, from: Day(number: 0)) else { return "–" }
        let money = { (units: Int64) in r.money(minorUnits: units, currency: currency) }
        var runs: [(count: Int, amount: Int64)] = []
        for part in parts {
            if runs.last?.amount == part.amount {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((1, part.amount))
            }
        }
        let words = runs.map {
            $0.count == 1 ? money($0.amount) : "\($0.count)\u{A0}×\u{A0}\(money($0.amount))"
        }
        let list = r.list(words)
        let every =
            switch plan.every {
            case .week: r("\(list), one a week")
            case .fortnight: r("\(list), one every two weeks")
            case .month: r("\(list), one a month")
            }
        guard plan.interest > 0 else { return every }
        let extra = parts.reduce(0) { $0 + $1.interest }
        let rate = r.percent(Double(plan.interest) / 10_000, digits: plan.interest % 100 == 0 ? 0 : 2)
        return every + " " + r("(with \(money(extra)) interest at \(rate) a year)")
    }
}
