import Database
import DatabaseTesting
import HTTPTypes
import Localization
import Testing

@testable import Ensemble

@Suite struct `Customers come in by a mailed link` {
    @Test(arguments: Engine.available)
    func `the link in the mail opens their place, once`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let dana = site.visitor()
                let asked = try await dana.post("/my/sign-in", [("address", " DANA@example.test ")])
                #expect(asked.location == "/my/link-sent")
                let notice = try #require(try await desk.notices().first)
                #expect(notice.to == Cast.danaAddress)
                let path = try #require(notice.path)

                // A program that looks at links before she does uses nothing up.
                for _ in 0..<3 { #expect(try await site.visitor().get(path).status == .ok) }
                let entered = try await dana.post(path)
                #expect(entered.location == "/my")
                let list = try await dana.get("/my")
                #expect(list.status == .ok && list.text.contains("/my/conversations/\(cast.conversation)"))

                let second = try await site.visitor().post(path)
                #expect(
                    second.status == .notFound && second.headers[.setCookie]?.contains("ensemble=") != true)
                #expect(try await site.visitor().get(path).status == .notFound)
            }
        }
    }

    @Test func `the link works for a quarter of an hour`() async throws {
        let clock = TestClock()
        try await withDesk(on: .sqlite, clock: clock.clock) { desk in
            _ = try await desk.cast()
            try await withSite(of: desk) { site in
                let dana = site.visitor()
                _ = try await dana.post("/my/sign-in", [("address", Cast.danaAddress)])
                let path = try #require(try await desk.notices().first?.path)
                clock.move(by: .minutes(14))
                #expect(try await dana.get(path).status == .ok)
                clock.move(by: .minutes(2))
                #expect(try await dana.get(path).status == .notFound)
                #expect(try await dana.post(path).status == .notFound)
                #expect(try await dana.get("/my").location == "/my/sign-in")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `an address that nobody has is answered alike, and costs the same writing`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            _ = try await desk.cast()
            try await withSite(of: desk) { site in
                let known = try await site.visitor().post("/my/sign-in", [("address", Cast.danaAddress)])
                let links = try await desk.count("SELECT COUNT(*) FROM one_time_links")
                let unknown = try await site.visitor().post("/my/sign-in", [("address", "nobody@x.test")])
                #expect(known.status == unknown.status && known.location == unknown.location)
                #expect(known.text == unknown.text)
                #expect(try await desk.count("SELECT COUNT(*) FROM one_time_links") == links + 1)
                #expect(try await desk.notices().map(\.to) == [Cast.danaAddress])
            }
        }
    }

    @Test func `the mail goes to the address as it is kept, not to one that only looks alike`() async throws {
        try await withDesk(on: .sqlite) { desk in
            _ = try await desk.cast()
            // The same key after folding: a full-width letter in the domain.
            let lookalike = "dana@ex\u{FF41}mple.test"
            #expect(lookalike.folded == Cast.danaAddress)
            try await desk.portal.sendLink(to: lookalike, in: .init(now: 0))
            #expect(try await desk.notices().map(\.to) == [Cast.danaAddress])
        }
    }

    @Test func `what is no address is said to be none`() async throws {
        try await withDesk(on: .sqlite) { desk in
            _ = try await desk.cast()
            try await withSite(of: desk) { site in
                let answer = try await site.visitor().post("/my/sign-in", [("address", "dana at example")])
                #expect(answer.status.code == 422)
                #expect(answer.document.element(id: "f-address")?["value"] == "dana at example")
            }
        }
    }

    @Test func `nobody's post box is filled by a stranger`() async throws {
        let clock = TestClock()
        try await withDesk(on: .sqlite, clock: clock.clock) { desk in
            _ = try await desk.cast()
            try await withSite(of: desk) { site in
                for _ in 0..<5 {
                    _ = try await site.visitor().post("/my/sign-in", [("address", Cast.danaAddress)])
                }
                #expect(try await desk.notices().count == 3)
                clock.move(by: .minutes(11))
                _ = try await site.visitor().post("/my/sign-in", [("address", Cast.danaAddress)])
                #expect(try await desk.notices().count == 4)
            }
        }
    }

    @Test func `a link for something else opens no place`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let token = try await desk.database.write { [links = desk.oneTimeLinks] db in
                try links.make(.password, for: cast.dana.rawValue, in: db)
            }
            try await withSite(of: desk) { site in
                let answer = try await site.visitor().post("/my/sign-in/\(token)")
                #expect(answer.status == .notFound)
            }
        }
    }

    @Test func `the link speaks the customer's language`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await desk.customers.change(
                cast.dana,
                to: Customers.Change(
                    name: "Dana", organisation: nil, language: "de", phone: nil, remarks: ""),
                by: cast.agent)
            try await desk.portal.sendLink(to: Cast.danaAddress, in: .init(now: 0))
            let german = Reader(language: try #require(desk.languages.language("de")), now: 0)
            #expect(try await desk.notices().first?.subject == german("Your link to \("Ensemble")"))
        }
    }

    @Test func `the cookie is unreadable for scripts, stays here, and goes over TLS only`() async throws {
        var configuration = Configuration()
        configuration.baseURL = "https://desk.clinic.test"
        try await withDesk(on: .sqlite, configuration: configuration) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let token = try await desk.database.write { [links = desk.oneTimeLinks] db in
                    try links.make(.customer, for: cast.dana.rawValue, in: db)
                }
                let entered = try await site.visitor().post("/my/sign-in/\(token)")
                let cookie = try #require(
                    entered.headers[values: .setCookie].first { $0.hasPrefix("__Host-ensemble=") })
                for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure", "; Max-Age="] {
                    #expect(cookie.contains(part))
                }
                #expect(!cookie.contains("Domain="))
                #expect(entered.headers[.strictTransportSecurity] != nil)
            }
        }
    }

    @Test func `signing out ends the session for good`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let dana = try await site.visitor(as: cast.dana)
                let session = try #require(dana.cookie("ensemble"))
                #expect(try await dana.get("/my").status == .ok)
                #expect(try await dana.post("/my/sign-out").location == "/my/sign-in")
                dana.keep("ensemble", session)
                #expect(try await dana.get("/my").location == "/my/sign-in")
            }
        }
    }
}
