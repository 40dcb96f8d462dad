import Database
import DatabaseTesting
import HTTPTypes
import Testing

@testable import Ensemble

@Suite struct `Mailboxes in the settings` {
    private func fields(_ other: [String: String] = [:]) -> [(String, String)] {
        let fields = [
            "name": "Billing", "address": "billing@clinic.test", "signature": "**Billing**", "plus": "1",
            "imap_host": "imap.clinic.test", "imap_port": "993", "imap_security": "tls",
            "imap_user": "billing",
            "imap_password": "imap secret", "folder": "INBOX", "move_to": "Done",
            "smtp_host": "smtp.clinic.test",
            "smtp_port": "587", "smtp_security": "starttls", "smtp_user": "billing",
            "smtp_password": "smtp secret",
        ]
        return fields.merging(other) { $1 }.map { ($0.key, $0.value) }
    }

    @Test(arguments: Engine.available)
    func `without a server for sending, the way leads to what was kept`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                #expect(try await ines.get("/settings/mailboxes").text.contains("href=\"/dev/mail\""))
                #expect(try await ines.get("/dev/mail").status == .ok)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a mailbox is added as it was typed, and its passwords are never shown`(engine: Engine) async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                #expect(
                    try await ines.post("/settings/mailboxes", fields()).location
                        == "/settings/mailboxes?done=added")
                let mailbox = try await desk.mailboxes.find(address: "billing@clinic.test")
                #expect(
                    mailbox.imap
                        == IMAPSettings(
                            host: "imap.clinic.test", port: 993, security: "tls", user: "billing",
                            password: "imap secret",
                            folder: "INBOX", moveTo: "Done"))
                #expect(
                    mailbox.smtp
                        == SMTPSettings(
                            host: "smtp.clinic.test", port: 587, security: "starttls", user: "billing",
                            password: "smtp secret"))
                #expect(mailbox.plusAddressing && mailbox.signature == "**Billing**")
                for path in ["/settings/mailboxes", "/settings/mailboxes/\(mailbox.id)"] {
                    let page = try await ines.get(path).text
                    #expect(page.contains("imap.clinic.test") && !page.contains("secret"))
                }
                let wrong = try await ines.post(
                    "/settings/mailboxes", fields(["imap_port": "x", "imap_password": "typed secret"]))
                #expect(wrong.status.code == 422 && !wrong.text.contains("typed secret"))
                #expect(wrong.document.element(id: "f-imap_host")?["value"] == "imap.clinic.test")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `an empty password keeps the one there is, unless it would go to another server`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                _ = try await ines.post("/settings/mailboxes", fields())
                let mailbox = try await desk.mailboxes.find(address: "billing@clinic.test")
                let path = "/settings/mailboxes/\(mailbox.id)"
                let kept = fields([
                    "imap_password": "", "smtp_password": "", "name": "Bills", "imap_port": "143",
                ])
                #expect(try await ines.post(path, kept).location == "/settings/mailboxes?done=saved")
                let changed = try await desk.mailboxes.find(mailbox.id)
                #expect(changed.name == "Bills" && changed.imap?.port == 143)
                #expect(changed.imap?.password == "imap secret" && changed.smtp?.password == "smtp secret")

                for (name, value) in [
                    ("imap_host", "evil.test"), ("imap_user", "other"), ("imap_security", "none"),
                    ("smtp_host", "evil.test"), ("smtp_user", "other"), ("smtp_security", "none"),
                ] {
                    let answer = try await ines.post(
                        path, fields(["imap_password": "", "smtp_password": "", name: value]))
                    #expect(answer.status.code == 422 && answer.text.contains("password again"), "\(name)")
                }
                #expect(try await desk.mailboxes.find(mailbox.id) == changed)

                let without = fields(["imap_host": "", "smtp_host": ""])
                #expect(try await ines.post(path, without).status == .seeOther)
                #expect(try await desk.mailboxes.find(mailbox.id).imap == nil)
            }
        }
    }

    @Test(arguments: [
        ("imap_port", "0"), ("imap_port", "65536"), ("smtp_port", ""), ("imap_host", "a b"),
        ("smtp_host", "http://x"),
        ("imap_security", "some"), ("imap_user", ""), ("address", "nobody"), ("name", " "),
    ])
    func `what can't be a mailbox is refused`(field: String, value: String) async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                #expect(try await ines.post("/settings/mailboxes", fields([field: value])).status.code == 422)
                #expect(try await desk.mailboxes.all().count == 1)
            }
        }
    }

    @Test func `a team that is not there is not found`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let added = try await ines.post("/settings/mailboxes", fields(["team": "999"]))
                let changed = try await ines.post(
                    "/settings/mailboxes/\(cast.mailbox.id)", fields(["team": "999"]))
                #expect(added.status == .notFound && changed.status == .notFound)
            }
        }
    }

    @Test func `a mailbox that can't be read says since when and why`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                _ = try await ines.post("/settings/mailboxes", fields())
                #expect(try await ines.get("/settings/mailboxes").text.contains("not read yet"))
                let id = try await desk.mailboxes.find(address: "billing@clinic.test").id
                let since = desk.clock() - .hours(2)
                _ = try await desk.database.write { db in
                    try db.execute(
                        """
                        INSERT INTO mailbox_polls (mailbox, uid_validity, last_uid, failures, failing_since, problem)
                        VALUES (\(id), 1, 1, 3, \(since), 'The server said <no>.')
                        """)
                }
                let page = try await ines.get("/settings/mailboxes").text
                #expect(page.contains("16 March 2026, 07:00") && page.contains("The server said &lt;no&gt;."))
            }
        }
    }
}
