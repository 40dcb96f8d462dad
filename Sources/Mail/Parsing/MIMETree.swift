internal import CGMime

/// Takes a message apart into its tree of parts.
///
/// GMime finds the parts; their bytes stay where they are. An embedded
/// message is a leaf, read on its own when someone asks.
enum MIMETree {
    /// The tree of a message whose header has been scanned.
    ///
    /// - Returns: the root, and whether parts were left out because there
    ///   are too many of them or they lie too deep.
    static func read(_ message: Bytes, fields: HeaderFields, limits: MailReader.Limits) -> (
        MIMEPart, isCut: Bool
    ) {
        let header = PartHeader(fields)
        let body = message[fields.bodyStart...]
        let root = MIMEPart(header: header, content: body)
        guard root.mediaType.hasPrefix("multipart/"), let boundary = root.contentType.first("boundary") else {
            return (root, false)
        }
        let guarded = StructureGuard.admit(message, limits: limits)
        // GMime keeps an object for each field; ours has been read already.
        let hasShortHeader = fields.fields.count < 500 && fields.bodyStart - message.startIndex < 1 << 18
        if hasShortHeader, boundary.utf8.count < 1_000, let tree = parse(guarded.bytes),
            !tree.children.isEmpty
        {
            if !tree.hasEmptyMultipart { return (tree, guarded.isCut) }
            return (parse(HeaderRepair.refold(guarded.bytes)) ?? tree, guarded.isCut)
        }
        // A huge header, a second Content-Type, blanks around the boundary, a
        // boundary longer than GMime's buffer: say it again in simple words.
        if fields.bodyStart < guarded.bytes.endIndex {
            let restated = restate(boundary, type: root.mediaType, body: guarded.bytes[fields.bodyStart...])
            if let tree = parse(restated), !tree.children.isEmpty { return (tree, guarded.isCut) }
        }
        return (root, guarded.isCut)
    }

    /// The body under a header that only says what it is, with a boundary of
    /// ten letters.
    private static func restate(_ boundary: String, type: String, body: Bytes) -> Bytes {
        let line = Array("--\(boundary.trimmingBlanks)".utf8)
        let short = Array("--=_boundary".utf8)
        var output = Array("Content-Type: \(type); boundary=\"=_boundary\"\n\n".utf8)
        output.reserveCapacity(output.count + body.count)
        var at = body.startIndex
        while at < body.endIndex {
            let end = HeaderFields.endOfLine(body, at)
            if body[at] == UInt8(ascii: "-"), body[at..<end].starts(with: line) {
                let rest = body[(at + line.count)..<end]
                let isClosing = rest.starts(with: [0x2D, 0x2D])
                if (isClosing ? rest.dropFirst(2) : rest).allSatisfy(\.isWhite) {
                    output += short + (isClosing ? [0x2D, 0x2D, 0x0A] : [0x0A])
                    at = end
                    continue
                }
            }
            output += body[at..<end]
            at = end
        }
        return output[...]
    }

    private static func parse(_ message: Bytes) -> MIMEPart? {
        message.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { parse($0, count: buffer.count, in: message) }
        }
    }

    private static let isReady: Void = ensemble_gmime_register()

    private static func parse(_ start: UnsafePointer<UInt8>, count: Int, in message: Bytes) -> MIMEPart? {
        _ = isReady
        // GMime reads the bytes in place: the array borrows them and gives
        // them back before it is freed.
        let array = g_byte_array_new_take(UnsafeMutablePointer(mutating: start), gsize(count))
        let stream = g_mime_stream_mem_new_with_byte_array(array)
        g_mime_stream_mem_set_owner(
            UnsafeMutableRawPointer(stream)?.assumingMemoryBound(to: GMimeStreamMem.self), 0)
        let parser = g_mime_parser_new_with_stream(stream)
        defer {
            ensemble_unref(parser)
            ensemble_unref(stream)
            g_byte_array_free(array, 0)
        }
        g_mime_parser_set_persist_stream(parser, 1)
        guard let object = g_mime_parser_construct_part(parser, nil) else { return nil }
        defer { ensemble_unref(object) }
        return part(object, in: message)
    }

    private static func part(_ object: UnsafeMutablePointer<GMimeObject>, in message: Bytes) -> MIMEPart {
        let header = header(of: object)
        let type = mediaType(of: object)
        if ensemble_part_get_kind(object) == ENSEMBLE_PART_MULTIPART {
            let count = ensemble_multipart_count(object)
            let children = (0..<max(0, count)).compactMap { index in
                ensemble_multipart_part(object, index).map { part($0, in: message) }
            }
            return MIMEPart(header: header, mediaType: type, content: [], children: children)
        }
        var start: gint64 = 0
        var end: gint64 = 0
        var content: Bytes = []
        if ensemble_part_get_kind(object) == ENSEMBLE_PART_LEAF,
            ensemble_part_content_bounds(object, &start, &end) != 0
        {
            let low = message.startIndex + max(0, min(Int(start), message.count))
            let high = end < 0 ? message.endIndex : message.startIndex + max(0, min(Int(end), message.count))
            content = message[low..<max(low, high)]
            // The line end before a boundary belongs to the boundary.
            if high < message.endIndex, message[high] == 0x0A, content.last == 0x0D { content.removeLast() }
        }
        return MIMEPart(header: header, mediaType: type, content: content)
    }

    private static func mediaType(of object: UnsafeMutablePointer<GMimeObject>) -> String? {
        guard let type = g_mime_object_get_content_type(object),
            let major = g_mime_content_type_get_media_type(type),
            let minor = g_mime_content_type_get_media_subtype(type)
        else { return nil }
        return (String(cString: major) + "/" + String(cString: minor)).lowercased()
    }

    /// The `Content-` fields as written; of several of one name the first.
    private static func header(of object: UnsafeMutablePointer<GMimeObject>) -> PartHeader {
        var header = PartHeader()
        guard let list = g_mime_object_get_header_list(object) else { return header }
        for index in 0..<min(g_mime_header_list_get_count(list), 1_000) {
            guard let field = g_mime_header_list_get_header_at(list, index),
                let name = g_mime_header_get_name(field),
                UInt8(bitPattern: name[0]).asciiLowered == UInt8(ascii: "c"),
                let raw = g_mime_header_get_raw_value(field)
            else { continue }
            let word = UnsafeBufferPointer(
                start: UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self), count: strlen(name))
            let value = { () -> Bytes in
                let bytes = UnsafeRawBufferPointer(start: raw, count: strlen(raw))
                return ArraySlice(Array(bytes)).trimmed
            }
            if word.equalsIgnoringCase("content-type") {
                if header.contentType == nil { header.contentType = value() }
            } else if word.equalsIgnoringCase("content-disposition") {
                if header.disposition == nil { header.disposition = value() }
            } else if word.equalsIgnoringCase("content-transfer-encoding") {
                if header.encoding == nil { header.encoding = value() }
            } else if word.equalsIgnoringCase("content-id") {
                if header.contentID == nil { header.contentID = value() }
            } else if word.equalsIgnoringCase("content-description") {
                if header.description == nil { header.description = value() }
            } else if word.equalsIgnoringCase("content-location") {
                if header.location == nil { header.location = value() }
            }
        }
        return header
    }
}
