/// Makes a file name from a message safe to offer for download.
package enum AttachmentName {
    /// The last path component without control characters, direction
    /// overrides and characters that some file system forbids; at most 200
    /// bytes, its extension kept. Empty when nothing is left.
    static func safe(_ raw: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in raw.unicodeScalars {
            switch scalar.value {
            case 0x2F, 0x5C: scalars.removeAll(keepingCapacity: true)
            case 0..<0x20, 0x7F..<0xA0: scalars.append(" ")
            // Bidirectional marks and overrides, zero width, byte order mark.
            case 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: continue
            case 0xE0000...0xE007F: continue
            case 0x22, 0x2A, 0x3C, 0x3E, 0x3F, 0x7C: scalars.append("_")
            default: scalars.append(scalar)
            }
        }
        var name = String(scalars).split(separator: " ", omittingEmptySubsequences: true).joined(
            separator: " ")
        while name.hasSuffix(".") || name.hasSuffix(" ") { name.removeLast() }
        while name.hasPrefix("..") { name.removeFirst() }
        return shortened(name == "." ? "" : name)
    }

    /// The usual extension for a content type, without its dot.
    static func fileExtension(_ contentType: String) -> String? {
        extensions[contentType]
            ?? {
                let parts = contentType.split(separator: "/")
                guard parts.count == 2, parts[0] == "image" || parts[0] == "audio" || parts[0] == "video",
                    parts[1].count <= 5, parts[1].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
                else { return nil }
                return String(parts[1])
            }()
    }

    /// The content type that a file's extension tells.
    package static func contentType(of name: String) -> String {
        guard let dot = name.lastIndex(of: ".") else { return "application/octet-stream" }
        return types[name[name.index(after: dot)...].lowercased()] ?? "application/octet-stream"
    }

    /// The first content type of each extension in the order of the alphabet; a text is no report of a mail server.
    private static let types: [String: String] = extensions.filter {
        !$0.key.hasPrefix("message/") || $0.key == "message/rfc822"
    }.sorted { $0.key > $1.key }.reduce(into: [
        "png": "image/png", "gif": "image/gif", "jpeg": "image/jpeg", "webp": "image/webp",
        "bmp": "image/bmp", "htm": "text/html",
        "mp4": "video/mp4", "wav": "audio/wav", "ics": "text/calendar",
    ]) { $0[$1.value] = $1.key }

    private static func shortened(_ name: String) -> String {
        guard name.utf8.count > 200 else { return name }
        let end = name.lastIndex(of: ".") ?? name.endIndex
        let tail = name[end...].utf8.count <= 20 ? String(name[end...]) : ""
        var head = name.prefix(200)
        while head.utf8.count + tail.utf8.count > 200 { head.removeLast() }
        return head + tail
    }

    private static let extensions = [
        "application/pdf": "pdf", "application/zip": "zip", "application/json": "json",
        "application/xml": "xml",
        "application/msword": "doc", "application/rtf": "rtf", "text/rtf": "rtf", "text/html": "html",
        "text/plain": "txt", "text/csv": "csv", "text/calendar": "ics", "text/x-vcard": "vcf",
        "text/vcard": "vcf",
        "text/xml": "xml", "message/rfc822": "eml", "message/global": "eml", "message/delivery-status": "txt",
        "message/disposition-notification": "txt", "message/feedback-report": "txt",
        "image/jpeg": "jpg", "image/jpg": "jpg", "image/pjpeg": "jpg", "image/svg+xml": "svg",
        "image/x-icon": "ico",
        "image/tiff": "tif", "audio/mpeg": "mp3", "video/mpeg": "mpg", "video/quicktime": "mov",
        "application/pgp-signature": "asc", "application/pgp-keys": "asc",
        "application/pkcs7-signature": "p7s",
        "application/x-pkcs7-signature": "p7s", "application/pkcs7-mime": "p7m",
        "application/x-pkcs7-mime": "p7m",
        "application/ms-tnef": "dat", "application/vnd.ms-tnef": "dat", "application/vnd.ms-excel": "xls",
        "application/vnd.ms-powerpoint": "ppt", "application/gzip": "gz", "application/x-gzip": "gz",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
        "application/vnd.oasis.opendocument.text": "odt",
        "application/vnd.oasis.opendocument.spreadsheet": "ods",
    ]
}
