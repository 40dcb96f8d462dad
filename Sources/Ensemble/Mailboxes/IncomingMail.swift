import Database
import Mail
import Markup

/// A message that came, read and made ready outside the transaction: what
/// costs time is done before the database is asked.
struct IncomingMail: Sendable {
    let fingerprint: String
    let compressed: [UInt8]
    let size: Int
    let content: Content

    enum Content: Sendable {
        case mail(ParsedMail, Readable)
        /// It can't be read; the words say why.
        case unreadable(String)
    }

    /// What people read of it.
    struct Readable: Sendable {
        let visible: String
        let whole: String?
        let html: String?
        let remoteImages: Bool
        let files: [NewFile]
    }

    init(raw: [UInt8]) {
        size = raw.count
        compressed = RawMail.compress(raw)
        do throws(MailDefect) {
            let mail = try MailReader.parse(raw)
            fingerprint = Fingerprint.of(raw, messageID: mail.messageID)
            content = .mail(mail, Self.read(mail))
        } catch {
            fingerprint = Fingerprint.of(raw, messageID: nil)
            content = .unreadable(error.message)
        }
    }

    private static func read(_ mail: ParsedMail) -> Readable {
        let options = Sanitiser.Options(contentIDs: { Self.place(of: $0, in: mail) })
        let clean: SanitisedHTML?
        let whole: String
        if let text = mail.text?.nonEmpty {
            clean = mail.html.map { Sanitiser.clean($0, options: options) }
            whole = text
        } else {
            let read = mail.html.map { Sanitiser.cleanWithText($0, options: options) }
            clean = read?.clean
            whole = read?.text ?? ""
        }
        let split = ReplyText.split(whole)
        let visible = split.visible.nonEmpty ?? whole.trimmed
        return Readable(
            visible: visible, whole: visible == whole.trimmed ? nil : whole, html: clean?.html.string,
            remoteImages: clean?.hasRemoteImages ?? false, files: mail.attachments.map(NewFile.init(parsed:)))
    }

    /// The address of an inline picture, relative to the message's own page.
    private static func place(of contentID: String, in mail: ParsedMail) -> String? {
        mail.attachments.firstIndex { $0.contentID == contentID }.map { "files/\($0)" }
    }
}

extension NewFile {
    init(parsed: ParsedAttachment) {
        self.init(
            name: parsed.name, contentType: parsed.contentType, bytes: parsed.bytes,
            contentID: parsed.contentID,
            isInline: parsed.isInline)
    }
}

/// By what a message is known when it comes again.
enum Fingerprint {
    /// With a Message-ID, that and the body: the same message by another way
    /// has other headers. Without one, all of it. Line ends don't count.
    static func of(_ raw: [UInt8], messageID: String?) -> String {
        var plain: [UInt8] = []
        plain.reserveCapacity(raw.count)
        for byte in raw where byte != 13 { plain.append(byte) }
        while let last = plain.last, last == 10 || last == 32 { plain.removeLast() }
        guard let messageID, let body = bodyStart(in: plain) else { return Digest.sha256(plain) }
        return Digest.sha256(Array(messageID.utf8) + [0] + plain[body...])
    }

    private static func bodyStart(in bytes: [UInt8]) -> Int? {
        var place = 0
        while place + 1 < bytes.count {
            if bytes[place] == 10, bytes[place + 1] == 10 { return place + 2 }
            place += 1
        }
        return nil
    }
}
