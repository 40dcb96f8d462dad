/// A part of a text, counted in Unicode scalars: the same in every program that reads it.
public struct TextSpan: Hashable, Sendable, LosslessStringConvertible {
    public let begin: Int
    public let length: Int

    public init(begin: Int, length: Int) {
        self.begin = begin
        self.length = length
    }

    /// `12-40`: where it begins, and how long it is.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let begin = parts[0], let length = parts[1] else { return nil }
        self.init(begin: begin, length: length)
    }

    public var description: String { "\(begin)-\(length)" }
    public var end: Int { begin + length }

    func overlaps(_ other: TextSpan) -> Bool { begin < other.end && other.begin < end }
}

/// A text whose parts can be pointed at.
struct SpannedText {
    let scalars: [Unicode.Scalar]

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// The words of a span; `nil` where it leaves the text or holds no words.
    func words(_ span: TextSpan) -> String? {
        guard span.begin >= 0, span.length > 0, span.begin <= scalars.count,
            span.length <= scalars.count - span.begin
        else { return nil }
        return text(span.begin..<span.end).trimmed.nonEmpty
    }

    private func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    /// Its sentences, without white space around them: what ends in a full
    /// stop, a question or exclamation mark before a space, or with the line.
    func sentences() -> [TextSpan] {
        var found: [TextSpan] = []
        var start = 0
        for place in scalars.indices where isEnd(place) {
            if let span = trimmed(start..<(place + 1)) { found.append(span) }
            start = place + 1
        }
        if let span = trimmed(start..<scalars.count) { found.append(span) }
        return found
    }

    private static let marks: Set<Unicode.Scalar> = [".", "!", "?", "…"]
    /// Of writing that puts no space after a sentence.
    private static let wideMarks: Set<Unicode.Scalar> = ["。", "！", "？"]

    private func isEnd(_ place: Int) -> Bool {
        let scalar = scalars[place]
        if scalar == "\n" || scalar == "\r" || Self.wideMarks.contains(scalar) { return true }
        let isLast = place + 1 == scalars.count
        return Self.marks.contains(scalar) && (isLast || scalars[place + 1].properties.isWhitespace)
    }

    private func trimmed(_ range: Range<Int>) -> TextSpan? {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, scalars[low].properties.isWhitespace { low += 1 }
        while high > low, scalars[high - 1].properties.isWhitespace { high -= 1 }
        let hasWords = scalars[low..<high].contains {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
        return hasWords ? TextSpan(begin: low, length: high - low) : nil
    }

    /// Where words that somebody selected stand: white space may differ, as a
    /// browser shows line breaks otherwise. Of several places the nearest.
    /// - Parameter near: how many characters stand before it, roughly.
    func find(_ words: String, near: Int) -> TextSpan? {
        let wanted = words.unicodeScalars.filter { !$0.properties.isWhitespace }
        guard !wanted.isEmpty, wanted.count <= scalars.count else { return nil }
        let places = scalars.indices.filter { !scalars[$0].properties.isWhitespace }
        let dense = places.map { scalars[$0] }
        guard wanted.count <= dense.count else { return nil }
        let target = Array(wanted)
        var best: TextSpan?
        for start in 0...(dense.count - target.count)
        where dense[start] == target[0] && dense[start..<(start + target.count)].elementsEqual(target) {
            let span = TextSpan(
                begin: places[start], length: places[start + target.count - 1] - places[start] + 1)
            if best.map({ abs(span.begin - near) < abs($0.begin - near) }) ?? true { best = span }
        }
        return best
    }
}
