internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Reads the messages of an mbox file, a Maildir or a folder of messages, one
/// at a time.
public enum MboxReader {
    /// Calls `body` with each message of an mbox file in order; a file that
    /// is no mbox counts as one message.
    ///
    /// Memory is bounded by the largest message, which is cut off at
    /// `limit` bytes.
    /// - Throws: what reading the file or `body` throws.
    public static func read(
        file path: String, limit: Int = 256 << 20, _ body: ([UInt8]) throws -> Void
    ) throws {
        guard let stream = fopen(path, "r") else { throw CocoaError(.fileReadNoSuchFile) }
        defer { fclose(stream) }
        try read(stream: stream, limit: limit, body)
    }

    /// The same for what comes on the standard input.
    public static func readStandardInput(limit: Int = 256 << 20, _ body: ([UInt8]) throws -> Void) throws {
        guard let stream = fdopen(dup(0), "r") else { throw CocoaError(.fileReadUnknown) }
        defer { fclose(stream) }
        try read(stream: stream, limit: limit, body)
    }

    private static func read(
        stream: UnsafeMutablePointer<FILE>, limit: Int, _ body: ([UInt8]) throws -> Void
    ) throws {
        var splitter = MboxSplitter(limit: limit)
        while true {
            let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
                count = fread(buffer.baseAddress, 1, buffer.count, stream)
            }
            if chunk.isEmpty { break }
            try splitter.feed(chunk, body)
        }
        guard ferror(stream) == 0 else { throw CocoaError(.fileReadUnknown) }
        try splitter.finish(body)
    }

    /// Calls `body` with each message below a folder: the files of a Maildir
    /// (`cur`, `new`), single messages, and mbox files, sorted by path.
    ///
    /// Hidden files and what other programs keep beside mail are passed over.
    public static func read(
        folder path: String, limit: Int = 256 << 20,
        _ body: (_ file: String, _ message: [UInt8]) throws -> Void
    ) throws {
        for file in try files(below: path) {
            try read(file: file, limit: limit) { try body(file, $0) }
        }
    }

    /// Reads a file, or every file below a folder.
    public static func read(
        path: String, limit: Int = 256 << 20, _ body: (_ file: String, _ message: [UInt8]) throws -> Void
    ) throws {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CocoaError(.fileReadNoSuchFile)
        }
        if isFolder {
            try read(folder: path, limit: limit, body)
        } else {
            try read(file: path, limit: limit) { try body(path, $0) }
        }
    }

    /// Splits bytes at hand.
    public static func split(_ bytes: [UInt8], limit: Int = 256 << 20) -> [[UInt8]] {
        var splitter = MboxSplitter(limit: limit)
        var messages: [[UInt8]] = []
        splitter.feed(bytes) { messages.append($0) }
        splitter.finish { messages.append($0) }
        return messages
    }

    private static func files(below path: String) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        var found: [String] = []
        for name in names where !name.hasPrefix(".") && !ignored.contains(name) {
            let child = path + "/" + name
            var isFolder = false
            guard FileManager.default.fileExists(atPath: child, isDirectory: &isFolder) else { continue }
            if isFolder { found += try files(below: child) } else { found.append(child) }
        }
        return found
    }

    private static let ignored: Set<String> = ["tmp", "maildirfolder", "subscriptions", "dovecot-uidlist"]
}

/// Cuts a stream at the `From ` lines of mbox and undoes `>From`.
///
/// Source: RFC 4155; the mboxrd quoting.
struct MboxSplitter {
    private let limit: Int
    private var message: [UInt8] = []
    private var line: [UInt8] = []
    private var isMbox = false
    private var isFirstLine = true
    private var afterEmptyLine = true

    init(limit: Int) { self.limit = limit }

    mutating func feed(_ chunk: [UInt8], _ body: ([UInt8]) throws -> Void) rethrows {
        try chunk.withUnsafeBufferPointer { bytes in
            var rest = bytes[...]
            while let end = Self.lineEnd(in: rest) {
                let part = rest[..<end]
                rest = rest[end...]
                if line.isEmpty {
                    try take(part.prefix(limit - message.count), body)
                } else {
                    keep(part)
                    try endLine(body)
                }
            }
            keep(rest)
        }
    }

    mutating func finish(_ body: ([UInt8]) throws -> Void) rethrows {
        try endLine(body)
        try deliver(body)
    }

    private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    /// The place behind the first line feed.
    private static func lineEnd(in bytes: Bytes) -> Int? {
        guard let start = UnsafeBufferPointer(rebasing: bytes).baseAddress,
            let found = memchr(start, 0x0A, bytes.count)
        else { return nil }
        return bytes.startIndex + UnsafeRawPointer(start).distance(to: found) + 1
    }

    /// What lies in a chunk of a line that ends in a later one.
    private mutating func keep(_ bytes: Bytes) {
        let room = limit - message.count - line.count
        if room > 0 { line += bytes.prefix(room) }
    }

    private mutating func endLine(_ body: ([UInt8]) throws -> Void) rethrows {
        let whole = line
        line = []
        try whole.withUnsafeBufferPointer { try take($0[...], body) }
    }

    private mutating func take(_ line: Bytes, _ body: ([UInt8]) throws -> Void) rethrows {
        guard !line.isEmpty else { return }
        if line.starts(with: Self.from), isFirstLine || isMbox && afterEmptyLine && Self.hasYear(line) {
            if !isFirstLine { try deliver(body) }
            isMbox = true
            isFirstLine = false
            afterEmptyLine = false
            return
        }
        isFirstLine = false
        afterEmptyLine = line.allSatisfy { $0 == 0x0A || $0 == 0x0D }
        let quotes = isMbox ? line.prefix { $0 == UInt8(ascii: ">") }.count : 0
        let isQuoted = quotes > 0 && line.dropFirst(quotes).starts(with: Self.from)
        message += isQuoted ? line.dropFirst() : line
    }

    private mutating func deliver(_ body: ([UInt8]) throws -> Void) rethrows {
        guard !message.isEmpty else { return }
        if isMbox, message.suffix(2).elementsEqual([0x0A, 0x0A]) { message.removeLast() }
        // A copy of just its size: the room serves the next, unless it is huge.
        let whole = Array(message[...])
        message.removeAll(keepingCapacity: message.capacity < 1 << 20)
        try body(whole)
    }

    /// A `From ` line ends in a date, which has a year or a clock time.
    private static func hasYear(_ line: Bytes) -> Bool {
        var run = 0
        for byte in line {
            run = byte.isASCIIDigit ? run + 1 : 0
            if run == 4 { return true }
        }
        return line.contains(UInt8(ascii: ":"))
    }

    private static let from = Array("From ".utf8)
}
