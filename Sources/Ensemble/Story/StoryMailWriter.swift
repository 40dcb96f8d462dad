/// Writes the bytes of a message: headers, encodings, parts.
///
/// Source: RFC 5322, 2045, 2047, 2183, 3464.
struct StoryMailWriter {
    private(set) var bytes: [UInt8] = []
    private let charset: String
    private let boundary: String

    init(isLatin1: Bool, boundary: String) {
        charset = isLatin1 ? "ISO-8859-1" : "UTF-8"
        self.boundary = "=_" + boundary.split(separator: "@")[0]
        bytes.reserveCapacity(4_096)
    }

    mutating func header(_ name: String, _ value: String) { line("\(name): \(value)") }

    /// A header of free text: encoded words where it isn't ASCII.
    mutating func text(_ name: String, _ value: String) { line("\(name): \(Self.word(value))") }

    mutating func person(_ name: String, _ display: String, _ address: String) {
        let plain = display.utf8.allSatisfy { $0 < 128 }
        line("\(name): \(plain ? "\"\(display)\"" : Self.word(display)) <\(address)>")
    }

    /// One part, or alternatives, or these with files beside them.
    mutating func content(plain: String, html: String?, files: [StoryFile]) {
        if files.isEmpty {
            alternatives(plain, html)
        } else {
            line("Content-Type: multipart/mixed; boundary=\"\(boundary)-m\"\r\n")
            line("--\(boundary)-m")
            alternatives(plain, html)
            for file in files {
                line("--\(boundary)-m")
                line("Content-Type: \(file.type); name=\"\(file.name)\"")
                line("Content-Disposition: attachment; filename=\"\(file.name)\"")
                line("Content-Transfer-Encoding: base64\r\n")
                base64(file.bytes)
            }
            line("--\(boundary)-m--")
        }
    }

    /// A delivery status notification of one address.
    mutating func report(
        text: String, address: String, status: String, reason: String, at: Int64, answered: String?,
        to mailbox: StoryCast.Mailbox
    ) {
        let domain = address.split(separator: "@").last ?? "mail.example"
        line("Content-Type: multipart/report; report-type=delivery-status; boundary=\"\(boundary)-r\"\r\n")
        line("--\(boundary)-r")
        part("text/plain", text)
        line("--\(boundary)-r\r\nContent-Type: message/delivery-status\r\n")
        line(
            "Reporting-MTA: dns; mail.\(StoryCast.domain)\r\nArrival-Date: \(StoryCalendar.mailDate(at))\r\n")
        line("Final-Recipient: rfc822; \(address)\r\nAction: failed\r\nStatus: \(status)")
        line("Remote-MTA: dns; mx.\(domain)\r\nDiagnostic-Code: smtp; \(reason)\r\n")
        line("--\(boundary)-r\r\nContent-Type: text/rfc822-headers\r\n")
        line("From: <\(mailbox.address)>\r\nTo: <\(address)>")
        if let answered { line("Message-ID: <\(answered)>") }
        line("\r\n--\(boundary)-r--")
    }

    private mutating func alternatives(_ plain: String, _ html: String?) {
        guard let html else { return part("text/plain", plain) }
        line("Content-Type: multipart/alternative; boundary=\"\(boundary)-a\"\r\n")
        line("--\(boundary)-a")
        part("text/plain", plain)
        line("--\(boundary)-a")
        part("text/html", html)
        line("--\(boundary)-a--")
    }

    private mutating func part(_ type: String, _ text: String) {
        let isPlain = text.utf8.allSatisfy { $0 < 128 }
        line("Content-Type: \(type); charset=\(isPlain ? "us-ascii" : charset)")
        line("Content-Transfer-Encoding: quoted-printable\r\n")
        quotedPrintable(charset == "UTF-8" ? Array(text.utf8) : Self.latin1(text))
        line("")
    }

    private mutating func line(_ text: String) {
        bytes += text.utf8
        bytes += [13, 10]
    }

    private mutating func quotedPrintable(_ text: [UInt8]) {
        var column = 0
        for (index, byte) in text.enumerated() {
            if byte == 10 {
                bytes += [13, 10]
                column = 0
                continue
            }
            if byte == 13 { continue }
            // A space at the end of a line would be lost on the way.
            let isLast = index + 1 == text.count || text[index + 1] == 10 || text[index + 1] == 13
            let isPlain = (33...126).contains(byte) && byte != 61 || (byte == 32 && !isLast)
            if column + (isPlain ? 1 : 3) > 75 {
                bytes += [61, 13, 10]
                column = 0
            }
            if isPlain {
                bytes.append(byte)
                column += 1
            } else {
                bytes += [61, Self.digit(byte >> 4), Self.digit(byte & 15)]
                column += 3
            }
        }
    }

    private mutating func base64(_ data: [UInt8]) {
        for (index, byte) in Self.base64(data).enumerated() {
            if index > 0, index % 76 == 0 { bytes += [13, 10] }
            bytes.append(byte)
        }
        bytes += [13, 10]
    }

    private static func base64(_ data: [UInt8]) -> [UInt8] {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var encoded: [UInt8] = []
        encoded.reserveCapacity(data.count / 3 * 4 + 4)
        for start in stride(from: 0, to: data.count, by: 3) {
            let three = (0..<3).map { start + $0 < data.count ? UInt32(data[start + $0]) : 0 }
            let joined = three[0] << 16 | three[1] << 8 | three[2]
            for place in 0..<4 {
                encoded.append(
                    start + place > data.count ? 61 : letters[Int(joined >> UInt32(18 - 6 * place)) & 63])
            }
        }
        return encoded
    }

    private static func digit(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 48 + nibble : 55 + nibble }

    /// What ISO 8859-1 lacks becomes a question mark; curly quotes straight ones.
    private static func latin1(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "\u{201e}", "\u{201c}", "\u{201d}": 34
            case "\u{2019}", "\u{2018}": 39
            default: UInt8(exactly: scalar.value) ?? 63
            }
        }
    }

    /// As it is, or as encoded words of at most 75 characters.
    private static func word(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 128 }) { return text }
        var words: [String] = []
        var piece: [UInt8] = []
        for character in text {
            if piece.count + character.utf8.count > 42 {
                words.append(encoded(piece))
                piece = []
            }
            piece += character.utf8
        }
        words.append(encoded(piece))
        return words.joined(separator: "\r\n ")
    }

    private static func encoded(_ piece: [UInt8]) -> String {
        "=?UTF-8?B?\(String(decoding: base64(piece), as: UTF8.self))?="
    }
}

extension StoryMailWriter {
    static func html(paragraphs text: String) -> String {
        text.split(separator: "\n\n").map { "<p>\(html(lines: String($0)))</p>" }.joined(separator: "\r\n")
    }

    static func html(lines text: String) -> String {
        var html = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\n": html += "<br>\r\n"
            default: html.unicodeScalars.append(scalar)
            }
        }
        return html
    }
}
