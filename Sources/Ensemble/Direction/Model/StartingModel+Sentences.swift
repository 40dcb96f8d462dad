extension StartingModel {
    /// A text of a customer's with its codes by two coders.
    struct Sentence: Sendable, Hashable {
        let id: String
        let trade: String
        /// `en` or `de`.
        let language: String
        /// mail, review, answer or association.
        let source: String
        let text: String
        let first: Code
        let second: Code

        /// The mean of both codings.
        var agreed: Code { Code(mean: first, second) }
    }

    /// How far a text is about each kind, in per mille that sum to 1,000.
    struct Code: Sendable, Hashable {
        /// By `Kind.rawValue`. A single coder gives "none" all or nothing.
        let degrees: [Int]

        /// Whole percent of product, service and idea that sum to 100, or
        /// all zero for "no mention"; `nil` for anything else.
        init?(percent: [Int]) {
            guard percent.count == 3, percent.allSatisfy({ $0 >= 0 }) else { return nil }
            let sum = percent.reduce(0, +)
            guard sum == 0 || sum == 100 else { return nil }
            degrees = percent.map { $0 * 10 } + [sum == 0 ? 1000 : 0]
        }

        /// Exact: codes of one coder are whole percent.
        init(mean one: Code, _ other: Code) {
            degrees = zip(one.degrees, other.degrees).map { ($0 + $1) / 2 }
        }

        /// The kinds with the highest degree: one, or several that tie.
        var leaders: [Kind] {
            let highest = degrees.max() ?? 0
            return Kind.allCases.filter { degrees[$0.rawValue] == highest }
        }

        /// The one kind that leads, `nil` in a tie.
        var leading: Kind? { leaders.count == 1 ? leaders[0] : nil }
    }

    /// A line that is not as the file's header promises.
    struct BrokenLine: Error, Equatable, CustomStringConvertible {
        let file: String
        /// From 1, the header's own.
        let line: Int
        let reason: String

        var description: String { "\(file), line \(line): \(reason)." }
    }

    /// Reads the three tables: each sentence once in each, in any order.
    /// - Throws: `BrokenLine` for the first line that is not as it must be.
    static func read(sentences: String, first: String, second: String) throws(BrokenLine) -> [Sentence] {
        let one = try codes(first, file: "first.tsv")
        let two = try codes(second, file: "second.tsv")
        let texts = try rows(
            sentences, file: "sentences.tsv", header: ["id", "trade", "language", "source", "text"])
        let ids = Set(texts.map { $0.fields[0] })
        for (codes, file) in [(one, "first.tsv"), (two, "second.tsv")] {
            guard
                let stray = codes.filter({ !ids.contains($0.key) }).min(by: { $0.value.line < $1.value.line })
            else { continue }
            throw BrokenLine(file: file, line: stray.value.line, reason: "there is no sentence \(stray.key)")
        }
        var read: [Sentence] = []
        for row in texts {
            func broken(_ reason: String) -> BrokenLine {
                BrokenLine(file: "sentences.tsv", line: row.line, reason: reason)
            }
            let (id, language, text) = (row.fields[0], row.fields[2], row.fields[4])
            guard language == "en" || language == "de" else {
                throw broken("“\(language)” is no language here")
            }
            guard ["mail", "review", "answer", "association"].contains(row.fields[3]) else {
                throw broken("“\(row.fields[3])” is no source")
            }
            guard !row.fields[1].isEmpty else { throw broken("the trade is missing") }
            guard !text.allSatisfy(\.isWhitespace) else { throw broken("the text is empty") }
            guard let a = one[id]?.code, let b = two[id]?.code else {
                throw broken("\(id) is not coded twice")
            }
            read.append(
                Sentence(
                    id: id, trade: row.fields[1], language: language, source: row.fields[3], text: text,
                    first: a, second: b))
        }
        return read
    }

    private static func codes(
        _ text: String, file: String
    ) throws(BrokenLine) -> [String: (code: Code, line: Int)] {
        var codes: [String: (code: Code, line: Int)] = [:]
        for row in try rows(text, file: file, header: ["id", "product", "service", "idea"]) {
            let numbers = row.fields[1...].compactMap { Int($0) }
            guard let code = Code(percent: numbers) else {
                throw BrokenLine(
                    file: file, line: row.line, reason: "three whole percent must sum to 100, or be 0")
            }
            codes[row.fields[0]] = (code, row.line)
        }
        return codes
    }

    private static func rows(
        _ text: String, file: String, header: [String]
    ) throws(BrokenLine) -> [(fields: [String], line: Int)] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        guard lines.first == header else {
            throw BrokenLine(
                file: file, line: 1, reason: "the header must be \(header.joined(separator: ", "))")
        }
        guard lines.removeLast() == [""], lines.count > 1 else {
            throw BrokenLine(
                file: file, line: lines.count + 1, reason: "the last line must end, after at least one row")
        }
        var seen: Set<String> = []
        var rows: [(fields: [String], line: Int)] = []
        for (index, fields) in lines.enumerated().dropFirst() {
            guard fields.count == header.count else {
                throw BrokenLine(
                    file: file, line: index + 1,
                    reason: "\(header.count) fields were expected, not \(fields.count)")
            }
            guard !fields[0].isEmpty, seen.insert(fields[0]).inserted else {
                throw BrokenLine(file: file, line: index + 1, reason: "the id is missing or used twice")
            }
            rows.append((fields, index + 1))
        }
        return rows
    }
}
