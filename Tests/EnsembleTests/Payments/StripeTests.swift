import Database
import DatabaseTesting
import Foundation
import Testing

@testable import Ensemble

@Suite struct `What goes to Stripe and comes from it` {
    @Test(arguments: Engine.available)
    func `what Stripe has not signed just now is not believed`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let stranger = try await site.visitor().send(.post, "/api/payments/stripe", [:], [1])
                #expect(stranger.status == .notFound)
            }
            _ = try await desk.billToPay(cast)
            let body = try Desk.event("payment_intent.succeeded", ["object": "payment_intent"])
            let secret = Secret(CheckoutServer.signing)
            let now = desk.clock().milliseconds / 1_000
            @Sendable func header(_ time: Int64, _ mark: String) -> String { "t=\(time),v1=\(mark)" }
            let good = StripeEvent.sign(body, time: String(now), secret: secret)
            let old = StripeEvent.sign(body, time: String(now - 301), secret: secret)
            let early = StripeEvent.sign(body, time: String(now + 301), secret: secret)
            let foreign = StripeEvent.sign(body, time: String(now), secret: Secret("whsec_another"))
            let wrong = [
                "", "t=1", "v1=\(good)", header(now, ""), header(now, foreign), header(now - 1, good),
                header(now - 301, old), header(now + 301, early), "t=x,v1=\(good)", "t=\(now),v0=\(good)",
                "t=\(Int64.max),v1=\(good)", header(now, String(good.dropLast())),
            ]
            for mark in wrong {
                await #expect(throws: Fault.self, "\(mark)") {
                    try await desk.payments.hear(body, signature: mark)
                }
            }
            await #expect(throws: Fault.self) {
                try await desk.payments.hear(body + [32], signature: header(now, good))
            }
            // One of several is enough: Stripe signs with both while a secret is rolled.
            try await desk.payments.hear(body, signature: "t=\(now),v1=\(foreign),v1=\(good)")
            let edge = StripeEvent.sign(body, time: String(now - 300), secret: secret)
            try await desk.payments.hear(body, signature: header(now - 300, edge))
            try await withSite(of: desk) { site in
                let headers = [good: HTTPStatusWord.ok, foreign: .forbidden]
                for (mark, status) in headers {
                    let answer = try await site.visitor().send(
                        .post, "/api/payments/stripe", [.stripeSignature: header(now, mark)], body)
                    #expect(answer.status == (status == .ok ? .ok : .forbidden))
                }
            }
        }
    }

    private enum HTTPStatusWord { case ok, forbidden }

    @Test func `the signature is that of Stripe's own example`() {
        // HMAC-SHA-256 of "1492774577.{}" with the key "whsec_test", by openssl.
        let mark = StripeEvent.sign(Array("{}".utf8), time: "1492774577", secret: Secret("whsec_test"))
        #expect(mark == "0d0602f6611bd2252dd4b74b58a4528355a7380639a15e6cc21e3059d56d5b8b")
    }

    @Test(arguments: Engine.available)
    func `without an answer nothing was paid, in a clear sentence, and it can be tried again`(engine: Engine)
        async throws
    {
        try await withCheckoutServer { server, configuration in
            try await withDesk(on: engine, configuration: configuration) { desk in
                let cast = try await desk.cast()
                let id = try await desk.billToPay(cast)
                let path = desk.invoices.path(of: id) + "/payments"
                try await withSite(of: desk) { site in
                    server.setDown(true)
                    let down = try await site.visitor().post(path)
                    #expect(down.status == .conflict && down.text.contains("nothing was paid"))
                    // Asked twice, no more.
                    #expect(server.requests == 2)
                    server.setDown(false)
                    #expect(try await site.visitor().post(path).status == .ok)
                    server.setDown(true)
                    let back = try await site.visitor().get(
                        (server.sessions["cs_test_1"]?.fields["success_url"] ?? "").replacing(
                            "http://localhost:8080", with: ""))
                    #expect(back.text.contains("If you paid, nothing is lost"))
                    server.setDown(false)
                    try await desk.settings.setStripe(
                        isOn: true, key: "sk_test_another", signing: nil, by: cast.administrator)
                    try await desk.invoices.pay(
                        id, .init(17_970, .cash, on: Day(.monday, in: .utc)), by: cast.agent)
                    let refused = try await site.visitor().post(path)
                    #expect(refused.status == .conflict && !refused.text.contains("sk_test"))
                    try await desk.settings.setStripe(
                        isOn: true, key: CheckoutServer.key, signing: nil, by: cast.administrator)
                    let small = try await site.visitor().post(path)
                    #expect(small.text.contains("can’t be paid by card"))
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `secrets go in and never come out`(engine: Engine) async throws {
        try await withCheckoutServer { _, configuration in
            try await withDesk(on: engine, configuration: configuration) { desk in
                let cast = try await desk.cast()
                try await withSite(of: desk) { site in
                    let ines = try await site.visitor(as: cast.ines)
                    for fields in [
                        [("on", "1")],
                        [("on", "1"), ("key", "pk_test_12345678"), ("signing", "whsec_12345678")],
                        [("on", "1"), ("key", "sk_test_12345678")],
                        [("on", "1"), ("key", "sk_test_1234 5678"), ("signing", "whsec_12345678")],
                    ] {
                        #expect(try await ines.post("/settings/payments", fields).status.code == 422)
                    }
                    let set = [
                        ("on", "1"), ("key", CheckoutServer.key), ("signing", CheckoutServer.signing),
                    ]
                    #expect(try await ines.post("/settings/payments", set).status == .seeOther)
                    #expect(try await ines.post("/settings/payments", [("on", "1")]).status == .seeOther)
                    let trial = try await ines.post("/settings/payments/trial")
                    #expect(trial.text.contains("Stripe knows this key."))
                    for page in [try await ines.get("/settings/payments"), trial] {
                        #expect(!page.text.contains("planted_secret") && page.text.contains("One is kept."))
                    }
                    let keys = try await desk.settings.stripe()
                    #expect(keys.key?.text == CheckoutServer.key && keys.isTest)
                    #expect(!"\(keys) \(String(reflecting: keys))".contains("planted_secret"))
                    var dumped = ""
                    dump(keys, to: &dumped)
                    #expect(!dumped.contains("planted_secret"))
                    let events = try await desk.count(
                        "SELECT COUNT(*) FROM events WHERE data LIKE '%planted_secret%'")
                    #expect(events == 0)
                    _ = try await ines.post("/settings/payments", [("on", "1"), ("key", "sk_test_another")])
                    let refused = try await ines.post("/settings/payments/trial")
                    #expect(refused.text.contains("Stripe does not accept this key"))
                    _ = try await ines.post("/settings/payments/removal")
                    #expect(try await desk.settings.stripe() == StripeKeys())
                }
            }
        }
    }

    @Test func `only this bill's payments are behind its link`() async throws {
        try await withCheckoutServer { server, configuration in
            try await withDesk(on: .sqlite, configuration: configuration) { desk in
                let cast = try await desk.cast()
                let (one, other) = (try await desk.billToPay(cast), try await desk.billToPay(cast))
                try await withSite(of: desk) { site in
                    let visitor = site.visitor()
                    _ = try await visitor.post(desk.invoices.path(of: one) + "/payments")
                    let own = (server.sessions["cs_test_1"]?.fields["success_url"] ?? "").replacing(
                        "http://localhost:8080", with: "")
                    #expect(try await visitor.get(own).status == .ok)
                    let foreign = own.replacing(
                        desk.invoices.path(of: one), with: desk.invoices.path(of: other))
                    #expect(foreign != own)
                    #expect(try await visitor.get(foreign).status == .notFound)
                    #expect(try await visitor.get(own + "0").status == .notFound)
                    #expect(try await visitor.post("/bill/1-made-up/payments").status == .notFound)
                    let tom = try await site.visitor(as: cast.tom)
                    #expect(
                        try await tom.post(desk.invoices.path(of: one) + "/payments").status == .forbidden)
                }
            }
        }
    }

    @Test(
        arguments: [
            ("USD", 1_050, 1_050), ("JPY", 500, 500), ("ISK", 5, 500), ("UGX", 7, 700), ("MGA", 500, 5),
            ("KWD", 1_230, 1_230), ("MGA", 550, nil), ("KWD", 1_234, nil), ("HUF", 1_000, 1_000),
        ] as [(String, Int64, Int64?)])
    func `amounts are counted as Stripe counts them`(currency: String, ours: Int64, theirs: Int64?) {
        #expect(StripeMoney.units(of: Money(ours, currency)) == theirs)
        guard let theirs else { return }
        #expect(StripeMoney.money(theirs, currency.lowercased()) == Money(ours, currency))
    }

    @Test func `what goes into the form is what Stripe reads`() {
        let form = StripeClient.form([("a[b][0]", "Ü & = + 100 %"), ("c", "")])
        #expect(form == "a%5Bb%5D%5B0%5D=%C3%9C%20%26%20%3D%20%2B%20100%20%25&c=")
        #expect(Form(urlEncoded: Array(form.utf8))["a[b][0]"] == "Ü & = + 100 %")
    }
}
