import Localization

extension Event {
    /// What happened to invoices, payments, plans to pay and disputes.
    func billingSentence(for r: Reader, by who: String) -> String? {
        let number = data["number"] ?? ""
        let amount = data["amount"] ?? ""
        let isCredit = data["kind"] == "credit"
        switch kind {
        case .invoiceBegun: return isCredit ? r("\(who) began a credit note") : r("\(who) began an invoice")
        case .invoiceDiscarded: return r("\(who) threw the draft of an invoice away")
        case .invoiceIssued:
            if isCredit { return r("\(who) issued the credit note \(number): \(amount)") }
            let count = data["unannounced"].flatMap { Int($0) } ?? 0
            return count == 0
                ? r("\(who) issued the invoice \(number): \(amount)")
                : r(
                    "\(who) issued the invoice \(number): \(amount), with lines that nobody had announced: \(count)"
                )
        case .paymentReceived:
            return r("Received for invoice \(number): \(amount); \(data["rest"] ?? "") is left")
        case .invoiceWrittenOff:
            return r("\(who) wrote \(amount) off invoice \(number): \(data["why"] ?? "")")
        case .planChosen, .planAdjusted:
            let parts = data["parts"] ?? ""
            let before = data["before"] ?? ""
            let words =
                kind == .planAdjusted && !before.isEmpty
                ? r(
                    "\(data["by"] ?? who) changed the plan for invoice \(number) from \(before) to \(parts) parts"
                )
                : kind == .planChosen
                    ? r("\(data["by"] ?? who) chose to pay invoice \(number) in \(parts) parts")
                    : r("\(data["by"] ?? who) changed the plan for invoice \(number) to \(parts) parts")
            return data["look"] == "yes" ? "\(words) (\(r("this can be a credit by law")))" : words
        case .payPlanKept: return r("The plan to pay invoice \(number) is kept: all of it came in as agreed")
        case .payPlanDone where data["how"] == "written-off":
            return r("The plan to pay invoice \(number) is over: the rest is written off")
        case .payPlanDone: return r("The plan to pay invoice \(number) is over: nothing is left to pay")
        case .payPlanBroken:
            return r(
                "The plan to pay invoice \(number) is broken; parts that did not come: \(data["parts"] ?? "")"
            )
        case .payPlanResumed:
            return r("Nothing is missing any more: the plan to pay invoice \(number) goes on")
        case .depositReceived: return r("Received as deposit on \(number): \(amount)")
        case .invoiceReminded: return r("The customer was reminded of \(amount) on invoice \(number)")
        case .instalmentMissed where data["told"] == "no":
            return r("\(amount) on invoice \(number) was not paid in time; we have no address to tell it to")
        case .instalmentMissed:
            return r("\(amount) on invoice \(number) was not paid in time; the customer was told")
        case .disputeOpened:
            return r("\(data["by"] ?? who) contested invoice \(number): \(data["why"] ?? "")")
        case .disputeClosed where data["how"] == "written-off":
            return r("The dispute of invoice \(number) is settled: what was owed is written off")
        case .disputeClosed:
            return r("\(who) answered the dispute of invoice \(number): \(data["why"] ?? "")")
        default: return nil
        }
    }
}
