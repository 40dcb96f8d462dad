/// A document on paper: blocks, one under the other, over as many pages as
/// they need. Knows letters and lines, no customer.
public struct Sheet: Sendable {
    /// How words look.
    public enum Style: Sendable, Hashable, CaseIterable {
        case letterhead, title, heading, text, quiet, figure, strong
    }

    public enum Side: Sendable { case leading, trailing }

    /// A column of a table.
    public struct Column: Sendable {
        public let title: String
        /// Its part of the width, in relation to the others'.
        public let weight: Double
        public let side: Side

        public init(_ title: String, weight: Double, side: Side = .leading) {
            self.title = title
            self.weight = weight
            self.side = side
        }
    }

    /// A cell: its words, and smaller ones under them.
    public struct Cell: Sendable {
        public let text: String
        public let small: String
        public let isStrong: Bool

        public init(_ text: String, small: String = "", isStrong: Bool = false) {
            self.text = text
            self.small = small
            self.isStrong = isStrong
        }
    }

    public enum Block: Sendable {
        case text(String, Style)
        /// Two texts beside each other, the second at the far side.
        case pair(String, Style, String, Style)
        /// The heading row is repeated on every page; a row is never cut.
        case table([Column], rows: [[Cell]])
        /// Names and amounts at the far side; the last may be strong.
        case sums([(name: String, amount: String, isStrong: Bool)])
        /// A picture at the near side, at most 51 points (18 mm) tall and 200 wide; never made larger.
        case picture(Picture)
        case rule
        /// In points.
        case gap(Double)
    }

    /// The colour of letterhead and figures, each part from 0 to 1.
    public struct Tint: Sendable, Equatable {
        public let red: Double
        public let green: Double
        public let blue: Double

        public init(red: Double, green: Double, blue: Double) {
            (self.red, self.green, self.blue) = (red, green, blue)
        }

        public static let violet = Tint(red: 0.353, green: 0.176, blue: 0.510)
    }

    public enum Size: Sendable {
        case a4, letter

        var points: (width: Double, height: Double) {
            switch self {
            case .a4: (595.28, 841.89)
            case .letter: (612, 792)
            }
        }
    }

    public var title: String
    public var author: String
    /// `2026-03-12T08:12:30Z`, when it was made.
    public var createdAt: String
    public var size: Size
    /// On every page, at the foot.
    public var footer: String
    /// Says which page of how many it is.
    public var pageWords: @Sendable (_ page: Int, _ of: Int) -> String
    public var tint: Tint
    public var blocks: [Block]

    public init(
        title: String, author: String, createdAt: String, size: Size = .a4, footer: String = "",
        pageWords: @escaping @Sendable (Int, Int) -> String = { "\($0) / \($1)" }, tint: Tint? = nil,
        blocks: [Block] = []
    ) {
        self.title = title
        self.author = author
        self.createdAt = createdAt
        self.size = size
        self.footer = footer
        self.pageWords = pageWords
        self.tint = tint ?? .violet
        self.blocks = blocks
    }

    /// The document as PDF.
    ///
    /// Takes time on the calling thread: about a tenth of a millisecond a
    /// row. Fonts are those of the machine; any will do that has the letters.
    /// - Throws: ``PaperError`` where Cairo refuses.
    public func pdf() throws(PaperError) -> [UInt8] {
        try Press(self).run()
    }
}

/// Cairo could not draw.
public struct PaperError: Error, Sendable {
    public let reason: String
}
