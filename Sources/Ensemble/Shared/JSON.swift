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

    init(_ value: Content) { self.init(value, text: JSON.text(value)) }

    /// - Parameter text: the value's, however it was made.
    init(_ value: Content, text: String) {
        self.value = value
        self.text = text
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

/// What was encoded before, by its value: what is nearly always the same.
final class Encoded<Content: Encodable & Hashable & Sendable>: Sendable {
    /// Longer texts, and more of them, are encoded anew.
    private static var length: Int { 2_000 }
    private static var limit: Int { 200 }
    private let kept = Mutex<[Content: String]>([:])

    func text(of value: Content) -> JSONText<Content> {
        if let known = kept.withLock({ $0[value] }) { return JSONText(value, text: known) }
        let fresh = JSONText(value)
        guard fresh.text.utf8.count <= Self.length else { return fresh }
        kept.withLock { kept in
            if kept.count >= Self.limit { kept = [:] }
            kept[value] = fresh.text
        }
        return fresh
    }
}
