import Localization

/// Stripe's own page to pay on: https://docs.stripe.com/api/checkout/sessions.
struct StripeCheckout: PaymentProvider {
    static let name = "stripe"
    /// Under this name Stripe repeats our key, on the session and on the payment.
    static let keyName = "ensemble_checkout"

    let client: StripeClient

    func way(to pay: PaymentOrder) async throws -> PaymentWay {
        do {
            let session = try await client.post(
                "/v1/checkout/sessions", Self.fields(of: pay), idempotency: pay.key)
            guard let id = session.id, let url = session.url, url.hasPrefix("https://") || isLocal(url) else {
                throw StripeProblem.refused
            }
            return .page(session: id, url: url)
        } catch let problem as StripeProblem {
            throw problem.fault
        }
    }

    /// Where the API itself is asked without TLS its pages may be, too: on a developer's own machine.
    private func isLocal(_ url: String) -> Bool {
        client.base.hasPrefix("http://") && url.hasPrefix("http://")
    }

    /// - Throws: `StripeProblem.amountRefused` where Stripe can't express the amount.
    static func fields(of pay: PaymentOrder) throws(StripeProblem) -> [(String, String)] {
        guard let units = StripeMoney.units(of: pay.amount) else { throw .amountRefused }
        var fields = [
            ("mode", "payment"), ("locale", "auto"),
            ("line_items[0][quantity]", "1"),
            ("line_items[0][price_data][currency]", pay.amount.currency.lowercased()),
            ("line_items[0][price_data][unit_amount]", String(units)),
            ("line_items[0][price_data][product_data][name]", pay.title),
            ("client_reference_id", pay.key), ("metadata[\(keyName)]", pay.key),
            ("metadata[invoice]", pay.reference), ("payment_intent_data[metadata][\(keyName)]", pay.key),
            ("payment_intent_data[metadata][invoice]", pay.reference),
            ("payment_intent_data[description]", pay.title),
            ("success_url", pay.returnURL), ("cancel_url", pay.cancelURL),
        ]
        if let email = pay.email { fields.append(("customer_email", email)) }
        return fields
    }

    func standing(of session: String) async throws -> PaymentStanding? {
        var standing = Self.standing(
            of: try await client.get("/v1/checkout/sessions/\(Self.segment(session))"))
        guard standing.state == .pending, let intent = standing.intent else { return standing }
        // A session stays complete and unpaid when its debit fails: only the payment itself says so.
        let payment = try await client.get("/v1/payment_intents/\(Self.segment(intent))")
        if ["requires_payment_method", "canceled"].contains(payment.status) { standing.state = .ended }
        return standing
    }

    /// Closes a page that nobody shall pay on any more.
    func end(_ session: String) async throws {
        _ = try await client.post(
            "/v1/checkout/sessions/\(Self.segment(session))/expire", [], idempotency: "end-\(session)")
    }

    /// Under this name Stripe repeats our key of a refund.
    static let refundKeyName = "ensemble_refund"

    /// The refunds of a payment.
    func refunds(of intent: String) async throws -> [ProviderRefund] {
        let path = "/v1/refunds?payment_intent=\(Self.segment(intent))&limit=100"
        return (try await client.get(path).data ?? []).compactMap(Self.refund)
    }

    /// - Throws: `StripeProblem`.
    func giveBack(_ amount: Money, of payment: String, key: String) async throws -> ProviderRefund? {
        guard let units = StripeMoney.units(of: amount) else { throw StripeProblem.amountRefused }
        let fields = [
            ("payment_intent", payment), ("amount", String(units)), ("metadata[\(Self.refundKeyName)]", key),
        ]
        let object = try await client.post("/v1/refunds", fields, idempotency: "refund-\(key)")
        guard let refund = Self.refund(object) else { throw StripeProblem.unreachable }
        return refund
    }

    /// What Stripe says of a refund; `nil` for one of nothing.
    static func refund(_ object: StripeObject) -> ProviderRefund? {
        guard let name = object.id, let amount = StripeMoney.money(object.amount, object.currency),
            amount.minorUnits > 0
        else { return nil }
        let state: Refund.State =
            switch object.status {
            case "succeeded": .done
            case "failed", "canceled": .failed
            default: .pending
            }
        return ProviderRefund(
            name: name, amount: amount, state: state, key: object.metadata?[refundKeyName])
    }

    /// Whether the key opens anything.
    func tryKey() async throws { _ = try await client.get("/v1/balance") }

    /// Stripe's names are letters, digits and `_`.
    private static func segment(_ name: String) -> String {
        name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    /// What a session, or a payment by itself, says of how far it has come.
    static func standing(of object: StripeObject) -> PaymentStanding {
        if object.object == "payment_intent" {
            let amount = StripeMoney.money(object.amountReceived ?? object.amount, object.currency)
            let isPaid = object.status == "succeeded"
            return PaymentStanding(
                state: isPaid ? .paid : object.status == "processing" ? .pending : .open, amount: amount,
                intent: object.id, method: method(of: object))
        }
        let state: PaymentStanding.State =
            switch (object.status, object.paymentStatus) {
            case (_, "paid"?): .paid
            case ("complete"?, _): .pending
            case ("expired"?, _): .ended
            default: .open
            }
        return PaymentStanding(
            state: state, amount: StripeMoney.money(object.amountTotal, object.currency),
            intent: object.paymentIntent, method: method(of: object))
    }

    /// Only where one way alone was open is it certain which was taken.
    private static func method(of object: StripeObject) -> Payment.Method? {
        guard let methods = object.methods, methods.count == 1, let only = methods.first else { return nil }
        if only == "card" { return .card }
        let isDebit = only.hasSuffix("_debit") || only == "us_bank_account"
        return isDebit ? .debit : .online
    }
}
