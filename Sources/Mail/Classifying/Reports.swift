/// The machine-readable parts of a message: delivery status, disposition,
/// feedback, and the message they are about.
struct Reports {
    private(set) var isFeedback = false
    private(set) var isDisposition = false
    private(set) var delivery: DeliveryReport?
    /// The returned message, or its header.
    private(set) var original: Bytes?
    private(set) var isReport = false

    init(_ root: MIMEPart) {
        guard root.isMultipart || root.mediaType == "message/delivery-status" else { return }
        let type = root.contentType.first("report-type")?.lowercased()
        isReport = root.mediaType == "multipart/report"
        isFeedback = type == "feedback-report"
        isDisposition = type == "disposition-notification"
        visit(root, depth: 0)
    }

    private mutating func visit(_ part: MIMEPart, depth: Int) {
        if part.isMultipart {
            for child in part.children.prefix(50) where depth < 6 { visit(child, depth: depth + 1) }
            return
        }
        switch part.mediaType {
        case "message/delivery-status", "message/global-delivery-status", "text/delivery-status":
            if delivery == nil { delivery = DeliveryReport(part.decoded(limit: 1 << 20)[...]) }
        case "message/feedback-report": isFeedback = true
        case "message/disposition-notification", "message/global-disposition-notification":
            isDisposition = true
        case "text/rfc822-headers", "text/rfc822-header", "message/global-headers", "message/rfc822-headers":
            if original == nil { original = part.decoded(limit: 1 << 18)[...] }
        default:
            if part.isMessage, original == nil { original = Envelope.open(part.decoded(limit: 1 << 18)) }
            // Some systems label the report as text.
            if delivery == nil, part.isText, isReport || depth > 0, part.content.count < 1 << 18 {
                let bytes = part.decoded(limit: 1 << 18)
                if bytes.firstIndexIgnoringCase(of: "final-recipient:") != nil,
                    bytes.firstIndexIgnoringCase(of: "action:") != nil
                {
                    delivery = DeliveryReport(bytes[...])
                }
            }
        }
    }
}
