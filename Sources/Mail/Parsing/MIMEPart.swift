/// One node of a message's tree: a part that holds bytes, or one that holds
/// parts.
struct MIMEPart {
    /// Lower case; `text/plain` when the message gives none or nonsense.
    var mediaType: String
    var contentType: FieldParameters
    /// `attachment`, `inline` or empty.
    var disposition: FieldParameters
    var encoding: TransferEncoding
    var contentID: String?
    var description: String?
    var location: String?
    /// Still encoded, in place in the message.
    var content: Bytes
    var children: [MIMEPart]
    var isMultipart: Bool

    /// The part that the given header describes, with `content` for a body.
    init(header: PartHeader, mediaType: String? = nil, content: Bytes, children: [MIMEPart]? = nil) {
        contentType = FieldParameters(header.contentType ?? [])
        self.mediaType = mediaType ?? contentType.mediaType ?? "text/plain"
        disposition = FieldParameters(header.disposition ?? [])
        encoding = TransferEncoding(header.encoding)
        contentID = header.contentID.flatMap { MessageIDs.parse($0).ids.first ?? Self.bare($0) }
        description = header.description.map { HeaderText.decode($0) }
        location = header.location.map { HeaderText.decode($0) }
        self.content = content
        self.children = children ?? []
        isMultipart = children != nil
    }

    private static func bare(_ value: Bytes) -> String? {
        let text = HeaderText.decode(value)
        return text.isEmpty ? nil : text
    }

    /// The bytes as they were before packing.
    func decoded(limit: Int = .max) -> [UInt8] {
        // Packed bytes are never fewer than a third of the plain ones.
        let source = limit < content.count / 3 ? content.prefix(limit * 3) : content
        let bytes = encoding.decode(source)
        return bytes.count > limit ? Array(bytes[..<limit]) : bytes
    }

    /// The file name it brings, made safe; `nil` when it brings none.
    var fileName: String? {
        for raw in [disposition.first("filename"), contentType.first("name")] {
            if let raw {
                let name = AttachmentName.safe(raw)
                if !name.isEmpty { return name }
            }
        }
        return nil
    }

    /// Whether a multipart within has no parts, which means that its
    /// boundary was not understood.
    var hasEmptyMultipart: Bool {
        isMultipart && (children.isEmpty || children.contains(where: \.hasEmptyMultipart))
    }

    var isText: Bool { mediaType.hasPrefix("text/") }
    var isMessage: Bool {
        mediaType == "message/rfc822" || mediaType == "message/rfc2822" || mediaType == "message/global"
            || mediaType == "message/news"
    }
}

/// The raw values of the fields that say what a part is.
struct PartHeader {
    var contentType: Bytes?
    var disposition: Bytes?
    var encoding: Bytes?
    var contentID: Bytes?
    var description: Bytes?
    var location: Bytes?

    init() {}

    init(_ fields: HeaderFields) {
        contentType = fields.raw("content-type")
        disposition = fields.raw("content-disposition")
        encoding = fields.raw("content-transfer-encoding")
        contentID = fields.raw("content-id")
        description = fields.raw("content-description")
        location = fields.raw("content-location")
    }
}
