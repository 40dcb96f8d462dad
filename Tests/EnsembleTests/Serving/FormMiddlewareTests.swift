import Database
import DatabaseTesting
import HTTPTypes
import Testing

@testable import Ensemble

@Suite struct `Forms` {
    @Test func `a page's own token is the one that is believed`() async throws {
        try await withDesk(on: .sqlite) { desk in
            _ = try await desk.cast()
            try await withSite(of: desk) { site in
                let visitor = site.visitor()
                let page = try await visitor.get("/password")
                let cookie = try #require(page.headers[.setCookie])
                #expect(
                    cookie.hasPrefix("visitor=") && cookie.contains("; HttpOnly")
                        && cookie.contains("; SameSite=Lax"))
                let token = try #require(
                    page.document.elements(named: "input").first { $0["name"] == "csrf" }?["value"])
                let sent = try await visitor.post("/password", [("email", "tom@clinic.test")], csrf: token)
                #expect(sent.location == "/password-link-sent")
                let another = try await site.visitor().post(
                    "/password", [("email", "tom@clinic.test")], csrf: token)
                #expect(another.status == .forbidden)
            }
        }
    }

    @Test func `whoever is not signed in sends little, but for the web form`() async throws {
        try await withDesk(on: .sqlite) { desk in
            _ = try await desk.cast()
            try await withSite(of: desk) { site in
                let big = String(repeating: "x", count: 200_000)
                let answer = try await site.visitor().post("/password", [("email", big)])
                #expect(answer.status == .contentTooLarge)
                let stamp = ContactStamp.make(
                    at: desk.clock() - .minutes(1), seal: desk.seal, randomness: desk.randomness)
                let fields = [("stamp", stamp), ("address", "a@x.test"), ("subject", "Long"), ("text", big)]
                let sent = try await site.visitor().post("/contact", fields)
                #expect(sent.status == .seeOther)
            }
        }
    }

    @Test(arguments: [
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"",
        "multipart/form-data; boundary=" + String(repeating: "x", count: 300), "text/plain", "",
    ])
    func `a body that is no form is refused`(type: String) async throws {
        try await withDesk(on: .sqlite) { desk in
            _ = try await desk.cast()
            try await withSite(of: desk) { site in
                let visitor = site.visitor()
                let answer = try await visitor.send(
                    .post, "/contact", [.contentType: type], Array("--x\r\n\r\n--x--".utf8))
                #expect(answer.status == .forbidden || answer.status.code == 422)
            }
        }
    }
}
