import AsyncHTTPClient
import Database
import DatabaseTesting
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Ensemble

/// The localstripe of `bin/test-stripe`. It has payment intents, refunds and
/// signed webhooks over a real socket, but no Checkout sessions: those are
/// tested against `CheckoutServer`.
private enum LocalStripe {
    static let comment: Comment = "skipped, no localstripe: eval \"$(bin/test-stripe start DIR)\""
    static var base: String? { ProcessInfo.processInfo.environment["ENSEMBLE_TEST_STRIPE"]?.nonEmpty }

    /// Asks as Stripe's own page or its dashboard would.
    static func ask(_ path: String, _ fields: [(String, String)]) async throws
        -> StripeObject
    {
        var request = HTTPClientRequest(url: (base ?? "") + path)
        request.method = .POST
        request.headers.add(name: "Authorization", value: "Bearer sk_test_12345")
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        request.body = .bytes(ByteBuffer(string: StripeClient.form(fields)))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(120))
        let body = try await response.body.collect(upTo: 1 << 20)
        guard response.status == .ok else { throw Fault.invalid("localstripe refused.") }
        // What sets a webhook up answers with nothing.
        let data = body.readableBytes == 0 ? Data("{}".utf8) : Data(body.readableBytesView)
        return try JSONDecoder().decode(StripeObject.self, from: data)
    }
}

// One by one: localstripe loses an event when another webhook is set up while it tells of it.
@Suite(.serialized, .enabled(if: LocalStripe.base != nil, LocalStripe.comment))
struct `Payments with localstripe` {
    private func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.stripeAPI = LocalStripe.base ?? ""
        return configuration
    }

    @Test(arguments: Engine.available)
    func `a payment that localstripe signs and sends is booked once, its refund is found by asking`(
        engine: Engine
    )
        async throws
    {
        try await withDesk(on: engine, clock: .system, configuration: configuration()) { desk in
            let cast = try await desk.cast()
            let id = try await desk.billToPay(cast)
            let secret = "whsec_of_this_test"
            try await desk.settings.setStripe(
                isOn: true, key: "sk_test_12345", signing: secret, by: cast.administrator)
            // It has no page to pay on: a clear sentence, and nothing was paid.
            let link = String(desk.invoices.path(of: id).dropFirst("/bill/".count))
            await #expect(throws: StripeProblem.notFound.fault) {
                try await desk.payments.begin(.all, behind: link)
            }
            let key: String = try #require(
                try await desk.database.read { db in try db.value("SELECT key FROM checkouts") })
            try await Application(router: DeskWeb(desk: desk).router()).test(.live) { client in
                let hook = "http://127.0.0.1:\(client.port ?? 0)/api/payments/stripe"
                // Twice the same: it tells everything twice.
                for name in ["\(key)-1", "\(key)-2"] {
                    _ = try await LocalStripe.ask(
                        "/_config/webhooks/\(name)", [("url", hook), ("secret", secret)])
                }
                let card = try await LocalStripe.ask(
                    "/v1/payment_methods",
                    [
                        ("type", "card"), ("card[number]", "4242424242424242"), ("card[exp_month]", "12"),
                        ("card[exp_year]", "2030"), ("card[cvc]", "123"),
                    ])
                let paid = try await LocalStripe.ask(
                    "/v1/payment_intents",
                    [
                        ("amount", "18000"), ("currency", "usd"), ("payment_method", card.id ?? ""),
                        ("confirm", "true"), ("metadata[ensemble_checkout]", key),
                    ])
                #expect(paid.status == "succeeded")
                for _ in 0..<1_200 where try await desk.received(id).isEmpty {
                    try await Task.sleep(for: .milliseconds(100))
                }
                try await Task.sleep(for: .milliseconds(300))
                #expect(try await desk.received(id) == [18_000])
                #expect(try await desk.invoices.find(id).state == .paid)
                _ = try await LocalStripe.ask(
                    "/v1/refunds", [("payment_intent", paid.id ?? ""), ("amount", "2500")])
            }
            for _ in 0..<2 { try await desk.payments.askAll(of: .bill(id)) }
            let lines = try await desk.payments.lines(of: .bill(id))
            #expect(lines.map(\.amount) == ["180.00", "-25.00"])
        }
    }

    @Test func `the key is tried, and a wrong one is told from no answer`() async throws {
        let base = LocalStripe.base ?? ""
        try await StripeCheckout(client: StripeClient(base: base, key: Secret("sk_test_12345"))).tryKey()
        await #expect(throws: StripeProblem.keyRefused) {
            try await StripeCheckout(client: StripeClient(base: base, key: Secret("pk_test_12345"))).tryKey()
        }
        await #expect(throws: StripeProblem.unreachable) {
            let nobody = StripeClient(base: "http://127.0.0.1:1", key: Secret("sk_test_12345"))
            try await StripeCheckout(client: nobody).tryKey()
        }
        await #expect(throws: StripeProblem.notFound) {
            let stripe = StripeCheckout(client: StripeClient(base: base, key: Secret("sk_test_12345")))
            _ = try await stripe.client.get("/v1/payment_intents/pi_unknown")
        }
    }
}
