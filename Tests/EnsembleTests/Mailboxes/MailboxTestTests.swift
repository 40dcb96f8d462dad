import Database
import DatabaseTesting
import Testing

@testable import Ensemble

/// Trying the servers of a mailbox, on its page and from the command.
struct MailboxTestTests {
    private func fields(_ imap: IMAPSettings, _ smtp: SMTPSettings) -> [(String, String)] {
        [
            ("name", "Tried"), ("address", "tried@clinic.test"), ("imap_host", imap.host),
            ("imap_port", "\(imap.port)"), ("imap_security", imap.security), ("imap_user", imap.user),
            ("imap_password", imap.password), ("folder", imap.folder), ("smtp_host", smtp.host),
            ("smtp_port", "\(smtp.port)"), ("smtp_security", smtp.security), ("smtp_user", smtp.user ?? ""),
            ("smtp_password", smtp.password ?? ""), ("then", "test"),
        ]
    }

    private func show(_ imap: IMAPSettings, _ smtp: SMTPSettings) async throws -> String {
        try await withDesk(on: .sqlite, configuration: RealServers.configuration) { desk in
            let cast = try await desk.cast()
            return try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let answer = try await ines.post("/settings/mailboxes", fields(imap, smtp))
                #expect(answer.status == .ok)
                #expect(!answer.text.contains(imap.password))
                // It is kept, right or wrong.
                _ = try await desk.mailboxes.find(address: "tried@clinic.test")
                return answer.text
            }
        }
    }

    @Test(.enabled(if: RealServers.hasAll, RealServers.comment))
    func `servers that let us in are said to work`() async throws {
        let page = try await show(RealServers.imap("dave"), RealServers.smtp("dave", security: "starttls"))
        #expect(page.contains("Mail in works.") && page.contains("Mail out works."))
    }

    @Test(.enabled(if: RealServers.hasAll, RealServers.comment))
    func `a wrong password, a folder that is not there and a wrong port are told apart`() async throws {
        var (imap, smtp) = (RealServers.imap("dave"), RealServers.smtp("dave"))
        (imap.password, smtp.password) = ("wrong in", "wrong out")
        let refused = try await show(imap, smtp)
        #expect(refused.contains("Mail in fails:") && refused.contains("Mail out fails:"))
        #expect(refused.components(separatedBy: "refused the user name or password").count == 3)
        imap = RealServers.imap("dave", folder: "Nowhere")
        smtp = RealServers.smtp("dave")
        smtp.port = 1
        let wrong = try await show(imap, smtp)
        #expect(wrong.contains("The folder “Nowhere” of dave cannot be opened on localhost."))
        #expect(wrong.contains("Mail out fails:") && !wrong.contains("Mail out works."))
    }

    @Test func `a server that nobody runs is told in words, and a mailbox without any is no failure`()
        async throws
    {
        let dead = IMAPSettings(host: "127.0.0.1", port: 1, security: "none", user: "x", password: "typed it")
        let page = try await show(dead, SMTPSettings(host: "127.0.0.1", port: 1, security: "none"))
        #expect(page.contains("Mail in fails:") && page.contains("Mail out fails:"))
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let test = try await desk.test(cast.mailbox.id, by: .system)
            #expect(test == MailboxTest() && !test.hasFailed)
            await #expect(throws: Fault.self) { try await desk.test(cast.mailbox.id, by: cast.agent) }
        }
    }
}
