/// Sorts the parts of a message into what is read and what is attached.
struct BodyReader {
    /// A stretch of the message: words, their HTML form, or both.
    private struct Segment {
        var plain: String?
        var html: String?
    }

    let limits: MailReader.Limits
    private var segments: [Segment] = []
    private var attachments: [Found] = []
    private var calendar: [CalendarInvite] = []
    private var isCut = false
    /// What Outlook wrote, for messages that say nothing beside it.
    private var winmailText: String?
    private var winmailHTML: String?
    private var textLeft: Int
    private var htmlLeft: Int

    private struct Found {
        var name: String
        var contentType: String
        var bytes: [UInt8]
        var contentID: String?
        var saysInline: Bool
    }

    init(limits: MailReader.Limits) {
        self.limits = limits
        textLeft = limits.textBytes
        htmlLeft = limits.textBytes
    }

    mutating func read(_ part: MIMEPart) {
        guard part.isMultipart else { return readLeaf(part) }
        switch part.mediaType {
        case "multipart/alternative": readAlternatives(part)
        case "multipart/related": readRelated(part)
        case "multipart/signed", "multipart/report": readFirstThenAttach(part)
        default: for child in part.children { read(child) }
        }
    }

    private mutating func readLeaf(_ part: MIMEPart) {
        if isBody(part) { segments.append(segment(part)) } else { attach(part) }
    }

    /// Text without a file name is to be read, unless it says otherwise.
    private func isBody(_ part: MIMEPart) -> Bool {
        guard part.disposition.value != "attachment" else { return false }
        switch part.mediaType {
        case "text/plain", "text/html", "text/enriched", "text/richtext", "text", "text/markdown":
            return part.fileName == nil
        // A multipart without parts: what it holds is better read than lost.
        default: return part.mediaType.hasPrefix("multipart/") && Envelope.looksLikeText(part.content)
        }
    }

    private mutating func segment(_ part: MIMEPart) -> Segment {
        if part.mediaType == "text/html" { return Segment(html: html(part)) }
        return Segment(plain: plain(part))
    }

    private mutating func plain(_ part: MIMEPart) -> String {
        var bytes = part.decoded(limit: textLeft + 1)
        if bytes.count > textLeft {
            bytes.removeLast(bytes.count - textLeft)
            isCut = true
        }
        textLeft -= bytes.count
        let label = part.contentType.first("charset")
        var text = PartText.lines(Charset.decode(bytes[...], label: label))
        if part.contentType.first("format")?.lowercased() == "flowed" {
            text = FlowedText.unfold(
                text, deletesSpace: part.contentType.first("delsp")?.lowercased() == "yes")
        }
        if part.mediaType == "text/enriched" || part.mediaType == "text/richtext" {
            text = HTMLText.plain(text)
        }
        let extracted = InlineFiles.extract(from: text)
        for file in extracted.files {
            add(Found(name: file.name, contentType: file.contentType, bytes: file.bytes, saysInline: false))
        }
        return extracted.text
    }

    private mutating func html(_ part: MIMEPart) -> String {
        var bytes = part.decoded(limit: htmlLeft + 1)
        if bytes.count > htmlLeft {
            bytes.removeLast(bytes.count - htmlLeft)
            isCut = true
        }
        htmlLeft -= bytes.count
        let label = part.contentType.first("charset") ?? PartText.metaCharset(bytes[...])
        return PartText.lines(Charset.decode(bytes[...], label: label))
    }

    /// The richest form is shown, the plainest is the text; the rest, such as
    /// an invitation or a picture, is attached.
    private mutating func readAlternatives(_ part: MIMEPart) {
        var plain: String?
        var html: String?
        for child in part.children {
            if child.isMultipart {
                let before = segments.count
                read(child)
                let inner = segments[before...]
                segments.removeSubrange(before...)
                let joined = Self.join(Array(inner))
                if let text = joined.plain, plain == nil { plain = text }
                if let text = joined.html { html = text }
            } else if isBody(child) {
                let found = segment(child)
                if let text = found.plain, plain.map(\.isBlank) ?? true { plain = text }
                if let text = found.html { html = text }
            } else if child.mediaType != "text/x-amp-html", child.mediaType != "text/watch-html" {
                attach(child)
            }
        }
        segments.append(Segment(plain: plain, html: html))
    }

    /// The root (RFC 2387) is read, the others belong to it.
    private mutating func readRelated(_ part: MIMEPart) {
        let start = part.contentType.first("start").map { $0.trimmingBrackets }
        let root =
            part.children.firstIndex { start != nil && $0.contentID == start }
            ?? part.children.firstIndex { $0.isMultipart || isBody($0) } ?? 0
        for (index, child) in part.children.enumerated() where index == root { read(child) }
        for (index, child) in part.children.enumerated() where index != root {
            if child.isMultipart { read(child) } else { attach(child) }
        }
    }

    private mutating func readFirstThenAttach(_ part: MIMEPart) {
        for (index, child) in part.children.enumerated() {
            if index == 0 || child.isMultipart { read(child) } else { attach(child) }
        }
    }

    private mutating func attach(_ part: MIMEPart) {
        guard attachments.count < limits.attachments else { isCut = true; return }
        let bytes = part.decoded()
        if bytes.isEmpty, part.fileName == nil { return }
        if isWinmail(part), unpack(bytes) { return }
        if part.mediaType == "text/calendar" {
            calendar += CalendarReader.read(bytes[...], label: part.contentType.first("charset"))
        }
        add(
            Found(
                name: part.fileName ?? PartName.made(for: part, bytes: bytes), contentType: part.mediaType,
                bytes: bytes,
                contentID: part.contentID, saysInline: part.disposition.value == "inline"))
    }

    private func isWinmail(_ part: MIMEPart) -> Bool {
        part.mediaType == "application/ms-tnef" || part.mediaType == "application/vnd.ms-tnef"
            || part.fileName?.lowercased() == "winmail.dat"
    }

    /// Takes a `winmail.dat` apart; one that holds nothing readable stays.
    private mutating func unpack(_ bytes: [UInt8]) -> Bool {
        guard let tnef = TNEF(bytes[...]), !tnef.files.isEmpty || tnef.text != nil || tnef.html != nil else {
            return false
        }
        winmailText = winmailText ?? tnef.text
        winmailHTML = winmailHTML ?? tnef.html
        for file in tnef.files where !file.bytes.isEmpty || file.name != nil {
            let type = file.contentType ?? AttachmentName.contentType(of: file.name ?? "")
            let name = AttachmentName.safe(file.name ?? "")
            add(
                Found(
                    name: name.isEmpty
                        ? "file" + (AttachmentName.fileExtension(type).map { "." + $0 } ?? "") : name,
                    contentType: type, bytes: file.bytes, contentID: file.contentID, saysInline: false))
        }
        return true
    }

    private mutating func add(_ file: Found) {
        guard attachments.count < limits.attachments else { isCut = true; return }
        attachments.append(file)
    }

    mutating func finish(into mail: inout ParsedMail) {
        var joined = Self.join(segments)
        if joined.plain.map(\.isBlank) ?? true, joined.html == nil {
            joined = Segment(plain: winmailText ?? joined.plain, html: winmailHTML)
        }
        mail.html = joined.html
        mail.text = joined.plain
        mail.calendar = calendar
        let shown = joined.html.map(PartText.contentIDs) ?? []
        for (index, file) in attachments.enumerated() {
            mail.attachments.append(
                ParsedAttachment(
                    index: index, name: file.name, contentType: file.contentType, bytes: file.bytes,
                    contentID: file.contentID,
                    isInline: file.contentID.map(shown.contains) ?? false || isPicture(file)))
        }
        if isCut {
            mail.truncated = true
            mail.defects.append("The message is too long to show whole; the rest is only in the raw message.")
        }
    }

    private func isPicture(_ file: Found) -> Bool {
        file.saysInline && file.contentType.hasPrefix("image/")
    }

    /// One text and one HTML from segments that may each have either.
    private static func join(_ all: [Segment]) -> Segment {
        let segments = all.filter { !($0.plain.map(\.isBlank) ?? true) || !($0.html.map(\.isBlank) ?? true) }
        guard segments.count != 1 else {
            var only = segments[0]
            if only.html != nil, only.plain.map(\.isBlank) ?? true { only.plain = nil }
            if only.html.map(\.isBlank) ?? true { only.html = nil }
            return only
        }
        guard !segments.isEmpty else {
            return Segment(plain: all.isEmpty ? nil : all.compactMap(\.plain).first)
        }
        let hasHTML = segments.contains { $0.html != nil }
        let hasPlain = segments.contains { $0.plain != nil }
        return Segment(
            plain: hasPlain
                ? segments.map { $0.plain ?? HTMLText.plain($0.html ?? "") }.joined(separator: "\n") : nil,
            html: hasHTML
                ? segments.map { $0.html ?? PartText.escaped($0.plain ?? "") }.joined(separator: "\n") : nil)
    }
}
