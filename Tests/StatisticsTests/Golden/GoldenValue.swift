import Foundation
import Testing

@testable import Statistics

/// A value of bench/data/golden.json, who computed it, and how we do.
struct GoldenValue: Sendable, CustomTestStringConvertible {
    /// Its place in the file, from the outside in.
    let path: [String]
    /// The library or table that it comes from.
    let source: String
    /// How many decimals were printed, where the file's own digits do not
    /// say: 1.1 stands for 1.10 there.
    var decimals: Int?
    let ours: @Sendable () throws -> [Double]

    init(
        _ path: String..., source: String, decimals: Int? = nil,
        _ ours: @escaping @Sendable () throws -> [Double]
    ) {
        self.path = path
        self.source = source
        self.decimals = decimals
        self.ours = ours
    }

    var testDescription: String { "\(path.joined(separator: " › ")), \(source)" }

    static var all: [GoldenValue] {
        compositions + trajectories + backtests + shares + words + costs + lifetimes + networks + times
    }
}

/// The file itself.
struct GoldenFile {
    let root: JSONValue

    init() throws {
        let data = try Data(contentsOf: Fixtures.folder.appending(path: "golden.json"))
        root = try JSONDecoder().decode(JSONValue.self, from: data)
    }

    /// The numbers at a place; rows of a table one after the other.
    func numbers(at path: [String]) -> [Double] {
        var value = root
        for step in path { value = value[step] }
        return value.numbers
    }

    /// Every number and date, by its place.
    var leaves: [[String]] { root.leaves([]) }
}

/// As much of JSON as golden.json needs.
enum JSONValue: Decodable {
    case number(Double)
    case text(String)
    case list([JSONValue])
    case table([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .table(try container.decode([String: JSONValue].self))
        }
    }

    subscript(step: String) -> JSONValue {
        switch self {
        case .table(let table): table[step] ?? .list([])
        case .list(let list): Int(step).map { list[$0] } ?? .list([])
        default: .list([])
        }
    }

    /// Dates, too, as their day numbers; other words are no numbers.
    var numbers: [Double] {
        switch self {
        case .number(let number): [number]
        case .text(let text): Self.number(text).map { [$0] } ?? []
        case .list(let list): list.flatMap(\.numbers)
        case .table: []
        }
    }

    private static func number(_ text: String) -> Double? {
        if let number = Double(text) { return number }
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, text.utf8.count == 10 else { return nil }
        return (try? CivilDate(parts[0], parts[1], parts[2])).map { Double($0.dayNumber) }
    }

    func leaves(_ path: [String]) -> [[String]] {
        switch self {
        case .table(let table):
            return table.sorted { $0.key < $1.key }.flatMap { $0.value.leaves(path + [$0.key]) }
        case .list(let list):
            if list.contains(where: \.isTable) {
                return list.indices.flatMap { list[$0].leaves(path + ["\($0)"]) }
            }
            return numbers.isEmpty ? [] : [path]
        default: return numbers.isEmpty ? [] : [path]
        }
    }

    private var isTable: Bool {
        if case .table = self { true } else { false }
    }
}
