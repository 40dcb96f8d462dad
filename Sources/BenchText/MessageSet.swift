import Foundation
import Statistics

/// Messages with the label that a person gave them, in two halves.
struct MessageSet {
    let name: String
    let training: [TextClassifier.Example]
    let asked: [TextClassifier.Example]

    static func all(root: String) throws -> [MessageSet] {
        [try banking(root: root), try clinc(root: root), try hwu(root: root), try fewBanking(root: root)]
    }

    /// The published training half, of which a fifth of each label is held
    /// back: those whose text has the lowest hash.
    static func banking(root: String) throws -> MessageSet {
        let rows = CSV.rows(try text(root, "banking77/train.csv")).dropFirst().filter { $0.count == 2 }
        let byLabel = Dictionary(
            grouping: rows.map { TextClassifier.Example(text: $0[0], label: $0[1]) }, by: \.label)
        var training: [TextClassifier.Example] = []
        var asked: [TextClassifier.Example] = []
        for label in byLabel.keys.sorted() {
            let examples = (byLabel[label] ?? []).sorted { hash($0.text) < hash($1.text) }
            asked += examples.prefix(examples.count / 5)
            training += examples.dropFirst(examples.count / 5)
        }
        return MessageSet(name: "BANKING77", training: training, asked: asked)
    }

    /// The published training and validation parts, in scope.
    static func clinc(root: String) throws -> MessageSet {
        let parts = try clincParts(root: root)
        return MessageSet(name: "CLINC150", training: parts["train"] ?? [], asked: parts["val"] ?? [])
    }

    /// CLINC150's messages out of scope, to learn from and to tell.
    static func strangers(root: String) throws -> (training: [String], asked: [String]) {
        let parts = try clincParts(root: root)
        return ((parts["oos_train"] ?? []).map(\.text), (parts["oos_val"] ?? []).map(\.text))
    }

    /// The published training and validation parts.
    static func hwu(root: String) throws -> MessageSet {
        MessageSet(
            name: "HWU64", training: try split(root, "HWU64/train"), asked: try split(root, "HWU64/valid"))
    }

    /// Ten messages a label, and the validation part.
    static func fewBanking(root: String) throws -> MessageSet {
        MessageSet(
            name: "BANKING77 ten a label", training: try split(root, "BANKING77/train_10"),
            asked: try split(root, "BANKING77/valid"))
    }

    /// Writes both halves for the peers: a label, a tab and a message a line.
    func write(to folder: URL) throws -> (training: URL, asked: URL) {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = name.replacing(" ", with: "-")
        let training = folder.appending(path: file + ".train.tsv")
        let asked = folder.appending(path: file + ".test.tsv")
        try Self.lines(self.training).write(to: training, atomically: true, encoding: .utf8)
        try Self.lines(self.asked).write(to: asked, atomically: true, encoding: .utf8)
        return (training, asked)
    }

    private static func lines(_ examples: [TextClassifier.Example]) -> String {
        examples
            .map {
                $0.label + "\t" + $0.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") + "\n"
            }
            .joined()
    }

    private static func clincParts(root: String) throws -> [String: [TextClassifier.Example]] {
        let data = Data(try text(root, "clinc150/dev_train_val.json").utf8)
        return try JSONDecoder().decode([String: [[String]]].self, from: data)
            .mapValues { $0.map { TextClassifier.Example(text: $0[0], label: $0[1]) } }
    }

    private static func split(_ root: String, _ path: String) throws -> [TextClassifier.Example] {
        let texts = try text(root, "fewshot-intent-splits/\(path)/seq.in").split(separator: "\n")
        let labels = try text(root, "fewshot-intent-splits/\(path)/label").split(separator: "\n")
        return zip(texts, labels).map { TextClassifier.Example(text: String($0), label: String($1)) }
    }

    private static func text(_ root: String, _ path: String) throws -> String {
        try String(contentsOf: URL(filePath: root).appending(path: path), encoding: .utf8)
    }

    private static func hash(_ text: String) -> UInt64 {
        let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return hash ^ (hash >> 31)
    }
}

/// Comma-separated values as RFC 4180 has them.
enum CSV {
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field = ""
        var isQuoted = false
        var wasQuote = false
        for scalar in text.unicodeScalars {
            if isQuoted, scalar != "\"" {
                field.unicodeScalars.append(scalar)
            } else if scalar == "\"" {
                // Two quotes within a field are one.
                if !isQuoted, wasQuote { field.append("\"") }
                isQuoted.toggle()
                wasQuote = !isQuoted
                continue
            } else if scalar == "," {
                row.append(field)
                field = ""
            } else if scalar == "\n" {
                rows.append(row + [field])
                row = []
                field = ""
            } else if scalar != "\r" {
                field.unicodeScalars.append(scalar)
            }
            wasQuote = false
        }
        if !row.isEmpty { rows.append(row + [field]) }
        return rows
    }
}
