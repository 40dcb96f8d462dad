internal import FoundationEssentials

/// The system's time zone database.
///
/// Source: RFC 9636, "The Time Zone Information Format (TZif)".
enum ZoneFile {
    /// Reads a zone; `nil` where there is none of that name.
    static func read(_ identifier: String) -> Zone? {
        guard isPlain(identifier) else { return nil }
        let folder = ProcessInfo.processInfo.environment["TZDIR"] ?? "/usr/share/zoneinfo"
        guard let data = try? Data(contentsOf: URL(filePath: "\(folder)/\(identifier)")) else { return nil }
        return parse([UInt8](data), identifier: identifier)
    }

    /// Names come from people's settings and must not lead out of the
    /// database's folder.
    private static func isPlain(_ identifier: String) -> Bool {
        guard (1...64).contains(identifier.utf8.count), !identifier.hasPrefix("/") else { return false }
        return identifier.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "/_+-".utf8.contains(byte)
            }
        }
    }

    /// Reads the contents of a zone's file; `nil` where they are malformed.
    static func parse(_ bytes: [UInt8], identifier: String) -> Zone? {
        guard let first = Header(bytes, at: 0) else { return nil }
        guard first.version >= UInt8(ascii: "2") else {
            return zone(bytes, first, at: Header.size, timeSize: 4, identifier: identifier)
        }
        // The first block repeats the second in 32 bits; pass over it.
        let second = Header.size + first.length(timeSize: 4)
        guard let header = Header(bytes, at: second) else { return nil }
        return zone(bytes, header, at: second + Header.size, timeSize: 8, identifier: identifier)
    }

    private static func zone(
        _ bytes: [UInt8], _ header: Header, at start: Int, timeSize: Int, identifier: String
    ) -> Zone? {
        let end = start + header.length(timeSize: timeSize)
        guard end <= bytes.count, header.typeCount > 0 else { return nil }
        let indices = start + header.timeCount * timeSize
        let types = indices + header.timeCount
        func offset(ofType type: Int) -> Int32 {
            Int32(truncatingIfNeeded: integer(bytes, at: types + type * 6, size: 4))
        }
        var starts: [Int64] = []
        var offsets = [offset(ofType: 0)]
        for index in 0..<header.timeCount {
            let type = Int(bytes[indices + index])
            guard type < header.typeCount else { return nil }
            let time = integer(bytes, at: start + index * timeSize, size: timeSize)
            guard time > starts.last ?? .min else { return nil }
            starts.append(time)
            offsets.append(offset(ofType: type))
        }
        guard offsets.allSatisfy({ abs(Int($0)) <= 26 * 3600 }) else { return nil }
        let footer = bytes[end...].dropFirst().prefix { $0 != UInt8(ascii: "\n") }
        let rule = timeSize == 8 ? DaylightRule(parsing: footer) : nil
        return Zone(identifier: identifier, starts: starts, offsets: offsets, rule: rule)
    }

    private static func integer(_ bytes: [UInt8], at start: Int, size: Int) -> Int64 {
        var value = size == 4 && bytes[start] >= 0x80 ? Int64(-1) : 0
        for byte in bytes[start..<start + size] { value = value << 8 | Int64(byte) }
        return value
    }

    private struct Header {
        static let size = 44

        let version: UInt8
        let flagCounts: Int
        let leapCount: Int
        let timeCount: Int
        let typeCount: Int
        let charCount: Int

        init?(_ bytes: [UInt8], at start: Int) {
            guard start + Self.size <= bytes.count, bytes[start..<start + 4].elementsEqual("TZif".utf8) else {
                return nil
            }
            let counts = (0..<6).map { integer(bytes, at: start + 20 + $0 * 4, size: 4) }
            guard counts.allSatisfy({ (0...100_000).contains($0) }) else { return nil }
            version = bytes[start + 4]
            flagCounts = Int(counts[0] + counts[1])
            leapCount = Int(counts[2])
            timeCount = Int(counts[3])
            typeCount = Int(counts[4])
            charCount = Int(counts[5])
        }

        /// The bytes of the block that follows.
        func length(timeSize: Int) -> Int {
            timeCount * (timeSize + 1) + typeCount * 6 + charCount + leapCount * (timeSize + 4) + flagCounts
        }
    }
}
