internal import CMarkdown

/// What staff and customers write: GitHub's Markdown, as far as it suits
/// mail.
///
/// Tables, strike-through, task lists and bare addresses are known; a line
/// break stays one; tags are shown as they were typed, not obeyed; pictures
/// become links, so that nothing is fetched from elsewhere.
public enum Markdown {
    /// Longer texts are shown as plain text, in bytes. cmark-gfm takes time
    /// quadratic in the length for some hostile ones.
    public static let longest = 100_000

    /// The text as HTML, safe whoever wrote it.
    public static func html(_ text: String) -> HTML {
        let html = rendered(text) { document, parser in
            cmark_render_html(document, options, cmark_parser_get_syntax_extensions(parser))
        }
        // cmark escapes text; what it would pass through, tags and link
        // targets, has been replaced before.
        return html.map(HTML.init(trusted:)) ?? PlainText.html(text)
    }

    /// The words alone, without what marks them, as lists and previews show them.
    public static func words(_ text: String) -> String {
        rendered(text) { document, _ in cmark_render_plaintext(document, options, 0) } ?? text
    }

    /// - Returns: `nil` for what is too long, or where memory lacks.
    private static func rendered(
        _ text: String,
        _ render: (_ document: OpaquePointer, _ parser: OpaquePointer) -> UnsafeMutablePointer<CChar>?
    ) -> String? {
        guard text.utf8.count <= longest else { return nil }
        register
        let source = MarkdownSource.forMail(text)
        guard let parser = cmark_parser_new(options) else { return nil }
        defer { cmark_parser_free(parser) }
        for name in extensions where name != "table" || !hasHugeTable(source) {
            guard let syntax = cmark_find_syntax_extension(name) else { continue }
            cmark_parser_attach_syntax_extension(parser, syntax)
        }
        source.withUnsafeBytes { bytes in
            cmark_parser_feed(parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        guard let document = cmark_parser_finish(parser) else { return nil }
        defer { cmark_node_free(document) }
        MarkdownTree.makeSafe(document)
        guard let rendered = render(document, parser) else { return nil }
        defer { cmark_get_default_mem_allocator().pointee.free(rendered) }
        return String(cString: rendered)
    }

    /// The text for the plain part of a mail: what was typed, its line ends
    /// made `\n`, spaces at the ends of lines and blank lines around the text
    /// left out. A `--` alone becomes the `-- ` that marks a signature.
    public static func text(_ text: String) -> String {
        String(decoding: MarkdownSource.tidied(text), as: UTF8.self)
    }

    private static let options = CMARK_OPT_HARDBREAKS | CMARK_OPT_VALIDATE_UTF8

    private static let extensions = ["table", "strikethrough", "autolink", "tasklist"]

    private static let register: Void = cmark_gfm_core_extensions_ensure_registered()

    /// Whether a table could have more cells than the text has bytes: cmark
    /// fills short rows up to the width of the widest.
    private static func hasHugeTable(_ text: [UInt8]) -> Bool {
        var widest = 0
        var bars = 0
        var lines = 1
        for byte in text {
            if byte == UInt8(ascii: "|") { bars += 1 }
            if byte == UInt8(ascii: "\n") {
                widest = max(widest, bars)
                bars = 0
                lines += 1
            }
        }
        return max(widest, bars) * lines > 200_000
    }
}
