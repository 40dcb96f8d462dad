import Foundation
import Testing

@testable import Mail

/// Composed, sent by SMTP, delivered by Postfix, fetched from Dovecot, read.
@Suite(.enabled(if: MailServers.hasIMAP && MailServers.hasSMTP, MailServers.comment))
struct RoundTripTests {
    @Test func `what was written arrives as it was written`() async throws {
        var mail = OutgoingMail(
            from: MailAddress(name: "Praxis Dr. Müller, Zähne & mehr", address: "info@ensemble.test"),
            to: [MailAddress(name: "Grace \"Amazing\" Hopper", address: "grace@ensemble.test")],
            subject: "Ihr Kostenvoranschlag: 1.234,56 € – bitte prüfen 🦷",
            messageID: "\(UUID().uuidString)@ensemble.test", date: 1_795_366_051_000,
            text: "Guten Tag\n\n.\n..\nFrom here on\n\(String(repeating: "lang ", count: 400))\nGrüße  \n")
        mail.html = "<p>Guten Tag, <img src=\"cid:logo@x\"></p>"
        mail.inReplyTo = "frage@example.org"
        mail.references = ["erste@example.org", "frage@example.org"]
        mail.bcc = [MailAddress(address: "heidi@ensemble.test")]
        let everyByte = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        mail.attachments = [
            OutgoingAttachment(
                name: "Kosten übersicht.pdf", contentType: "application/pdf", bytes: everyByte),
            OutgoingAttachment(
                name: "logo.png", contentType: "image/png", bytes: [1, 2, 3], contentID: "logo@x",
                isInline: true),
        ]
        let raw = try MailComposer.compose(mail)
        let smtp = SMTPClient(MailServers.smtp(.startTLS(required: true)))
        let receipt = try await smtp.send(raw, from: mail.from.address, to: mail.recipients)
        #expect(receipt.accepted == ["grace@ensemble.test", "heidi@ensemble.test"])
        await smtp.close()

        for person in ["grace", "heidi"] {
            let read = try await arrival(of: mail.messageID, for: person)
            #expect(read.subject == mail.subject)
            #expect(read.from == [mail.from])
            #expect(read.to == mail.to)
            #expect(read.bcc.isEmpty && read.header("Bcc") == nil)
            #expect(read.date == mail.date)
            #expect(read.inReplyTo == ["frage@example.org"])
            #expect(read.references == mail.references)
            #expect(read.text?.replacing("\r\n", with: "\n") == mail.text)
            #expect(read.html == mail.html)
            let attachments = read.attachments.sorted { $0.name < $1.name }
            #expect(attachments.map(\.name) == ["Kosten übersicht.pdf", "logo.png"])
            #expect(attachments.first?.bytes == everyByte)
            #expect(attachments.last?.contentID == "logo@x" && attachments.last?.isInline == true)
            #expect(read.defects.isEmpty)
        }
    }

    @Test func `a message that cannot be delivered comes back as a bounce`() async throws {
        let id = "\(UUID().uuidString)@ensemble.test"
        let mail = OutgoingMail(
            from: MailAddress(address: "dave@ensemble.test"), to: [MailAddress(address: "gone@bounce.test")],
            subject: "To nobody", messageID: id, date: 1_795_366_051_000, text: "Hello?\n")
        let smtp = SMTPClient(MailServers.smtp())
        _ = try await smtp.send(MailComposer.compose(mail), from: "dave@ensemble.test", to: mail.recipients)
        let read = try await arrival(for: "dave") { mail in
            if case .bounce(let bounce) = mail.classification {
                bounce.originalMessageID == id
            } else {
                false
            }
        }
        guard case .bounce(let bounce) = read.classification else { return }
        #expect(bounce.recipients == ["gone@bounce.test"])
        #expect(bounce.status == "5.1.1")
        #expect(bounce.isHard)
    }

    /// Waits for a message to be delivered.
    private func arrival(of id: String, for person: String) async throws -> ParsedMail {
        try await arrival(for: person) { $0.messageID == id }
    }

    private func arrival(for person: String, _ isMeant: (ParsedMail) -> Bool) async throws -> ParsedMail {
        let imap = IMAPClient(MailServers.imap(person, .tls))
        var last: UInt32 = 0
        for _ in 0..<60 {
            _ = try await imap.open()
            let batch = try await imap.fetch(imap.uids(after: last, limit: 1000))
            for mail in batch.mails {
                guard case .whole(let bytes) = mail.content else { continue }
                let read = try MailReader.parse(bytes)
                if isMeant(read) {
                    await imap.close()
                    return read
                }
            }
            last = max(last, batch.through)
            _ = try await imap.waitForMail(.milliseconds(500))
        }
        throw CancellationError()
    }
}
