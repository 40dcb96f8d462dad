import Crypto
import Database
import Foundation
import Mail
import Markup

/// A message that came, read and made ready outside the transaction: what
/// costs time is done before the database is asked.
struct IncomingMail: Sendable {
    let fingerprint: String
    /// What is kept of the raw message, packed: all of it but the files that `cuts` names.
    let compressed: [UInt8]
    let cuts: [LeanMail.Cut]
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
        let snippet: String
        let whole: String?
        let html: String?
        let subject: String
        let recipients: JSONText<Message.Recipients>
        let details: JSONText<MessageDetails>
        let files: [NewFile]
    }

    init(raw: [UInt8]) {
        size = raw.count
        do throws(MailDefect) {
            let mail = try MailReader.parse(raw)
            let lean = LeanMail(raw, without: mail.attachments.map(\.bytes))
            (compressed, cuts) = (RawMail.compress(lean.rest), lean.cuts)
            fingerprint = Fingerprint.of(raw, messageID: mail.messageID)
            content = .mail(mail, Self.read(mail))
        } catch {
            (compressed, cuts) = (RawMail.compress(raw), [])
            fingerprint = Fingerprint.of(raw, messageID: nil)
            content = .unreadable(error.message)
        }
    }

    /// A message that is kept unread, known again as it would be otherwise.
    init(raw: [UInt8], unreadBecause why: String) {
        size = raw.count
        (compressed, cuts) = (RawMail.compress(raw), [])
        fingerprint = Fingerprint.of(raw, messageID: (try? MailReader.parse(raw))?.messageID)
        content = .unreadable(why)
    }

    /// Most mail of a mailbox is to its address alone.
    private static let recipients = Encoded<Message.Recipients>()

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
            visible: visible, snippet: Conversations.Summary.snippet(of: visible, isMarkdown: false),
            whole: visible == whole.trimmed ? nil : whole, html: clean?.html.string,
            subject: mail.subject.oneLine,
            recipients: Self.recipients.text(of: Message.Recipients(to: mail.to, cc: mail.cc)),
            details: MessageDetails(mail, remoteImages: clean?.hasRemoteImages ?? false).stored,
            files: mail.attachments.map(NewFile.init(parsed:)))
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
        raw.withUnsafeBufferPointer { bytes in
            var end = bytes.count
            while end > 0, bytes[end - 1] == 10 || bytes[end - 1] == 13 || bytes[end - 1] == 32 { end -= 1 }
            var hash = SHA256()
            var start = 0
            if let messageID, let body = bodyStart(in: bytes, end) {
                hash.update(data: Array(messageID.utf8) + [0])
                start = body
            }
            feed(UnsafeBufferPointer(rebasing: bytes[start..<end]), to: &hash)
            return Digest.hexadecimal(hash.finalize())
        }
    }

    /// Everything but carriage returns.
    private static func feed(_ bytes: UnsafeBufferPointer<UInt8>, to hash: inout SHA256) {
        var start = 0
        while start < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start...])
            guard let base = rest.baseAddress else { return }
            let feed = memchr(base, 13, rest.count).map { UnsafeRawPointer($0) - base } ?? rest.count
            hash.update(bufferPointer: UnsafeRawBufferPointer(start: base, count: feed))
            start += feed + 1
        }
    }

    /// Behind the first empty line.
    private static func bodyStart(in bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Int? {
        var isAfterLine = false
        for place in 0..<end where bytes[place] != 13 {
            if bytes[place] == 10 {
                if isAfterLine { return place + 1 }
                isAfterLine = true
            } else {
                isAfterLine = false
            }
        }
        return nil
    }
}
