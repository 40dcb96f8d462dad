/// Writes a message down as the bytes that go to a mail server.
public enum MailComposer {
    /// The whole message: header, empty line, body.
    ///
    /// Lines end in CR LF and have at most 998 bytes; all is ASCII, unless an
    /// address itself has other letters before its `@`. Bcc is never written.
    /// The same message always gives the same bytes.
    /// - Throws: `ComposeError` for what cannot be written without changing
    ///   its meaning: an address or id that is none.
    ///
    /// Source: RFC 5322, RFC 2045–2047, 2231, 2387, 3834, 6532.
    public static func compose(_ mail: OutgoingMail) throws(ComposeError) -> [UInt8] {
        for file in mail.attachments {
            if let id = file.contentID { _ = try checkedID(id) }
        }
        var result = try header(of: mail)
        var boundaries = Boundary(messageID: mail.messageID)
        MailPart(mail).write(to: &result, boundaries: &boundaries)
        return result
    }
}
