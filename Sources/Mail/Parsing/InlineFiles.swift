/// Takes files out of a text that were written into it, as mail did before
/// MIME: uuencode and yEnc.
enum InlineFiles {
    struct File {
        let name: String
        let contentType: String
        let bytes: [UInt8]
    }

    /// The text without its files, and the files in order.
    static func extract(from text: String) -> (text: String, files: [File]) {
        guard text.utf8.count < 32 << 20, mayHoldFiles(text) else { return (text, []) }
        let lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
        var kept: [ArraySlice<UInt8>] = []
        var files: [File] = []
        var at = 0
        // Openings without an end cost a scan each; a mail has few.
        var attempts = 0
        while at < lines.count {
            if attempts < 100, let name = uuName(lines[at]) {
                attempts += 1
                if let end = uuEnd(lines, at) {
                    let packed = Array(lines[at...end].joined(separator: [0x0A])) + [0x0A]
                    files.append(file(name, uuDecoded(packed)))
                    at = end + 1
                    continue
                }
            }
            if attempts < 100, lines[at].starts(with: yBegin) {
                attempts += 1
                guard let found = yEnc(lines, at) else { kept.append(lines[at]); at += 1; continue }
                files.append(found.file)
                at = found.end + 1
                continue
            }
            kept.append(lines[at])
            at += 1
        }
        guard !files.isEmpty else { return (text, []) }
        return (String(decoding: Array(kept.joined(separator: [0x0A])), as: UTF8.self), files)
    }

    private static let yBegin = Array("=ybegin ".utf8)

    private static func mayHoldFiles(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.firstIndex(of: Array("begin ".utf8)) != nil || bytes.firstIndex(of: yBegin) != nil
    }

    private static func file(_ raw: String, _ bytes: [UInt8]) -> File {
        let name = AttachmentName.safe(raw)
        return File(
            name: name.isEmpty ? "file" : name, contentType: AttachmentName.contentType(of: name),
            bytes: bytes)
    }

    /// The name in `begin 644 name`.
    private static func uuName(_ line: ArraySlice<UInt8>) -> String? {
        guard line.starts(with: Array("begin ".utf8)) else { return nil }
        let rest = line.dropFirst(6)
        let mode = rest.prefix { $0 >= 0x30 && $0 <= 0x37 }
        guard (3...4).contains(mode.count), rest.dropFirst(mode.count).first == 0x20 else { return nil }
        let name = String(decoding: rest.dropFirst(mode.count + 1), as: UTF8.self)
        return name.isBlank ? nil : name
    }

    /// The index of the `end` line, if every line up to it has the length
    /// that its first letter tells.
    private static func uuEnd(_ lines: [ArraySlice<UInt8>], _ begin: Int) -> Int? {
        for index in (begin + 1)..<max(begin + 1, lines.count) {
            var line = lines[index]
            while line.last?.isWhite ?? false { line = line.dropLast() }
            if line.elementsEqual(Array("end".utf8)) { return index > begin + 1 ? index : nil }
            guard let first = line.first else { continue }
            let length = Int((first &- 32) & 63)
            let letters = (length + 2) / 3 * 4
            // Trailing blanks stand for zero and get lost on the way.
            guard first >= 32, first <= 96, line.count - 1 <= letters + 4 else { return nil }
        }
        return nil
    }

    private static func uuDecoded(_ packed: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        for line in packed.split(separator: 0x0A).dropFirst().dropLast() {
            guard let first = line.first, first >= 32 else { continue }
            let length = Int((first &- 32) & 63)
            if length == 0 { continue }
            var decoded: [UInt8] = []
            let body = Array(line.dropFirst()) + [UInt8](repeating: 32, count: 64)
            var at = 0
            while decoded.count < length, at + 3 < body.count {
                let four = body[at..<(at + 4)].map { UInt32(($0 &- 32) & 63) }
                let bits = four[0] << 18 | four[1] << 12 | four[2] << 6 | four[3]
                decoded += [UInt8(bits >> 16 & 255), UInt8(bits >> 8 & 255), UInt8(bits & 255)]
                at += 4
            }
            output += decoded.prefix(length)
        }
        return output
    }

    /// yEnc in a text whose bytes survived; those that charset conversion
    /// changed cannot be had back, so only pure Latin-1 text qualifies.
    private static func yEnc(_ lines: [ArraySlice<UInt8>], _ begin: Int) -> (file: File, end: Int)? {
        let header = String(decoding: lines[begin], as: UTF8.self)
        guard let nameAt = header.range(of: " name=") else { return nil }
        var output: [UInt8] = []
        for index in (begin + 1)..<max(begin + 1, lines.count) {
            let line = lines[index]
            if line.starts(with: yBegin) { return nil }
            if line.starts(with: Array("=yend".utf8)) {
                return (file(String(header[nameAt.upperBound...]), output), index)
            }
            if line.starts(with: Array("=ypart".utf8)) { continue }
            var escaped = false
            for scalar in String(decoding: line, as: UTF8.self).unicodeScalars {
                guard let byte = Windows1252.byte(for: scalar) else { return nil }
                if escaped {
                    output.append(byte &- 106)
                    escaped = false
                } else if byte == UInt8(ascii: "=") {
                    escaped = true
                } else {
                    output.append(byte &- 42)
                }
            }
        }
        return nil
    }
}

extension String {
    fileprivate func range(of needle: String) -> Range<String.Index>? {
        let bytes = Array(utf8)
        let pattern = Array(needle.utf8)
        guard let found = bytes.firstIndex(of: pattern) else { return nil }
        let low = utf8.index(utf8.startIndex, offsetBy: found)
        return low..<utf8.index(low, offsetBy: pattern.count)
    }
}
