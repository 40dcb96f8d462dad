/// The tree of a message, for those who want to see how it is made.
package struct MailOutline: Sendable {
    package enum Kind: Sendable { case message, multipart, leaf }

    package let kind: Kind
    /// Lower case, without parameters.
    package let contentType: String
    /// What a leaf holds, unpacked.
    package let bytes: [UInt8]
    package let children: [MailOutline]
}

extension MailReader {
    /// The tree of a message, embedded messages opened too.
    package static func outline(_ raw: [UInt8], limits: Limits = Limits()) throws(MailDefect) -> MailOutline {
        let message = Envelope.open(raw)
        guard !message.isEmpty else { throw .empty }
        return outline(message, depth: 0, limits: limits)
    }

    private static func outline(_ message: Bytes, depth: Int, limits: Limits) -> MailOutline {
        let fields = HeaderFields(message)
        let (root, _) = MIMETree.read(message, fields: fields, limits: limits)
        return MailOutline(
            kind: .message, contentType: "message/rfc822", bytes: [], children: [outline(root, depth, limits)]
        )
    }

    private static func outline(_ part: MIMEPart, _ depth: Int, _ limits: Limits) -> MailOutline {
        if part.isMultipart || part.mediaType.hasPrefix("multipart/") {
            return MailOutline(
                kind: .multipart, contentType: part.mediaType, bytes: [],
                children: part.children.map { outline($0, depth, limits) })
        }
        if part.isMessage, depth < 20 {
            return outline(part.decoded()[...], depth: depth + 1, limits: limits)
        }
        return MailOutline(kind: .leaf, contentType: part.mediaType, bytes: part.decoded(), children: [])
    }
}
