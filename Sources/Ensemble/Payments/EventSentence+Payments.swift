import Localization

extension Event {
    /// What happened to money that goes through a provider.
    func moneySentence(for r: Reader, by who: String) -> String? {
        let (number, amount) = (data["number"] ?? "", data["amount"] ?? "")
        switch kind {
        case .refunded:
            return switch data["state"].flatMap(Refund.State.init) {
            case .failed?: r("Giving back \(amount) of invoice \(number) failed")
            case .pending?: r("\(amount) of invoice \(number) is on its way back to the customer")
            default: r("\(amount) of invoice \(number) was given back to the customer")
            }
        case .moneyUnclear:
            let why = data["why"].flatMap(UnclearMoney.Why.init) ?? .differs
            return "\(r("To be looked at: \(amount) for invoice \(number).")) \(why.words(r))"
        case .moneySettled:
            return r("\(who) looked at \(amount) for invoice \(number): \(data["why"] ?? "")")
        default: return nil
        }
    }
}

extension UnclearMoney.Why {
    func words(_ r: Reader) -> String {
        switch self {
        case .differs: r("Another amount was paid than was asked for.")
        case .notOwed: r("It was paid, but is not owed any more.")
        case .contested: r("The customer’s bank takes it back.")
        case .refunded: r("It was given back, and no credit note says why.")
        }
    }
}
