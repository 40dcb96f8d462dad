import Testing

@testable import Mail

/// Messages made to exhaust a reader. Each must be read within its limits;
/// what time and memory they take is measured outside the tests.
struct HostileMailTests {
    private func raw(_ header: String, repeated: String, count: Int, end: String = "") -> [UInt8] {
        var bytes = Array("From: eva@example.org\r\nSubject: x\r\n\(header)".utf8)
        let unit = Array(repeated.utf8)
        bytes.reserveCapacity(bytes.count + unit.count * count)
        for _ in 0..<count { bytes += unit }
        return bytes + Array(end.utf8)
    }

    @Test
    func `ten thousand multiparts within one another are cut at the limit`() throws {
        var nested = Array(
            "From: eva@example.org\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n--b0\r\n\r\nfirst\r\n"
                .utf8)
        for level in 0..<10_000 {
            nested += Array(
                "--b\(level)\r\nContent-Type: multipart/mixed; boundary=b\(level + 1)\r\n\r\n".utf8)
        }
        let mail = try MailReader.parse(nested)
        #expect(mail.text == "first")
        #expect(mail.truncated)
        let same = raw(
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n",
            repeated: "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n", count: 10_000)
        #expect(try MailReader.parse(same).truncated)
    }

    @Test
    func `ten thousand messages within one another are one file`() throws {
        let mail = try MailReader.parse(
            raw(
                "", repeated: "Content-Type: message/rfc822\r\n\r\n", count: 10_000,
                end: "Subject: y\r\n\r\nend"))
        #expect(mail.attachments.count == 1)
    }

    @Test
    func `two hundred thousand header fields keep the first ones`() throws {
        let mail = try MailReader.parse(
            raw("", repeated: "X-Field: value\r\n", count: 200_000, end: "\r\nwords"))
        #expect(mail.text == "words")
        #expect(mail.truncated)
        #expect(mail.headers.count == MailReader.Limits().headerFields)
        let addressed = try MailReader.parse(
            raw("", repeated: "To: a@example.org\r\n", count: 200_000, end: "\r\nwords"))
        #expect(addressed.to.count <= 1_000)
        let multipart = raw(
            "Content-Type: multipart/mixed; boundary=b\r\n", repeated: "X-Field: value\r\n", count: 200_000,
            end: "\r\n--b\r\n\r\nwords\r\n--b--\r\n")
        #expect(try MailReader.parse(multipart).text == "words")
        let part = raw(
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nwords\r\n--b\r\n",
            repeated: "X-Field: value\r\n", count: 200_000)
        #expect(try MailReader.parse(part).text == "words")
    }

    @Test
    func `one line of fifty megabytes is shown up to the limit`() throws {
        let mail = try MailReader.parse(
            raw("\r\n", repeated: String(repeating: "a", count: 1 << 10), count: 50 << 10))
        #expect(mail.text?.utf8.count == MailReader.Limits().textBytes)
        #expect(mail.truncated)
    }

    @Test(arguments: [">", "<", " ", "=", "\t", "-", "&", "("])
    func `a line of one sign costs one pass`(sign: String) throws {
        var limits = MailReader.Limits()
        limits.textBytes = 1 << 18
        for type in ["text/plain", "text/html", "text/plain; format=flowed"] {
            let header = "Content-Type: \(type)\r\n\r\n"
            let mail = try MailReader.parse(raw(header, repeated: sign, count: 300_000), limits: limits)
            #expect((mail.text?.utf8.count ?? 0) + (mail.html?.utf8.count ?? 0) <= limits.textBytes)
            _ = ReplyText.split(mail.text ?? HTMLText.plain(mail.html ?? ""))
        }
    }

    @Test
    func `a million parts are read up to the limit`() throws {
        let mail = try MailReader.parse(
            raw(
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n", repeated: "--b\r\n\r\nx\r\n",
                count: 1_000_000))
        #expect(mail.truncated)
        #expect(mail.text?.hasPrefix("x\nx") == true)
        let files = try MailReader.parse(
            raw(
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n",
                repeated: "--b\r\nContent-Type: image/png\r\n\r\nx\r\n", count: 5_000))
        #expect(files.attachments.count == MailReader.Limits().attachments)
        #expect(files.truncated)
    }

    @Test
    func `of a hundred thousand references the first and the last are kept`() throws {
        var bytes = Array("From: eva@example.org\r\nReferences:".utf8)
        for number in 0..<100_000 { bytes += Array("\r\n <\(number)@example.org>".utf8) }
        let mail = try MailReader.parse(bytes + Array("\r\n\r\nwords".utf8))
        #expect(mail.references.count == 100)
        #expect(mail.references.first == "0@example.org")
        #expect(mail.references.last == "99999@example.org")
        #expect(mail.text == "words")
    }

    @Test(arguments: [
        ("To: ", "(\"<,"), ("To: ", "a:b;<("), ("Subject: ", "=?utf-8?q?a?= "), ("Subject: ", "=?utf-8"),
        ("Date: ", "1 "),
        ("Content-Type: text/plain", ";\r\n a*0*=\"x"), ("Content-Type: ", "multipart/"),
        ("Message-ID: ", "<"), ("References: ", "<"),
        ("X-Spam-Status: ", "score="), ("From: ", "\\\""), ("List-Id: ", "<"),
    ])
    func `a field that repeats one sign costs one pass`(name: String, sign: String) throws {
        let mail = try MailReader.parse(raw(name, repeated: sign, count: 100_000, end: "\r\n\r\nwords"))
        #expect(mail.text == "words" || mail.html == nil)
    }

    @Test(arguments: [
        "begin 644 a\n", "=ybegin line=1 name=a\n", "On 1.1.2024 10:11, x wrote:\n", "From: a\nTo: b\n",
        "> \n", "-- \n", "a\n\n---\n", "Sent from my iPhone\n", "[<(\n", "cid:",
    ])
    func `a text that repeats one line is split in one pass`(line: String) throws {
        let mail = try MailReader.parse(raw("\r\n", repeated: line, count: 20_000))
        let parts = ReplyText.split(mail.text ?? "")
        #expect(parts.visible.utf8.count <= (mail.text ?? "").utf8.count)
    }

    @Test
    func `many lines that nearly end a part are compared only so often`() throws {
        var bytes = Array("From: eva@example.org\r\nContent-Type: multipart/mixed; boundary=a0\r\n\r\n".utf8)
        for level in 0..<99 {
            bytes += Array(
                "--a\(level)\r\nContent-Type: multipart/mixed; boundary=a\(level + 1)\r\n\r\n".utf8)
        }
        for _ in 0..<300_000 { bytes += Array("--a1x\r\n".utf8) }
        #expect(try MailReader.parse(bytes).truncated)
    }
}
