internal import CGMime

/// The normal forms of Unicode, by GLib, which GMime brings along.
enum UnicodeForm {
    /// NFC: one spelling for each character.
    static func composed(_ text: String) -> String { normalized(text, G_NORMALIZE_DEFAULT_COMPOSE) }

    /// NFKC: full-width letters and ligatures become plain ones.
    static func compatible(_ text: String) -> String { normalized(text, G_NORMALIZE_ALL_COMPOSE) }

    private static func normalized(_ text: String, _ mode: GNormalizeMode) -> String {
        guard let pointer = g_utf8_normalize(text, -1, mode) else { return text }
        defer { g_free(pointer) }
        return String(cString: pointer)
    }
}
