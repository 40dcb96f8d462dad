import Database
import Foundation
import Synchronization

/// Values as JSON text in a database column.
enum JSON {
    private static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()

    static func text(_ value: some Encodable) -> String {
        // Encodable values of ours are strings, numbers, lists and maps of them: there is nothing that could fail.
        guard let data = try? encoder.encode(value) else { return "null" }
        return String(decoding: data, as: UTF8.self)
    }

    static func value<T: Decodable>(_ type: T.Type, from text: String) throws -> T {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

/// A value that is already the text a column keeps: made where time is
/// plenty, bound in a transaction, where it is short.
struct JSONText<Content: Encodable & Sendable>: Sendable, Bindable {
    let value: Content
    let text: String

    init(_ value: Content) {
        self.value = value
        text = JSON.text(value)
    }

    var databaseValue: Value { .text(text) }
    static var databaseType: ValueType { .text }
}

/// What was decoded before, by its text: what each page reads and seldom changes.
final class Decoded<Content: Decodable & Sendable>: Sendable {
    /// Longer texts, and more of them, are decoded anew.
    private static var length: Int { 20_000 }
    private static var limit: Int { 200 }
    private let kept = Mutex<[String: Content]>([:])

    func value(from text: String) throws -> Content {
        if let known = kept.withLock({ $0[text] }) { return known }
        let fresh = try JSON.value(Content.self, from: text)
        guard text.utf8.count <= Self.length else { return fresh }
        kept.withLock { kept in
            if kept.count >= Self.limit { kept = [:] }
            kept[text] = fresh
        }
        return fresh
    }
}
