import FoundationEssentials

/// What one measurement found, and how it compares with its target.
struct Row: Codable {
    let name: String
    let value: Double
    let unit: String
    /// How many there are; absent where something is measured, not counted.
    let reference: Double?
    let ratio: Double?
    /// The share that is asked for, or the most a measured value may be;
    /// absent where only reporting is asked.
    let target: Double?
    let met: Bool?

    init(
        _ name: String, _ value: Int, of reference: Int, unit: String = "messages",
        atLeast target: Double? = nil
    ) {
        self.name = name
        self.value = Double(value)
        self.unit = unit
        self.reference = Double(reference)
        let share = reference == 0 ? 1 : Double(value) / Double(reference)
        ratio = share
        self.target = target
        met = target.map { share >= $0 - 1e-9 }
    }

    init(_ name: String, _ value: Double, _ unit: String, atMost target: Double) {
        self.name = name
        self.value = value
        self.unit = unit
        (reference, ratio) = (nil, nil)
        self.target = target
        met = value <= target
    }

    /// The value beside what it is compared with, in two columns.
    var cells: (String, String) {
        guard let reference, let ratio else { return ("\((value * 100).rounded() / 100) \(unit)", "") }
        return ("\(Int(value)) of \(Int(reference))", "\(tenths(ratio * 100)) %")
    }

    /// What was asked for, and whether it was reached.
    var verdict: String {
        guard let target, let met else { return "" }
        let asked = reference == nil ? "at most \(target) \(unit)" : "at least \(tenths(target * 100)) %"
        return "  \(asked): " + (met ? "met" : "MISSED")
    }

    private func tenths(_ number: Double) -> Double { (number * 10).rounded() / 10 }
}

/// The rows of all sets, with a line for each miss.
struct Report {
    var rows: [Row] = []
    var misses: [(row: String, what: String)] = []

    mutating func add(_ row: Row) { rows.append(row) }
    mutating func miss(_ row: String, _ what: String) { misses.append((row, what)) }

    func printTable(allMisses: Bool) {
        let width = rows.map(\.name.count).max() ?? 0
        for row in rows {
            var line = row.name + String(repeating: " ", count: width - row.name.count)
            line += "  " + pad(row.cells.0, 14) + pad(row.cells.1, 9) + row.verdict
            print(line)
            let found = misses.filter { $0.row == row.name }
            for miss in allMisses ? found[...] : found.prefix(12) { print("    \(miss.what)") }
            if !allMisses, found.count > 12 { print("    … and \(found.count - 12) more (--all shows them)") }
        }
    }

    private func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    func write(to path: String) throws {
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(rows).write(to: URL(filePath: path))
    }
}

/// Files of a folder, sorted, read whole.
enum Files {
    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }
            .sorted()
    }

    static func bytes(_ path: String) -> [UInt8] {
        ((try? Data(contentsOf: URL(filePath: path))).map { [UInt8]($0) }) ?? []
    }

    static func text(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }

    /// Every file below a folder, as paths.
    static func below(_ folder: String) -> [String] {
        names(in: folder).flatMap { name -> [String] in
            let path = folder + "/" + name
            var isFolder = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
            return isFolder ? below(path) : [path]
        }
    }

    static func json(_ path: String) -> JSONValue? {
        try? JSONDecoder().decode(JSONValue.self, from: Data(bytes(path)))
    }
}

/// JSON of any shape.
enum JSONValue: Decodable {
    case null, bool(Bool), number(Double), text(String), list([JSONValue]), object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    subscript(key: String) -> JSONValue? { if case .object(let fields) = self { fields[key] } else { nil } }
    var string: String? { if case .text(let value) = self { value } else { nil } }
    var flag: Bool? { if case .bool(let value) = self { value } else { nil } }
    var items: [JSONValue] { if case .list(let value) = self { value } else { [] } }
    var fields: [String: JSONValue] { if case .object(let value) = self { value } else { [:] } }
}

extension String {
    /// Runs of white space as one space, ends trimmed.
    var normalized: String {
        split { $0.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{200B}" }.joined(separator: " ")
    }

    /// Without any white space: for texts whose markup differs.
    var squeezed: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.filter {
                    !$0.properties.isWhitespace && $0.value != 0x200B && $0.value != 0xFEFF
                }))
    }
}
