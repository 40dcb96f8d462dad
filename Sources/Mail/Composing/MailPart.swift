/// One part of a message that is being written.
indirect enum MailPart {
    case text(subtype: String, String)
    case file(OutgoingAttachment, isInline: Bool)
    case multipart(subtype: String, [MailPart])

    /// The parts of a message: text and HTML to choose from, pictures beside
    /// the HTML that shows them, files after all that.
    init(_ mail: OutgoingMail) {
        var files = mail.attachments
        var body = MailPart.text(subtype: "plain", mail.text)
        if let html = mail.html {
            let shown = files.filter { $0.isInline && $0.contentID != nil }
            files.removeAll { $0.isInline && $0.contentID != nil }
            var rich = MailPart.text(subtype: "html", html)
            if !shown.isEmpty {
                rich = .multipart(subtype: "related", [rich] + shown.map { .file($0, isInline: true) })
            }
            body = .multipart(subtype: "alternative", [body, rich])
        }
        guard !files.isEmpty else {
            self = body
            return
        }
        self = .multipart(subtype: "mixed", [body] + files.map { .file($0, isInline: false) })
    }

    /// Writes the part's headers, an empty line and its content.
    func write(to result: inout [UInt8], boundaries: inout Boundary) {
        switch self {
        case .text(let subtype, let text): Self.write(text, subtype: subtype, to: &result)
        case .file(let file, let isInline): Self.write(file, isInline: isInline, to: &result)
        case .multipart(let subtype, let parts):
            let boundary = boundaries.next()
            var header = HeaderWriter(name: "Content-Type")
            header.add("multipart/\(subtype)")
            // RFC 2387 wants to know the type of the part that is shown.
            if subtype == "related" { header.add(parameter: "type", "text/html") }
            header.add(parameter: "boundary", boundary)
            result += header.line + Self.lineEnd
            for part in parts {
                result.append(contentsOf: "--\(boundary)\r\n".utf8)
                part.write(to: &result, boundaries: &boundaries)
                result.append(contentsOf: Self.lineEnd)
            }
            result.append(contentsOf: "--\(boundary)--\r\n".utf8)
        }
    }

    private static let lineEnd: [UInt8] = [0x0D, 0x0A]

    private static func write(_ text: String, subtype: String, to result: inout [UInt8]) {
        let bytes = text.unixLines
        let encoding = ContentEncoding.best(for: bytes)
        var type = HeaderWriter(name: "Content-Type")
        type.add("text/\(subtype)")
        type.add(parameter: "charset", bytes.allSatisfy { $0 < 0x80 } ? "us-ascii" : "utf-8")
        result += type.line
        result.append(contentsOf: "Content-Transfer-Encoding: \(encoding.rawValue)\r\n\r\n".utf8)
        // Text has CR LF between lines also within base64 (RFC 2045 section 6.8).
        result += encoding.encode(encoding == .base64 ? ContentEncoding.sevenBit.encode(bytes) : bytes)
    }

    private static func write(_ file: OutgoingAttachment, isInline: Bool, to result: inout [UInt8]) {
        var type = ContentTypeText(claimed: file.contentType)
        let isMessage = type.type.hasPrefix("message/")
        // A message must not be encoded (RFC 2046 section 5.2.1); one that
        // cannot go as it is goes as a file.
        let encoding: ContentEncoding = isMessage && file.bytes.canGoUnencoded ? .sevenBit : .base64
        if isMessage, encoding == .base64 { type = .octets }
        let name = file.name.forHeader.isEmpty ? "attachment" : file.name

        var header = HeaderWriter(name: "Content-Type")
        header.add(type.type)
        for (key, value) in type.parameters { header.add(parameter: key, value) }
        var disposition = HeaderWriter(name: "Content-Disposition")
        disposition.add(isInline ? "inline" : "attachment")
        disposition.add(parameter: "filename", name)
        result += header.line + disposition.line
        if let id = file.contentID { result.append(contentsOf: "Content-ID: <\(id)>\r\n".utf8) }
        result.append(contentsOf: "Content-Transfer-Encoding: \(encoding.rawValue)\r\n\r\n".utf8)
        result += encoding.encode(encoding == .sevenBit ? file.bytes.withoutCR : file.bytes)
    }
}

extension String {
    /// UTF-8 whose lines end in LF, whatever they ended in before.
    fileprivate var unixLines: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(utf8.count)
        var previous: UInt8 = 0
        for byte in utf8 {
            if byte == 0x0A, previous == 0x0D {
                previous = byte
                continue
            }
            result.append(byte == 0x0D ? 0x0A : byte)
            previous = byte
        }
        return result
    }
}

extension [UInt8] {
    fileprivate var withoutCR: [UInt8] { filter { $0 != 0x0D } }

    /// Printable ASCII in lines that every server passes on, with ends that
    /// are LF or CR LF throughout, and no line that ends a part.
    fileprivate var canGoUnencoded: Bool {
        var length = 0
        for (index, byte) in enumerated() {
            switch byte {
            case 0x0A: length = 0
            case 0x0D:
                guard index + 1 < count, self[index + 1] == 0x0A else { return false }
            case 0x00, 0x7F...: return false
            default:
                length += 1
                if length > 990 { return false }
            }
        }
        return !Boundary.couldStand(in: self)
    }
}
