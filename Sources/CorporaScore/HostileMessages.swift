/// Messages made to exhaust whoever reads them.
enum HostileMessages {
    static let all: [(name: String, make: @Sendable () -> [UInt8])] = [
        ("10,000 multiparts within one another", multiparts),
        (
            "10,000 messages within one another",
            { mail("", "Content-Type: message/rfc822\r\n\r\n", 10_000, end: "Subject: y\r\n\r\nend") }
        ),
        ("200,000 header fields", { mail("", "X-Field: value\r\n", 200_000, end: "\r\nwords") }),
        ("200,000 recipients", recipients),
        ("one line of 50 MB", { mail("\r\n", kilobyte, 50 << 10) }),
        ("one line of 50 MB as HTML", { mail("Content-Type: text/html\r\n\r\n", kilobyte, 50 << 10) }),
        ("16 million tags", { mail("Content-Type: text/html\r\n\r\n", "<p>", 16 << 20) }),
        ("a million parts", { mail(multipart, "--b\r\n\r\nx\r\n", 1_000_000) }),
        (
            "a million files",
            { mail(multipart, "--b\r\nContent-Type: image/png\r\n\r\nx\r\n", 1_000_000) }
        ),
        ("100,000 references", references),
    ]

    private static let kilobyte = String(repeating: "a", count: 1 << 10)
    private static let multipart = "Content-Type: multipart/mixed; boundary=b\r\n\r\n"

    private static func mail(_ header: String, _ repeated: String, _ count: Int, end: String = "")
        -> [UInt8]
    {
        var bytes = Array(
            "From: eva@example.org\r\nTo: care@example.com\r\nSubject: x\r\nMessage-ID: <x@example.org>\r\n\(header)"
                .utf8)
        let unit = Array(repeated.utf8)
        bytes.reserveCapacity(bytes.count + unit.count * count)
        for _ in 0..<count { bytes += unit }
        return bytes + Array(end.utf8)
    }

    private static func multiparts() -> [UInt8] {
        var bytes = mail("Content-Type: multipart/mixed; boundary=b0\r\n\r\n--b0\r\n\r\nfirst\r\n", "", 0)
        for level in 0..<10_000 {
            bytes += Array(
                "--b\(level)\r\nContent-Type: multipart/mixed; boundary=b\(level + 1)\r\n\r\n".utf8)
        }
        return bytes
    }

    private static func recipients() -> [UInt8] {
        var bytes = mail("", "", 0)
        for number in 0..<200_000 { bytes += Array("To: a\(number)@example.org\r\n".utf8) }
        return bytes + Array("\r\nwords".utf8)
    }

    private static func references() -> [UInt8] {
        var bytes = mail("References:", "", 0)
        for number in 0..<100_000 { bytes += Array("\r\n <\(number)@example.org>".utf8) }
        return bytes + Array("\r\n\r\nwords".utf8)
    }
}
