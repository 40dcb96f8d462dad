import Foundation
import Testing

@testable import Mail

/// Whatever is written is what others read: every hostile string in every
/// field, read by Python's e-mail package and by our own reader.
struct MailComposerOracleTests {
    private static func mails() -> [OutgoingMail] {
        Compositions.hostile.enumerated().map { index, string in
            var mail = Compositions.mail(subject: string, text: string, name: string)
            mail.messageID = "\(index)@clinic.example"
            mail.cc = [
                MailAddress(name: string, address: "a@x.org"), MailAddress(name: string, address: "b@x.org"),
            ]
            mail.replyTo = [MailAddress(name: string, address: "reply@x.org")]
            mail.html = "<p>" + string + "</p>"
            mail.attachments = [
                OutgoingAttachment(name: string, contentType: string, bytes: Array(string.utf8)),
                OutgoingAttachment(
                    name: string, contentType: "image/png", bytes: [0, 255, 10, 13], contentID: "c\(index)@x",
                    isInline: true),
            ]
            mail.extraHeaders = [("X-Ensemble", string)]
            return mail
        }
    }

    /// What the transport may do to a text: its line ends.
    private static func lines(_ text: String) -> [String] {
        text.replacingOccurrences(of: "\r\n", with: "\n").replacingOccurrences(of: "\r", with: "\n")
            .components(separatedBy: "\n")
    }

    private static let names: Set<String> = [
        "From", "Reply-To", "To", "Cc", "Subject", "Date", "Message-ID", "X-Ensemble", "MIME-Version",
        "Content-Type",
    ]

    @Test(.enabled(if: PythonReader.isThere, "skipped, no python3"))
    func `Python reads back what was written`() throws {
        let mails = Self.mails()
        let read = try PythonReader.read(mails.map { try MailComposer.compose($0) })
        #expect(read.count == mails.count)
        for (mail, read) in zip(mails, read) {
            let name = (mail.from.name ?? "").forHeader
            #expect(read.defects.isEmpty, "\(mail.subject.debugDescription)")
            #expect(Set(read.headers) == Self.names, "\(mail.subject.debugDescription)")
            #expect(read.subject == mail.subject.forHeader)
            #expect(read.from == [.init(name: name, address: "mira@clinic.example")])
            #expect(read.to == [.init(name: name, address: "mia@example.org")])
            #expect(
                read.cc.map(\.address) == ["a@x.org", "b@x.org"] && read.cc.allSatisfy { $0.name == name })
            #expect(read.replyTo == [.init(name: name, address: "reply@x.org")])
            #expect(read.date == mail.date / 1000)
            #expect(Self.lines(read.text ?? "") == Self.lines(mail.text), "\(mail.subject.debugDescription)")
            #expect(Self.lines(read.html ?? "") == Self.lines(mail.html ?? ""))
            #expect(read.files.count == 2)
            // Python unquotes a file's name once more, however it is written: "x" and <x> are x to it.
            let fileName = name.isEmpty ? "attachment" : name
            // It also trims every kind of white space.
            if let first = fileName.first, first != "<", first != "\"",
                fileName.trimmingCharacters(in: .whitespaces) == fileName
            {
                #expect(read.files.map(\.name) == [fileName, fileName])
            }
            let bytes = read.files.compactMap { Data(base64Encoded: $0.base64).map(Array.init) }
            #expect(bytes == [[0, 255, 10, 13], Array(mail.subject.utf8)])
            #expect(read.files.map(\.disposition) == ["inline", "attachment"])
        }
    }

    @Test func `our own reader reads back what was written`() throws {
        // A byte order mark alone is nothing to a reader.
        for mail in Self.mails() where mail.subject != "\u{FEFF}" {
            let read = try MailReader.parse(MailComposer.compose(mail))
            let name = (mail.from.name ?? "").forHeader
            let label: Comment = "\(mail.subject.debugDescription)"
            #expect(read.defects.isEmpty, label)
            #expect(read.headers.count == Self.names.count, label)
            #expect(read.subject == mail.subject.forHeader, label)
            #expect(
                read.from == [MailAddress(name: name.isEmpty ? nil : name, address: "mira@clinic.example")],
                label)
            #expect(read.cc.map(\.address) == ["a@x.org", "b@x.org"], label)
            #expect(read.messageID == mail.messageID, label)
            #expect(read.date == mail.date, label)
            #expect(read.attachments.map(\.bytes).contains([0, 255, 10, 13]), label)
            #expect(read.attachments.map(\.bytes).contains(Array(mail.subject.utf8)), label)
        }
    }

    @Test func `all is ASCII in lines that every server takes, with no CR or LF alone`() throws {
        for mail in Self.mails() {
            let raw = try MailComposer.compose(mail)
            let label: Comment = "\(mail.subject.debugDescription)"
            #expect(!raw.contains { $0 >= 0x80 || $0 == 0 }, label)
            let text = String(decoding: raw, as: UTF8.self)
            let lines = text.components(separatedBy: "\r\n")
            #expect(lines.allSatisfy { $0.utf8.count <= 998 }, label)
            #expect(!lines.contains { $0.utf8.contains(0x0D) || $0.utf8.contains(0x0A) }, label)
            #expect(lines.prefix { !$0.isEmpty }.allSatisfy { $0.utf8.count <= 260 }, label)
        }
    }
}
