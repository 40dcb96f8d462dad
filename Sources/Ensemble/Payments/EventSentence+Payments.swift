import Localization

extension Event {
    /// What happened to money that goes through a provider.
    func moneySentence(for r: Reader, by who: String) -> String? {
        let amount = data["amount"] ?? ""
        let what = data["deposit"].map { depositName($0, r) } ?? r("invoice \(data["number"] ?? "")")
        switch kind {
        case .refunded:
            if let method = data["method"].flatMap(Payment.Method.init) {
                return r("\(who) gave \(amount) of \(what) back to the customer: \(method.name(for: r))")
            }
            return switch data["state"].flatMap(Refund.State.init) {
            case .failed?: r("Giving back \(amount) of \(what) failed")
            case .pending?: r("\(amount) of \(what) is on its way back to the customer")
            default: r("\(amount) of \(what) was given back to the customer")
            }
        case .moneyUnclear:
            let why = data["why"].flatMap(UnclearMoney.Why.init) ?? .differs
            return "\(r("To be looked at: \(amount) for \(what).")) \(why.words(r))"
        case .paymentFailed:
            return r("A payment of \(amount) for \(what) was on its way, and failed")
        case .moneySettled:
            return r("\(who) looked at \(amount) for \(what): \(data["why"] ?? "")")
        default: return nil
        }
    }

    private func depositName(_ reference: String, _ r: Reader) -> String {
        let kind = data["kind"].flatMap(Estimate.Kind.init)?.name(for: r) ?? ""
        return r("the deposit of \(kind) \(reference)")
    }
}

extension UnclearMoney.Why {
    func words(_ r: Reader) -> String {
        switch self {
        case .differs: r("Another amount was paid than was asked for.")
        case .notOwed: r("It was paid, but is not owed any more.")
        case .contested: r("The customer’s bank takes it back.")
        case .refunded: r("It was given back, and no credit note says why.")
        case .late: r("It has been on its way for 30 days, and is not here.")
        }
    }
}
