import Localization

extension Event {
    /// What happened to an estimate, a quote or a change order.
    func estimateSentence(for r: Reader, by who: String) -> String? {
        let name = data["kind"].flatMap(Estimate.Kind.init)?.name(for: r) ?? ""
        let what = "\(name) \(data["number"] ?? "")"
        let amount = data["amount"] ?? ""
        switch kind {
        case .estimateBegun: return r("\(who) began \(what)")
        case .estimateDiscarded: return r("\(who) threw the draft of \(what) away")
        case .estimateSent: return r("\(who) told the cost with \(what): \(amount)")
        case .estimateSeen: return r("The customer opened \(what)")
        case .estimateAccepted: return accepted(what, amount, r)
        case .estimateDeclined:
            let by = data["by"] ?? who
            return data["why"].map { r("\(by) declined \(what): \($0)") } ?? r("\(by) declined \(what)")
        case .messageReceived: return r("\(who) asked about \(what)")
        case .estimateExpired: return r("\(what) expired without an answer")
        case .estimateConfirmed: return r("\(who) confirmed of \(what): \(confirmed(r))")
        case .estimateUnconfirmed: return r("\(who) no longer stands for this of \(what): \(confirmed(r))")
        case .estimateReminded: return r("The customer was reminded of \(what)")
        default: return nil
        }
    }

    private func confirmed(_ r: Reader) -> String {
        let items = (data["items"] ?? "").split(separator: ",").compactMap { word in
            PolicyPack.Content(rawValue: String(word))?.name(r)
        }
        return items.joined(separator: "; ")
    }

    /// What happened to time, material and the limit.
    func workSentence(for r: Reader, by who: String) -> String? {
        let text = (data["text"] ?? "") + (data["activity"].map { " (\($0))" } ?? "")
        let amount = data["amount"] ?? ""
        switch kind {
        case .workBooked:
            let what =
                data["kind"] == "time" ? r("\(data["quantity"] ?? "") h") : "\(data["quantity"] ?? "") ×"
            return data["why"].map { r("\(who) booked \(what) \(text) past the limit: \($0)") }
                ?? r("\(who) booked \(what) \(text): \(amount)")
        case .workRemoved: return r("\(who) took the entry \(text) back")
        case .limitSet: return limitSet(amount, r, by: who)
        case .limitPassed:
            let asOf = data["as_of"].flatMap(Int64.init).map(r.dateTime) ?? "–"
            return r(
                "\(data["used"] ?? "") of \(amount) are used: \(data["level"] ?? "") percent, as of \(asOf)")
        default: return nil
        }
    }

    private func limitSet(_ amount: String, _ r: Reader, by who: String) -> String {
        guard let why = data["why"] else {
            return amount.isEmpty ? r("\(who) lifted the limit") : r("\(who) set the limit to \(amount)")
        }
        return amount.isEmpty
            ? r("\(who) lifted the limit: \(why)") : r("\(who) set the limit to \(amount): \(why)")
    }

    private func accepted(_ what: String, _ amount: String, _ r: Reader) -> String {
        let by = data["by"] ?? ""
        return data["channel"] == "phone"
            ? r("\(by) accepted \(what) by phone: \(amount)") : r("\(by) accepted \(what): \(amount)")
    }
}
