/// Makes the HTML of strangers, mail above all, safe to show, and readable
/// as plain text.
///
/// What is allowed is listed; everything else is left out. The result is
/// written anew from the parsed tree, in a form that reads back as the same
/// tree, so that no browser can see in it what was not seen here.
public enum Sanitiser {
    /// What to do with parts that are a matter of choice.
    public struct Options: Sendable {
        /// Whether pictures may be fetched from other servers, which tells
        /// the sender that, when and where the mail is read.
        public enum RemoteImages: Sendable { case blocked, allowed }

        /// Blocked ones keep their address in `data-remote-src`.
        public var remoteImages: RemoteImages
        /// Our address for a picture that is part of the mail, by its
        /// content id; `nil` where the mail has no such part.
        public var contentIDs: @Sendable (_ contentID: String) -> String?
        /// Longer sources are cut, in bytes.
        public var longestSource: Int

        public init(
            remoteImages: RemoteImages = .blocked, longestSource: Int = 4_000_000,
            contentIDs: @escaping @Sendable (_ contentID: String) -> String? = { _ in nil }
        ) {
            self.remoteImages = remoteImages
            self.longestSource = longestSource
            self.contentIDs = contentIDs
        }
    }

    /// The HTML with only what is allowed.
    ///
    /// Forms become blocks, scripts, styles and drawings are left out, the
    /// `style` attribute keeps what sets colours, type, sizes and borders;
    /// links open elsewhere and tell nothing of us. Ids and classes are
    /// left out too. Cleaning twice changes nothing.
    public static func clean(_ html: String, options: Options = Options()) -> SanitisedHTML {
        clean(parse(html, options), options: options)
    }

    /// The same for a document that has been read already.
    public static func clean(_ document: HTML5.Document, options: Options = Options()) -> SanitisedHTML {
        var cleaner = Cleaner(document.tree, options: options)
        return cleaner.run()
    }

    /// HTML that has been cleaned, its blocked pictures fetched after all.
    /// - Parameter html: what `clean` wrote, nothing else.
    public static func showingRemoteImages(inClean html: String) -> HTML {
        // A quotation mark stands there only around our own attributes:
        // everywhere else it was escaped.
        HTML(trusted: html.replacing(" data-remote-src=\"", with: " src=\""))
    }

    /// The HTML of a mail as readable text.
    ///
    /// Blocks become lines and paragraphs, lists keep their marks, rows
    /// their cells side by side, quotes get `> ` before each line, links
    /// their address after the words where the two differ; what was hidden
    /// stays out.
    public static func text(ofHTML html: String) -> String {
        text(of: parse(html, Options()))
    }

    /// The same for a document that has been read already.
    public static func text(of document: HTML5.Document) -> String {
        var writer = TextWriter(document.tree)
        return writer.run()
    }

    /// Both at once, reading the source once.
    public static func cleanWithText(
        _ html: String, options: Options = Options()
    ) -> (clean: SanitisedHTML, text: String) {
        let document = parse(html, options)
        return (clean(document, options: options), text(of: document))
    }

    private static func parse(_ html: String, _ options: Options) -> HTML5.Document {
        var html = html
        return html.withUTF8 { source in
            let beginning = HTML5.beginning(of: source, options.longestSource)
            var tree = HTML5.parse(beginning)
            if beginning.count < source.count { tree.isCut = true }
            return HTML5.Document(tree: tree)
        }
    }
}

/// HTML of strangers that is safe to show.
public struct SanitisedHTML: Sendable, Equatable {
    /// The contents of a body.
    public let html: HTML
    /// Whether there are pictures that come from other servers.
    public let hasRemoteImages: Bool
    /// The content ids of the mail's parts that are shown in it.
    public let cids: Set<String>
    /// Whether the source passed a limit, so that parts of it are missing.
    public let truncated: Bool
}
