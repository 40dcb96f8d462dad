extension Picture {
    init(jpeg reading: JPEGReading) throws(Problem) {
        try Self.check(reading.width, reading.height)
        self.init(kept: reading.kept, format: .jpeg, width: reading.width, height: reading.height)
    }
}

/// A JPEG walked from its first mark to its last. The segments that draw are
/// kept, and none that tells of the camera, wherever it stands.
///
/// Source: ITU-T T.81, annex B; of the Exif segment, the orientation alone.
struct JPEGReading {
    private(set) var kept: [UInt8] = [0xFF, 0xD8]
    private(set) var width = 0
    private(set) var height = 0
    private let bytes: [UInt8]
    private var place = 2
    private var hasScan = false

    /// - Throws: ``Picture/Problem`` for one that is broken, turned, or of an unusual kind.
    init(_ bytes: [UInt8]) throws(Picture.Problem) {
        self.bytes = bytes
        while try takeMark() {}
        guard hasScan else { throw .unreadable }
    }

    /// - Returns: whether there is more: `false` at the mark that ends the picture. What follows it is
    ///   not of the picture.
    private mutating func takeMark() throws(Picture.Problem) -> Bool {
        guard place + 1 < bytes.count, bytes[place] == 0xFF else { throw .unreadable }
        let mark = bytes[place + 1]
        switch mark {
        // A byte that fills up.
        case 0xFF:
            place += 1
            return true
        case 0xD9:
            kept += [0xFF, 0xD9]
            return false
        default: break
        }
        guard place + 4 <= bytes.count else { throw .unreadable }
        let end = place + 2 + number(at: place + 2)
        guard end >= place + 4, end <= bytes.count else { throw .unreadable }
        try take(mark, bytes[place + 4..<end], upTo: end)
        return true
    }

    private mutating func take(
        _ mark: UInt8, _ body: ArraySlice<UInt8>, upTo end: Int
    ) throws(Picture.Problem) {
        var end = end
        switch mark {
        case 0xC0, 0xC1, 0xC2: try takeFrame(body)
        // Tables.
        case 0xC4, 0xDB, 0xDD: break
        case 0xDA:
            guard width > 0 else { throw .unreadable }
            hasScan = true
            end = drawnEnd(from: end)
        // Which colours it is in, and nothing else.
        case 0xE0 where body.starts(with: Array("JFIF\0".utf8)) && body.count == 14: break
        case 0xEE where body.starts(with: Array("Adobe".utf8)) && body.count == 12: break
        case 0xE0...0xEF, 0xFE:
            if mark == 0xE1, Self.orientation(Array(body)) != 1 { throw .turned }
            place = end
            return
        // Lossless, hierarchical or arithmetic: of the standard, and hardly anywhere shown.
        case 0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF: throw .unusual
        default: throw .unreadable
        }
        kept += bytes[place..<end]
        place = end
    }

    private mutating func takeFrame(_ body: ArraySlice<UInt8>) throws(Picture.Problem) {
        guard width == 0, !hasScan, body.count >= 6 else { throw .unreadable }
        let start = body.startIndex
        let parts = Int(body[start + 5])
        guard body[start] == 8, parts != 4 else { throw .unusual }
        guard [1, 3].contains(parts), body.count == 6 + 3 * parts else { throw .unreadable }
        (width, height) = (number(at: start + 3), number(at: start + 1))
        guard width > 0, height > 0 else { throw .unreadable }
    }

    /// Where the drawn bytes of a scan end: at the next mark that is none of those that stand within them.
    private func drawnEnd(from start: Int) -> Int {
        var place = start
        while place + 1 < bytes.count {
            if bytes[place] == 0xFF, bytes[place + 1] != 0, !(0xD0...0xD7).contains(bytes[place + 1]) {
                return place
            }
            place += 1
        }
        return bytes.count
    }

    private func number(at place: Int) -> Int { Int(bytes[place]) << 8 | Int(bytes[place + 1]) }

    /// How an Exif segment says that the picture is to be turned; 1, upright, where it says nothing.
    private static func orientation(_ body: [UInt8]) -> Int {
        guard body.starts(with: Array("Exif\0\0".utf8)), body.count >= 14 else { return 1 }
        let isLittle = body[6] == UInt8(ascii: "I")
        func number(_ place: Int, _ length: Int) -> Int? {
            guard place >= 6, place + length <= body.count else { return nil }
            let part = body[place..<place + length]
            return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let offset = number(10, 4), let count = number(6 + offset, 2) else { return 1 }
        for entry in 0..<count {
            let place = 8 + offset + 12 * entry
            guard let tag = number(place, 2) else { return 1 }
            if tag == 0x0112, let value = number(place + 8, 2) { return (1...8).contains(value) ? value : 1 }
        }
        return 1
    }
}
