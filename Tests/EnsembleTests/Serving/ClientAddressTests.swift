import Database
import DatabaseTesting
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Ensemble

struct ClientAddressTests {
    private func address(_ forwarded: String?, peer: String? = "10.0.0.1", trusting proxies: [String])
        -> String
    {
        var headers: HTTPFields = [:]
        headers[.forwardedFor] = forwarded
        let request = Request(
            head: HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/", headerFields: headers),
            body: RequestBody(buffer: ByteBuffer()))
        return ClientAddress.of(request, peer: peer, trusting: proxies)
    }

    @Test func `nobody but a trusted proxy is believed`() {
        #expect(address("192.0.2.7", trusting: []) == "10.0.0.1")
        #expect(address("192.0.2.7", trusting: ["10.0.0.2"]) == "10.0.0.1")
        #expect(address("192.0.2.7", trusting: ["10.0.0.1"]) == "192.0.2.7")
        #expect(address(nil, trusting: ["10.0.0.1"]) == "10.0.0.1")
        #expect(address("192.0.2.7", peer: nil, trusting: ["10.0.0.1"]) == "?")
    }

    @Test func `of several addresses the last counts that is no proxy of ours`() {
        let ours = ["10.0.0.1", "10.0.0.2"]
        #expect(address("6.6.6.6, 192.0.2.7, 10.0.0.2", trusting: ours) == "192.0.2.7")
        #expect(address("10.0.0.2", trusting: ours) == "10.0.0.1")
        #expect(address(" , ,", trusting: ours) == "10.0.0.1")
    }

    @Test func `an address is the same from a socket of either family`() {
        #expect(ClientAddress.unmapped("::ffff:192.0.2.7") == "192.0.2.7")
        #expect(ClientAddress.unmapped("::1") == "::1")
        #expect(ClientAddress.plain("0:0:0:0:0:0:0:1") == "::1")
        #expect(ClientAddress.plain("desk.test") == nil && ClientAddress.plain("") == nil)
    }

    @Test(arguments: [(["127.0.0.1"], "192.0.2.7"), ([], "127.0.0.1")])
    func `over a socket a session is noted with the address that is believed`(
        proxies: [String], expected: String
    ) async throws {
        var configuration = Configuration()
        configuration.trustedProxies = proxies
        try await withDesk(on: .sqlite, configuration: configuration) { desk in
            let (email, password) = ("ines@clinic.test", "right as can be")
            try await desk.agents.add(
                name: "Ines", email: email, role: .administrator, password: password, by: .system)
            let web = DeskWeb(desk: desk)
            try await Application(router: web.router()).test(.live) { client in
                let visitor = Site(desk: desk, web: web, client: client).visitor()
                _ = try await visitor.post(
                    "/sign-in", [("email", email), ("password", password)],
                    headers: [.forwardedFor: "192.0.2.7"])
            }
            let noted: String? = try await desk.database.read { db in
                try db.value("SELECT address FROM sessions")
            }
            #expect(noted == expected)
        }
    }
}
