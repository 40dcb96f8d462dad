import Localization
import Markup

/// The fields by which money that came in, or was given back, is noted.
struct ReceiptFields {
    /// What is owed, as it stands in the field at first.
    let owed: Money
    var isGivenBack = false

    func body(_ r: Reader) -> HTML {
        let methods = [Payment.Method.bank, .card, .debit, .cash, .other].map {
            (value: $0.rawValue, words: $0.name(for: r))
        }
        return """
            \(Field.text("amount", isGivenBack ? r("Given back, in \(owed.currency)") : r("Received, in \(owed.currency)"), value: owed.plain))
            \(Field.choice("method", r("How"), methods, chosen: "bank"))
            <p class="field"><label for="f-day">\(r("On"))</label><input id="f-day" type="date" name="day" value="\(r.thisDay.description)" required></p>
            \(Field.text("reference", r("Reference"), required: false))
            """
    }
}
