import Database
import DatabaseTesting
import HTTPTypes
import Testing

@testable import Ensemble

@Suite struct `What can't be done` {
    @Test func `an address that leads nowhere is answered by a page of ours, well guarded`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                for visitor in [
                    site.visitor(), try await site.visitor(as: cast.dana),
                    try await site.visitor(as: cast.ines),
                ] {
                    for path in [
                        "/no-such-page", "/conversations/none", "/customers/x", "/inbox/none",
                        "/settings/none", "/my/none",
                    ] {
                        let answer = try await visitor.get(path)
                        // Who is not signed in is asked to, where there may be something.
                        guard answer.status != .seeOther else { continue }
                        #expect(answer.status == .notFound, "\(path)")
                        #expect(answer.headers[.contentType]?.hasPrefix("text/html") == true, "\(path)")
                        #expect(answer.document.elements(named: "h1").count == 1, "\(path)")
                        #expect(
                            answer.headers[.contentSecurityPolicy] != nil
                                && answer.headers[.xContentTypeOptions] == "nosniff")
                    }
                }
                let none = try await site.visitor().get("/api/none")
                #expect(
                    none.status == .notFound
                        && none.headers[.contentType]?.hasPrefix("application/json") == true)
            }
        }
    }

    @Test(arguments: Fault.Kind.allCases)
    func `each kind of fault has its own number and is told in words`(kind: Fault.Kind) {
        let numbers: [Fault.Kind: Int] = [
            .invalid: 422, .notFound: 404, .conflict: 409, .forbidden: 403, .signInNeeded: 401, .tooMany: 429,
            .tooLarge: 413,
        ]
        #expect(FaultMiddleware.status(of: kind).code == numbers[kind])
    }

    @Test func `what breaks is not told to strangers`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                _ = try await desk.database.write { db in try db.execute("DROP TABLE mailbox_polls") }
                let answer = try await ines.get("/settings/mailboxes")
                #expect(answer.status == .internalServerError)
                #expect(
                    answer.text.contains("Something went wrong") && !answer.text.contains("mailbox_polls"))
            }
        }
    }
}
