import Foundation
import Localization

/// What a browser sent: fields and files.
struct Form: Sendable {
    struct File: Sendable {
        let name: String
        let contentType: String
        let bytes: [UInt8]
    }

    private var fields: [(name: String, value: String)] = []
    /// The path it was sent to.
    var action = ""
    private(set) var files: [(field: String, file: File)] = []

    init() {}

    /// A field's first value, `nil` when it was not sent.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// A field's value without white space around it, `nil` when there is none.
    func text(_ name: String) -> String? { self[name]?.trimmed.nonEmpty }

    /// The names of what was sent.
    var names: Set<String> { Set(fields.map(\.name)) }

    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    func identifier<T>(_ name: String) -> Identifier<T>? { self[name].flatMap(Identifier.init) }

    mutating func add(_ name: String, _ value: String) { fields.append((name, value)) }

    // MARK: application/x-www-form-urlencoded

    init(urlEncoded bytes: some Sequence<UInt8>) {
        var name: [UInt8] = []
        var value: [UInt8] = []
        var inValue = false
        var escape: [UInt8]?
        func close(_ form: inout Form) {
            if !name.isEmpty { form.add(Form.decode(name), Form.decode(value)) }
            name = []
            value = []
            inValue = false
        }
        func put(_ byte: UInt8) { if inValue { value.append(byte) } else { name.append(byte) } }
        for byte in bytes {
            if let begun = escape {
                escape = begun + [byte]
                if begun.count == 1 {
                    escape = nil
                    if let code = Form.hexadecimal(begun[0], byte) {
                        put(code)
                    } else {
                        [37, begun[0], byte].forEach(put)
                    }
                }
                continue
            }
            switch byte {
            case 37: escape = []
            case 43: put(32)
            case 61 where !inValue: inValue = true
            case 38: close(&self)
            default: put(byte)
            }
        }
        close(&self)
    }

    private static func decode(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func hexadecimal(_ high: UInt8, _ low: UInt8) -> UInt8? {
        func digit(_ byte: UInt8) -> UInt8? {
            switch byte {
            case 48...57: byte - 48
            case 65...70: byte - 55
            case 97...102: byte - 87
            default: nil
            }
        }
        guard let high = digit(high), let low = digit(low) else { return nil }
        return high << 4 | low
    }

    // MARK: multipart/form-data (RFC 7578)

    /// - Throws: `Fault.invalid` for what is no such form.
    init(multipart bytes: [UInt8], boundary: String) throws(Fault) {
        let mark = Array("--\(boundary)".utf8)
        guard !boundary.isEmpty, boundary.utf8.count <= 200 else {
            throw .invalid("The form could not be read.")
        }
        var parts = Form.places(of: mark, in: bytes)
        guard parts.count >= 2 else { throw .invalid("The form could not be read.") }
        parts = Array(parts.prefix(1_001))
        for (start, end) in zip(parts, parts.dropFirst()) {
            let from = start + mark.count + 2
            // The line end before the next mark belongs to the mark.
            guard from < end - 2 else { continue }
            addPart(bytes[from..<(end - 2)])
        }
    }

    private mutating func addPart(_ part: ArraySlice<UInt8>) {
        guard let blank = Form.places(of: [13, 10, 13, 10], in: part, first: true).first else { return }
        let head = String(decoding: part[part.startIndex..<blank], as: UTF8.self)
        let body = part[(blank + 4)...]
        guard let name = Form.parameter("name", of: "content-disposition", in: head) else { return }
        guard let filename = Form.parameter("filename", of: "content-disposition", in: head) else {
            return add(name, String(decoding: body, as: UTF8.self))
        }
        // A file field left empty comes as a file without a name.
        guard !filename.isEmpty || !body.isEmpty else { return }
        let type = Form.header("content-type", in: head) ?? "application/octet-stream"
        let safe =
            filename.split(whereSeparator: { "/\\".contains($0) }).last.map(String.init)?.oneLine.nonEmpty
            ?? "file"
        files.append(
            (
                name,
                File(
                    name: safe.shortened(to: 200), contentType: type.oneLine.shortened(to: 200),
                    bytes: Array(body))
            ))
    }

    private static func places(
        of mark: [UInt8], in bytes: some RandomAccessCollection<UInt8>, first: Bool = false
    ) -> [Int] {
        var found: [Int] = []
        guard let lead = mark.first else { return found }
        bytes.withContiguousStorageIfAvailable { storage in
            var place = 0
            while place + mark.count <= storage.count {
                guard let next = storage[place...].firstIndex(of: lead), next + mark.count <= storage.count
                else { return }
                if zip(storage[next..<(next + mark.count)], mark).allSatisfy({ $0 == $1 }) {
                    found.append(next)
                    if first { return }
                    place = next + mark.count
                } else {
                    place = next + 1
                }
            }
        }
        let offset = bytes.startIndex as? Int ?? 0
        return found.map { $0 + offset }
    }

    private static func header(_ name: String, in head: String) -> String? {
        for line in head.components(separatedBy: "\r\n") {
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == name else { continue }
            return String(line[line.index(after: colon)...]).trimmed
        }
        return nil
    }

    private static func parameter(_ parameter: String, of name: String, in head: String) -> String? {
        guard let value = header(name, in: head) else { return nil }
        guard let start = value.range(of: "; \(parameter)=\"") ?? value.range(of: ";\(parameter)=\"") else {
            return nil
        }
        var text = ""
        var escaped = false
        for character in value[start.upperBound...] {
            if escaped {
                text.append(character)
                escaped = false
            } else if character == "\\" {
                escaped = true
            } else if character == "\"" {
                break
            } else {
                text.append(character)
            }
        }
        // Browsers write a quote in a name as %22.
        return text.replacingOccurrences(of: "%22", with: "\"")
    }
}
