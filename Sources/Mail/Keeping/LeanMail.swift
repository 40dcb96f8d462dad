internal import CGMime
#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A raw message without those of its files that are kept elsewhere.
///
/// A file travels in base64, a third larger than it is. Where packing it again
/// gives the message's very bytes, they are left out of it and only their place
/// is noted: the file need not be kept twice, and the message comes back byte
/// for byte. What is packed in any other way stays in the message.
public struct LeanMail: Hashable, Sendable {
    /// The message with its files left out.
    public var rest: [UInt8]
    /// What was left out, in the order of the message.
    public var cuts: [Cut]

    /// A file that was left out.
    public struct Cut: Hashable, Sendable {
        /// Where it stood: so many bytes of `rest` come before it.
        public var place: Int
        /// Which of the files it is.
        public var file: Int
        /// Characters in a line.
        public var width: Int
        /// Whether lines end with CR LF, else LF.
        public var isCRLF: Bool

        public init(place: Int, file: Int, width: Int, isCRLF: Bool) {
            self.place = place
            self.file = file
            self.width = width
            self.isCRLF = isCRLF
        }
    }

    public init(rest: [UInt8], cuts: [Cut]) {
        self.rest = rest
        self.cuts = cuts
    }

    /// Smaller files are not worth a note.
    static let smallest = 4_096
    /// So many files in vain, and the others are not looked for: a message can have very many.
    static let patience = 8

    /// Leaves files out of a message.
    /// - Parameter files: what was read from it, unpacked, as a rule in its order.
    public init(_ raw: [UInt8], without files: [[UInt8]]) {
        self =
            raw.withUnsafeBufferPointer { Self.cut(UnsafeRawBufferPointer($0), files) }
            ?? LeanMail(rest: raw, cuts: [])
    }

    /// - Returns: `nil` when there is nothing to leave out.
    private static func cut(_ raw: UnsafeRawBufferPointer, _ files: [[UInt8]]) -> LeanMail? {
        var rest: [UInt8] = []
        var cuts: [Cut] = []
        var done = 0
        var misses = 0
        for (number, file) in files.enumerated() where file.count >= smallest && misses < patience {
            guard let packed = Packed(of: file, in: raw, from: done) else {
                misses += 1
                continue
            }
            rest += raw[done..<packed.range.lowerBound]
            cuts.append(Cut(place: rest.count, file: number, width: packed.width, isCRLF: packed.isCRLF))
            done = packed.range.upperBound
        }
        guard !cuts.isEmpty else { return nil }
        rest += raw[done...]
        return LeanMail(rest: rest, cuts: cuts)
    }

    /// The message as it was.
    /// - Parameter file: the content of a file that was left out.
    /// - Returns: `nil` when the cuts don't fit what is left.
    public func whole(_ file: (Cut) throws -> [UInt8]) rethrows -> [UInt8]? {
        var raw: [UInt8] = []
        var done = 0
        for cut in cuts {
            guard cut.place >= done, cut.place <= rest.count, cut.width > 0, cut.width % 4 == 0 else {
                return nil
            }
            raw += rest[done..<cut.place]
            try Base64Lines(width: cut.width, isCRLF: cut.isCRLF).each(of: file(cut)) { line in
                raw += line
                return true
            }
            done = cut.place
        }
        return raw + rest[done...]
    }
}

/// A file as it stands in a message.
private struct Packed {
    let range: Range<Int>
    let width: Int
    let isCRLF: Bool

    /// - Returns: `nil` unless its bytes stand there in base64 just as we would write them.
    init?(of file: [UInt8], in raw: UnsafeRawBufferPointer, from start: Int) {
        guard let first = Self.place(of: file, in: raw, from: start),
            let end = raw[first...].prefix(1_000).firstIndex(where: { $0 == 0x0A || $0 == 0x0D })
        else { return nil }
        width = end - first
        isCRLF = raw[end] == 0x0D
        guard width % 4 == 0 else { return nil }
        var at = first
        let isSame = Base64Lines(width: width, isCRLF: isCRLF).each(of: file) { line in
            guard line.count <= raw.count - at,
                memcmp(line.baseAddress!, raw.baseAddress! + at, line.count) == 0
            else { return false }
            at += line.count
            return true
        }
        guard isSame else { return nil }
        range = first..<at
    }

    /// Where a line begins with the file's first bytes.
    private static func place(of file: [UInt8], in raw: UnsafeRawBufferPointer, from start: Int) -> Int? {
        let key = Base64Lines(width: 40, isCRLF: false).first(of: file)
        guard let base = raw.baseAddress else { return nil }
        var at = start
        while let end = memchr(base + at, 0x0A, raw.count - at) {
            at = UnsafeRawPointer(end) - base + 1
            guard raw.count - at >= key.count else { return nil }
            if memcmp(base + at, key, key.count) == 0 { return at }
        }
        return nil
    }
}

/// Bytes in base64 (RFC 4648), in lines of one width.
private struct Base64Lines {
    /// A multiple of four.
    let width: Int
    let isCRLF: Bool

    private var bytes: Int { width / 4 * 3 }

    /// Gives each line with its end; the last one has none.
    /// - Returns: whether all were taken.
    @discardableResult
    func each(of file: [UInt8], _ take: (UnsafeRawBufferPointer) throws -> Bool) rethrows -> Bool {
        try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: width + 8) { line in
            try file.withUnsafeBufferPointer { file in
                for start in stride(from: 0, to: file.count, by: bytes) {
                    let end = min(start + bytes, file.count)
                    var count = write(file[start..<end], to: line)
                    if end < file.count {
                        if isCRLF {
                            line[count] = 0x0D
                            count += 1
                        }
                        line[count] = 0x0A
                        count += 1
                    }
                    guard try take(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(line)[..<count]))
                    else { return false }
                }
                return true
            }
        }
    }

    /// The first line without its end.
    func first(of file: [UInt8]) -> [UInt8] {
        var first: [UInt8] = []
        each(of: Array(file.prefix(bytes))) { line in
            first = Array(line)
            return false
        }
        return first
    }

    private func write(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, to line: UnsafeMutableBufferPointer<UInt8>)
        -> Int
    {
        var state: gint = 0
        var save: gint = 0
        let target = UnsafeMutableRawPointer(line.baseAddress!).assumingMemoryBound(to: gchar.self)
        let source = UnsafeBufferPointer(rebasing: bytes)
        let count = g_base64_encode_step(source.baseAddress, gsize(source.count), 0, target, &state, &save)
        return Int(count + g_base64_encode_close(0, target + Int(count), &state, &save))
    }
}
