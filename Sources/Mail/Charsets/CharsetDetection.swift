/// A guess at the charset of bytes that say nothing, or say it wrongly.
///
/// Escape sequences and the shape of byte pairs decide; where they do not,
/// the letters that are frequent in a language do.
enum CharsetDetection {
    /// The 7-bit charset whose escape sequences occur, if any.
    static func escaping(_ bytes: Bytes) -> String? {
        guard let escape = bytes.firstIndex(of: 0x1B) else { return nil }
        var at: Int? = escape
        while let here = at {
            let next = bytes[(here + 1)...].prefix(3)
            if next.starts(with: [0x24, 0x29, 0x43]) { return "ISO-2022-KR" }
            if next.starts(with: [0x24, 0x29]) { return "ISO-2022-CN" }
            if next.first == 0x24 || next.starts(with: [0x28, 0x4A]) || next.starts(with: [0x28, 0x49]) {
                return "ISO-2022-JP-3"
            }
            at = bytes[(here + 1)...].firstIndex(of: 0x1B)
        }
        return nil
    }

    /// The likeliest charset of 8-bit bytes that are not UTF-8.
    static func guess(_ bytes: Bytes) -> String {
        let sample = bytes.prefix(16_384)
        let high = sample.reduce(into: 0) { $0 += $1 >= 0x80 ? 1 : 0 }
        guard high > 0 else { return "WINDOWS-1252" }
        let pairs = Pairs(sample)
        // A western text has single accented letters between ASCII ones; a
        // text in pairs has runs of them.
        if pairs.runShare > 0.7 {
            if let name = pairs.best() { return name }
            if let name = cyrillic(sample, high: high) { return name }
        }
        return "WINDOWS-1252"
    }

    /// Windows-1251 or KOI8-R when most high bytes are the frequent small
    /// letters of one of them.
    private static func cyrillic(_ bytes: Bytes, high: Int) -> String? {
        var windows = 0
        var koi = 0
        var western = 0
        for byte in bytes where byte >= 0x80 {
            // о е а и н т с р in each order of the alphabet.
            if [0xEE, 0xE5, 0xE0, 0xE8, 0xED, 0xF2, 0xF1, 0xF0].contains(byte) { windows += 1 }
            if [0xCF, 0xC5, 0xC1, 0xC9, 0xCE, 0xD4, 0xD3, 0xD2].contains(byte) { koi += 1 }
            if byte < 0xC0 { western += 1 }
        }
        guard high >= 4, western * 5 < high else { return nil }
        if windows * 5 > high * 2, windows > koi { return "CP1251" }
        if koi * 5 > high * 2 { return "KOI8-R" }
        return nil
    }
}

/// How well the high bytes of a text fit the double-byte charsets.
private struct Pairs {
    /// The share of high bytes that stand next to another one.
    let runShare: Double
    private var gb = Score()
    private var big5 = Score()
    private var shiftJIS = Score()
    private var eucJP = Score()
    private var eucKR = Score()

    private struct Score {
        var valid = 0
        var frequent = 0
        var invalid = 0
    }

    init(_ bytes: Bytes) {
        var high = 0
        var inRun = 0
        var previousHigh = false
        for (offset, byte) in bytes.enumerated() {
            let isHigh = byte >= 0x80
            if isHigh {
                high += 1
                let next = bytes.startIndex + offset + 1
                if previousHigh || (next < bytes.endIndex && bytes[next] >= 0x80) { inRun += 1 }
            }
            previousHigh = isHigh
        }
        runShare = high == 0 ? 0 : Double(inRun) / Double(high)
        gb = Self.score(
            bytes, lead: { $0 >= 0x81 && $0 <= 0xFE }, trail: { $0 >= 0x40 && $0 <= 0xFE && $0 != 0x7F },
            frequent: { lead, trail in
                (lead >= 0xB0 && lead <= 0xD7 || lead == 0xA1 || lead == 0xA3) && trail >= 0xA1
            })
        big5 = Self.score(
            bytes, lead: { $0 >= 0xA1 && $0 <= 0xF9 },
            trail: { $0 >= 0x40 && $0 <= 0x7E || $0 >= 0xA1 && $0 <= 0xFE },
            frequent: { lead, _ in lead >= 0xA4 && lead <= 0xC6 || lead == 0xA1 })
        shiftJIS = Self.score(
            bytes, lead: { $0 >= 0x81 && $0 <= 0x9F || $0 >= 0xE0 && $0 <= 0xFC },
            trail: { $0 >= 0x40 && $0 <= 0xFC && $0 != 0x7F },
            frequent: { lead, _ in lead == 0x82 || lead == 0x83 })
        eucJP = Self.score(
            bytes, lead: { $0 >= 0xA1 && $0 <= 0xFE || $0 == 0x8E }, trail: { $0 >= 0xA1 && $0 <= 0xFE },
            frequent: { lead, _ in lead == 0xA4 || lead == 0xA5 })
        eucKR = Self.score(
            bytes, lead: { $0 >= 0xA1 && $0 <= 0xFE }, trail: { $0 >= 0xA1 && $0 <= 0xFE },
            frequent: { lead, _ in lead >= 0xB0 && lead <= 0xC8 })
    }

    /// The charset that explains every pair and whose frequent characters
    /// carry the text; `nil` when none does.
    func best() -> String? {
        if fits(shiftJIS), shiftJIS.frequent * 3 > shiftJIS.valid { return "CP932" }
        if fits(eucJP), eucJP.frequent * 3 > eucJP.valid { return "EUC-JP-MS" }
        // Hangul fills the rows B0 to C8; Chinese is spread over twice as many.
        if fits(eucKR), eucKR.valid >= 8, eucKR.frequent * 100 >= eucKR.valid * 92 { return "CP949" }
        return [("GB18030", gb), ("BIG5-HKSCS", big5)]
            .filter { fits($0.1) && $0.1.frequent * 10 >= $0.1.valid * 6 }
            .max { share($0.1) < share($1.1) }?.0
    }

    private func fits(_ score: Score) -> Bool {
        score.valid >= 2 && score.invalid * 50 <= score.valid
    }

    private func share(_ score: Score) -> Double {
        Double(score.frequent) / Double(max(1, score.valid))
    }

    private static func score(
        _ bytes: Bytes, lead: (UInt8) -> Bool, trail: (UInt8) -> Bool, frequent: (UInt8, UInt8) -> Bool
    ) -> Score {
        var score = Score()
        var at = bytes.startIndex
        while at < bytes.endIndex {
            let byte = bytes[at]
            guard byte >= 0x80 else { at += 1; continue }
            if lead(byte), at + 1 < bytes.endIndex, trail(bytes[at + 1]) {
                score.valid += 1
                if frequent(byte, bytes[at + 1]) { score.frequent += 1 }
                at += 2
            } else {
                score.invalid += 1
                at += 1
            }
        }
        return score
    }
}
