/// A file name for a part that brings none: from what it holds, what it says
/// about itself, or its kind.
enum PartName {
    static func made(for part: MIMEPart, bytes: [UInt8]) -> String {
        let name = subjectName(part, bytes) ?? locationName(part) ?? contentIDName(part) ?? kindName(part)
        return name.isEmpty ? "file" : name
    }

    /// An embedded message goes by its subject.
    private static func subjectName(_ part: MIMEPart, _ bytes: [UInt8]) -> String? {
        guard part.isMessage else { return nil }
        let subject = HeaderFields(Envelope.open(bytes), maximumFields: 500).text("subject") ?? ""
        for title in [subject, part.description ?? ""] {
            let name = AttachmentName.safe(title.replacingSlashes)
            if !name.isEmpty { return name + ".eml" }
        }
        return "message.eml"
    }

    private static func locationName(_ part: MIMEPart) -> String? {
        guard let location = part.location, !location.contains("://"), location.contains(".") else {
            return nil
        }
        let name = AttachmentName.safe(location)
        return name.isEmpty ? nil : name
    }

    /// `image001.png@01CD…` names a file.
    private static func contentIDName(_ part: MIMEPart) -> String? {
        guard let id = part.contentID, let at = id.firstIndex(of: "@") else { return nil }
        let local = id[..<at]
        guard let dot = local.lastIndex(of: "."), dot > local.startIndex,
            (2...6).contains(local.distance(from: dot, to: local.endIndex) - 1)
        else { return nil }
        let name = AttachmentName.safe(String(local))
        return name.isEmpty ? nil : name
    }

    private static func kindName(_ part: MIMEPart) -> String {
        let suffix = AttachmentName.fileExtension(part.mediaType).map { "." + $0 } ?? ""
        if let title = part.description.map({ AttachmentName.safe($0.replacingSlashes) }), !title.isEmpty,
            !suffix.isEmpty
        {
            return title.hasSuffix(suffix) ? title : title + suffix
        }
        if part.mediaType == "message/delivery-status" { return "delivery-status.txt" }
        switch part.mediaType.prefix(while: { $0 != "/" }) {
        case "image": return "image" + suffix
        case "audio": return "audio" + suffix
        case "video": return "video" + suffix
        case "text" where part.mediaType == "text/calendar": return "invite.ics"
        case "text" where !suffix.isEmpty: return "document" + suffix
        default: return "file" + suffix
        }
    }
}

private extension String {
    var replacingSlashes: String { String(map { $0 == "/" || $0 == "\\" ? "-" : $0 }) }
}
