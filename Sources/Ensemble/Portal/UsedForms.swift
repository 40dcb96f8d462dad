import Database

/// Forms that were sent: a second press of the button, or a browser that
/// tries again, sends the same form with the same words and changes nothing.
/// Other words from the same page are another message.
enum UsedForms {
    /// Longer than a form may be open.
    static let kept = Span.days(2)

    static func key(_ form: Conversations.WebRequest) -> String? {
        form.stamp.map { stamp in
            let written = [form.address, form.subject, form.text] + form.files.map(\.sha256)
            return Digest.sha256(Array(([stamp] + written).joined(separator: "\0").utf8))
        }
    }

    /// Takes a form for used.
    /// - Returns: `false` when it was used before.
    static func take(_ key: String, at now: Moment, in db: any Connection) throws -> Bool {
        try db.execute("DELETE FROM used_forms WHERE used_at < \(now - kept)")
        let added = try db.execute(
            """
            INSERT INTO used_forms (number, used_at) VALUES (\(key), \(now)) ON CONFLICT (number) DO NOTHING
            """)
        return added == 1
    }

    static func note(_ conversation: Conversation.ID, for key: String, in db: any Connection) throws {
        try db.execute("UPDATE used_forms SET conversation = \(conversation) WHERE number = \(key)")
    }

    static func conversation(of key: String, in db: any Connection) throws -> Conversation.ID? {
        try db.value("SELECT conversation FROM used_forms WHERE number = \(key)")
    }
}
