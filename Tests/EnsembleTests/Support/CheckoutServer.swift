import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization

@testable import Ensemble

/// Speaks what Stripe documents of Checkout sessions and refunds, as far as
/// the desk asks: forms in, JSON out, keys, versions and idempotency checked.
/// localstripe has payment intents, refunds and webhooks, but no sessions.
///
/// Source: https://docs.stripe.com/api (checkout/sessions, idempotent_requests, errors).
final class CheckoutServer: Sendable {
    struct Session {
        var fields: [String: String]
        var status = "open"
        var payment = "unpaid"
        var intent: String?
        var intentStatus = "succeeded"
        var units: Int64 { Int64(fields["line_items[0][price_data][unit_amount]"] ?? "") ?? 0 }
        var currency: String { fields["line_items[0][price_data][currency]"] ?? "" }
    }

    private struct Book {
        var sessions: [String: Session] = [:]
        var answers: [String: (body: String, session: String)] = [:]
        var refunds: [[String: any Sendable]] = []
        var refundKeys: [String: String] = [:]
        var forgetsAnswers = false
        var requests = 0
        var isDown = false

        /// Never more than was paid; the same key is the same refund.
        mutating func giveBack(_ form: Form, _ idempotency: String) -> [String: any Sendable]? {
            let intent = form["payment_intent"] ?? ""
            if let name = refundKeys[idempotency] {
                return refunds.first { $0["id"] as? String == name }
            }
            guard let session = sessions.values.first(where: { $0.intent == intent }),
                let units = form["amount"].flatMap({ Int64($0) }),
                case let given = refunds.filter({ $0["payment_intent"] as? String == intent })
                    .reduce(0, { $0 + ($1["amount"] as? Int64 ?? 0) }),
                units > 0, given + units <= session.units
            else { return nil }
            let name = "re_\(refunds.count + 1)"
            refundKeys[idempotency] = name
            refunds.append([
                "id": name, "object": "refund", "amount": units, "status": "succeeded",
                "payment_intent": intent, "currency": session.currency,
                "metadata": ["ensemble_refund": form["metadata[ensemble_refund]"] ?? ""],
            ])
            return refunds.last
        }
    }

    static let key = "sk_test_planted_secret"
    static let signing = "whsec_planted_secret"
    private let book = Mutex(Book())

    var requests: Int { book.withLock { $0.requests } }
    var sessions: [String: Session] { book.withLock { $0.sessions } }
    func setDown(_ isDown: Bool) { book.withLock { $0.isDown = isDown } }
    /// Whether it gives money back and its answer is lost on the way.
    func setForgetting(_ forgets: Bool) { book.withLock { $0.forgetsAnswers = forgets } }
    var refunds: [[String: any Sendable]] { book.withLock { $0.refunds } }

    /// The customer pays on the page, or sends a debit on its way.
    func pay(_ id: String, units: Int64? = nil, isAsync: Bool = false) {
        book.withLock { book in
            book.sessions[id]?.status = "complete"
            book.sessions[id]?.payment = isAsync ? "unpaid" : "paid"
            book.sessions[id]?.intent = "pi_\(id)"
            book.sessions[id]?.intentStatus = isAsync ? "processing" : "succeeded"
            if let units {
                book.sessions[id]?.fields["line_items[0][price_data][unit_amount]"] = String(units)
            }
        }
    }

    /// The bank refuses a debit that was on its way: the session stays as it was.
    func fail(_ id: String, as status: String = "requires_payment_method") {
        book.withLock { $0.sessions[id]?.intentStatus = status }
    }

    /// Somebody gives money back in Stripe's own place.
    func refund(_ id: String, _ units: Int64, named name: String, status: String = "succeeded") {
        book.withLock { book in
            book.refunds.removeAll { $0["id"] as? String == name }
            book.refunds.append([
                "id": name, "object": "refund", "amount": units, "status": status,
                "payment_intent": "pi_\(id)", "currency": book.sessions[id]?.currency ?? "usd",
            ])
        }
    }

    /// A session as Stripe shows it.
    func object(_ id: String) -> [String: any Sendable] {
        guard let session = sessions[id] else { return [:] }
        return [
            "id": id, "object": "checkout.session", "status": session.status,
            "payment_status": session.payment, "amount_total": session.units, "currency": session.currency,
            "client_reference_id": session.fields["client_reference_id"] ?? "",
            "metadata": ["ensemble_checkout": session.fields["metadata[ensemble_checkout]"] ?? ""],
            "payment_intent": session.intent ?? NSNull(),
            "url": "https://checkout.stripe.com/c/pay/\(id)",
        ]
    }

    // MARK: Serving

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.post("v1/checkout/sessions") { request, _ in try await self.create(request) }
        router.get("v1/checkout/sessions/:id") { request, context in
            try self.checked(request) { self.known(context.parameters.get("id") ?? "") }
        }
        router.post("v1/checkout/sessions/:id/expire") { request, context in
            try self.checked(request) { self.expire(context.parameters.get("id") ?? "") }
        }
        router.post("v1/refunds") { request, _ in try await self.giveBack(request) }
        router.get("v1/refunds") { request, _ in
            try self.checked(request) {
                let intent = request.uri.queryParameters["payment_intent"].map(String.init)
                let list = self.book.withLock {
                    $0.refunds.filter { $0["payment_intent"] as? String == intent }
                }
                return (.ok, ["object": "list", "data": list, "has_more": false])
            }
        }
        router.get("v1/payment_intents/:id") { request, context in
            try self.checked(request) { self.intent(context.parameters.get("id") ?? "") }
        }
        router.get("v1/balance") { request, _ in try self.checked(request) { (.ok, ["object": "balance"]) } }
        return router
    }

    private typealias Reply = (HTTPResponse.Status, [String: any Sendable])

    private func refusal(_ status: HTTPResponse.Status, _ code: String) -> Reply {
        (status, ["error": ["type": "invalid_request_error", "code": code, "message": "No: \(Self.key)"]])
    }

    private func checked(_ request: Request, _ answer: () -> Reply) throws -> Response {
        book.withLock { $0.requests += 1 }
        if book.withLock({ $0.isDown }) { return try json(refusal(.serviceUnavailable, "down")) }
        guard request.headers[.authorization] == "Bearer \(Self.key)" else {
            return try json(refusal(.unauthorized, "api_key_invalid"))
        }
        guard request.headers[HTTPField.Name("Stripe-Version")!] == "2024-06-20" else {
            return try json(refusal(.badRequest, "version"))
        }
        return try json(answer())
    }

    private func json(_ reply: Reply) throws -> Response {
        let data = try JSONSerialization.data(withJSONObject: reply.1)
        return Response(
            status: reply.0, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }

    private static let known: Set<String> = [
        "mode", "locale", "line_items[0][quantity]", "line_items[0][price_data][currency]",
        "line_items[0][price_data][unit_amount]", "line_items[0][price_data][product_data][name]",
        "client_reference_id", "metadata[ensemble_checkout]", "metadata[invoice]",
        "payment_intent_data[metadata][ensemble_checkout]", "payment_intent_data[metadata][invoice]",
        "payment_intent_data[description]", "success_url", "cancel_url", "customer_email",
    ]

    private func create(_ request: Request) async throws -> Response {
        let buffer = try await request.body.collect(upTo: 1 << 20)
        let body = String(buffer: buffer)
        let isForm = request.headers[.contentType] == "application/x-www-form-urlencoded"
        let idempotency = request.headers[HTTPField.Name("Idempotency-Key")!] ?? ""
        return try checked(request) {
            guard isForm, !idempotency.isEmpty else { return refusal(.badRequest, "no_form_or_key") }
            return add(body, Form(urlEncoded: Array(body.utf8)), idempotency)
        }
    }

    private func add(_ body: String, _ form: Form, _ idempotency: String) -> Reply {
        if let before = book.withLock({ $0.answers[idempotency] }) {
            guard before.body == body else { return refusal(.badRequest, "idempotency_error") }
            return known(before.session)
        }
        var fields: [String: String] = [:]
        for pair in body.split(separator: "&") {
            let name = String(pair.prefix { $0 != "=" }).removingPercentEncoding ?? ""
            guard Self.known.contains(name) else { return refusal(.badRequest, "parameter_unknown") }
            fields[name] = form[name]
        }
        let session = Session(fields: fields)
        guard fields["mode"] == "payment", fields["line_items[0][quantity]"] == "1",
            fields["line_items[0][price_data][product_data][name]"]?.isEmpty == false,
            session.currency.count == 3, session.currency == session.currency.lowercased(),
            fields["success_url"]?.hasPrefix("http") == true
        else { return refusal(.badRequest, "parameter_missing") }
        guard session.units >= 50 else { return refusal(.badRequest, "amount_too_small") }
        let id = "cs_test_\(book.withLock { $0.sessions.count + 1 })"
        book.withLock {
            $0.sessions[id] = session
            $0.answers[idempotency] = (body, id)
        }
        return known(id)
    }

    private func giveBack(_ request: Request) async throws -> Response {
        let body = String(buffer: try await request.body.collect(upTo: 1 << 20))
        let idempotency = request.headers[HTTPField.Name("Idempotency-Key")!] ?? ""
        return try checked(request) {
            guard !idempotency.isEmpty else { return refusal(.badRequest, "no_key") }
            let form = Form(urlEncoded: Array(body.utf8))
            let reply = book.withLock { $0.giveBack(form, idempotency) }
            guard let reply else { return refusal(.badRequest, "charge_already_refunded") }
            return book.withLock { $0.forgetsAnswers } ? refusal(.serviceUnavailable, "down") : (.ok, reply)
        }
    }

    private func known(_ id: String) -> Reply {
        sessions[id] == nil ? refusal(.notFound, "resource_missing") : (.ok, object(id))
    }

    private func intent(_ name: String) -> Reply {
        guard let session = sessions.values.first(where: { $0.intent == name }) else {
            return refusal(.notFound, "resource_missing")
        }
        return (
            .ok,
            [
                "id": name, "object": "payment_intent", "status": session.intentStatus,
                "amount": session.units, "currency": session.currency,
            ]
        )
    }

    private func expire(_ id: String) -> Reply {
        guard sessions[id]?.status == "open" else { return refusal(.badRequest, "not_open") }
        book.withLock { $0.sessions[id]?.status = "expired" }
        return known(id)
    }
}

/// Serves a stand-in for Stripe's Checkout on a port of its own.
func withCheckoutServer<T: Sendable>(
    _ body: @escaping @Sendable (CheckoutServer, Configuration) async throws -> T
) async throws -> T {
    let server = CheckoutServer()
    return try await Application(router: server.router()).test(.live) { client in
        var configuration = Configuration()
        configuration.stripeAPI = "http://127.0.0.1:\(client.port ?? 0)"
        return try await body(server, configuration)
    }
}

extension Desk {
    /// A bill of $180 that was told, with payments by Stripe set up.
    func billToPay(_ cast: Cast) async throws -> Invoice.ID {
        try await settings.setStripe(
            isOn: true, key: CheckoutServer.key, signing: CheckoutServer.signing, by: cast.administrator)
        let estimate = try await tell(cast)
        try await estimates.record(true, of: estimate, name: "Dana", by: cast.agent)
        let id = try await invoices.begin(.told, in: cast.conversation, by: cast.agent)
        try await invoices.issue(id, by: cast.agent)
        return id
    }

    /// Tells what Stripe would, signed as Stripe signs.
    func hear(
        _ type: String, _ object: [String: any Sendable], secret: String = CheckoutServer.signing,
        at moment: Moment? = nil
    ) async throws {
        let body = try Self.event(type, object)
        let time = String((moment ?? clock()).milliseconds / 1_000)
        let mark = StripeEvent.sign(body, time: time, secret: Secret(secret))
        try await payments.hear(body, signature: "t=\(time),v1=\(mark)")
    }

    static func event(_ type: String, _ object: [String: any Sendable]) throws -> [UInt8] {
        let event: [String: any Sendable] = [
            "id": "evt_1", "object": "event", "type": type, "data": ["object": object],
        ]
        return Array(try JSONSerialization.data(withJSONObject: event))
    }

    func received(_ invoice: Invoice.ID) async throws -> [Int64] {
        try await database.read { db in try Invoices.payments(on: invoice, in: db).map(\.amount) }
    }
}
