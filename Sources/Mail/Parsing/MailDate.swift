/// Reads the date of a message.
///
/// Source: RFC 5322 §3.3 and its obsolete forms; beyond it missing weekdays
/// and seconds, ISO 8601, the order of `ctime`, and zones as names.
enum MailDate {
    /// Milliseconds since 1970-01-01 00:00 UTC; `nil` when it is no date, or
    /// lies before 1970 or after 9999.
    static func parse(_ value: Bytes) -> Int64? {
        var parts = Parts()
        for token in tokens(value.prefix(200)) { parts.read(token) }
        return parts.milliseconds
    }

    /// Words, numbers and clock times, comments left out.
    private static func tokens(_ value: Bytes) -> [Bytes] {
        var result: [Bytes] = []
        var start = value.startIndex
        var depth = 0
        func close(_ end: Int) {
            if end > start { result.append(value[start..<end]) }
        }
        for at in value.indices {
            let byte = value[at]
            if byte == UInt8(ascii: "(") { if depth == 0 { close(at) }; depth += 1 }
            let separates = byte.isWhite || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ")")
            if depth > 0 {
                start = at + 1
            } else if separates {
                close(at)
                start = at + 1
            }
            if byte == UInt8(ascii: ")"), depth > 0 { depth -= 1 }
        }
        if depth == 0 { close(value.endIndex) }
        return result
    }

    private struct Parts {
        var day: Int?
        var month: Int?
        var year: Int?
        var hour = 0
        var minute = 0
        var second = 0
        var hasTime = false
        /// Minutes east of Greenwich.
        var zone = 0
        private var halfDay: Int?

        mutating func read(_ token: Bytes) {
            if token.contains(UInt8(ascii: ":")) {
                readTime(token)
            } else if let first = token.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
                readOffset(token)
            } else if token.contains(UInt8(ascii: "-")) || token.contains(UInt8(ascii: "/")) {
                readDashed(token)
            } else if token.allSatisfy(\.isASCIIDigit) {
                readNumber(token)
            } else {
                readWord(token)
            }
        }

        private mutating func readNumber(_ token: Bytes) {
            guard let number = Int(String(decoding: token.prefix(9), as: UTF8.self)) else { return }
            if token.count >= 3 || day != nil {
                if year == nil { year = Self.fullYear(number, digits: token.count) }
            } else if number >= 1, number <= 31 {
                day = number
            }
        }

        /// RFC 5322 §4.3: two digits below 50 are 20xx; three count from 1900.
        private static func fullYear(_ number: Int, digits: Int) -> Int {
            switch digits {
            case ...2: number < 50 ? 2000 + number : 1900 + number
            case 3: 1900 + number
            default: number
            }
        }

        private mutating func readTime(_ token: Bytes) {
            var clock = token
            // ISO 8601: 2024-05-06T07:08:09Z
            if let separator = token.firstIndex(where: { $0.asciiLowered == UInt8(ascii: "t") }),
                separator > token.startIndex
            {
                readDashed(token[..<separator])
                clock = token[(separator + 1)...]
            }
            let digits = clock.prefix {
                $0.isASCIIDigit || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
            }
            let rest = clock[digits.endIndex...]
            let numbers = digits.split(separator: UInt8(ascii: ":")).map {
                Int(String(decoding: $0.prefix { $0.isASCIIDigit }.prefix(4), as: UTF8.self)) ?? -1
            }
            guard numbers.count >= 2, (0...24).contains(numbers[0]), (0...59).contains(numbers[1]) else {
                return
            }
            hasTime = true
            hour = numbers[0]
            minute = numbers[1]
            second = numbers.count > 2 && (0...60).contains(numbers[2]) ? min(numbers[2], 59) : 0
            if let sign = rest.first {
                if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                    readOffset(rest)
                } else {
                    readWord(rest)
                }
            }
        }

        private mutating func readOffset(_ token: Bytes) {
            let digits = token.dropFirst().filter(\.isASCIIDigit)
            guard digits.count >= 1, digits.count <= 4,
                let number = Int(String(decoding: digits, as: UTF8.self))
            else { return }
            let minutes = digits.count <= 2 ? number * 60 : number / 100 * 60 + number % 100
            guard minutes <= 24 * 60 else { return }
            zone = token.first == UInt8(ascii: "-") ? -minutes : minutes
        }

        /// `2024-05-06`, `06-May-2024`, `5/6/2024`.
        private mutating func readDashed(_ token: Bytes) {
            let pieces = token.split { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/") }
            guard pieces.count == 3 else { return }
            let numbers = pieces.map { Int(String(decoding: $0.prefix(5), as: UTF8.self)) }
            if pieces[0].count == 4, let first = numbers[0], let second = numbers[1], let third = numbers[2] {
                (year, month, day) = (first, second, third)
            } else if let name = Self.month(pieces[1]), let first = numbers[0], let third = numbers[2] {
                (year, month, day) = (Self.fullYear(third, digits: pieces[2].count), name, first)
            } else if let first = numbers[0], let second = numbers[1], let third = numbers[2] {
                year = Self.fullYear(third, digits: pieces[2].count)
                (month, day) = first > 12 ? (second, first) : (first, second)
            }
        }

        private mutating func readWord(_ token: Bytes) {
            if month == nil, let name = Self.month(token) { month = name; return }
            if token.equalsIgnoringCase("am") { halfDay = 0 }
            if token.equalsIgnoringCase("pm") { halfDay = 12 }
            for (name, offset) in Self.zones where token.count == name.utf8.count {
                if token.elementsEqual(name.utf8, by: { $0.asciiLowered == $1 }) { zone = offset * 60 }
            }
        }

        private static func month(_ token: Bytes) -> Int? {
            guard token.count >= 3 else { return nil }
            let head = token.prefix(3).map(\.asciiLowered)
            return months.firstIndex { $0.elementsEqual(head) }.map { $0 + 1 }
        }

        var milliseconds: Int64? {
            guard let day, let month, let year, (1970...9999).contains(year), (1...12).contains(month),
                (1...31).contains(day)
            else { return nil }
            var hour = hour
            if let halfDay, hour <= 12 { hour = hour % 12 + halfDay }
            let days = Self.days(year, month, day)
            let seconds = ((days * 24 + hour) * 60 + minute - zone) * 60 + second
            return seconds >= 0 ? Int64(seconds) * 1_000 : nil
        }

        /// Days since 1970-01-01 in the Gregorian calendar.
        static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
            let shifted = month <= 2 ? year - 1 : year
            let era = shifted / 400
            let yearOfEra = shifted - era * 400
            let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
            return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        }

        private static let months: [[UInt8]] = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ].map { Array($0.utf8) }

        /// Hours east of Greenwich, as far as names are unambiguous.
        private static let zones: [(String, Int)] = [
            ("ut", 0), ("utc", 0), ("gmt", 0), ("z", 0), ("est", -5), ("edt", -4), ("cst", -6), ("cdt", -5),
            ("mst", -7), ("mdt", -6), ("pst", -8), ("pdt", -7), ("cet", 1), ("cest", 2), ("met", 1),
            ("mest", 2),
            ("eet", 2), ("eest", 3), ("msk", 3), ("bst", 1), ("wet", 0), ("west", 1), ("jst", 9), ("kst", 9),
            ("hkt", 8), ("sgt", 8), ("aest", 10), ("aedt", 11), ("nzst", 12), ("nzdt", 13),
        ]
    }

    /// Days since 1970-01-01, for calendars too.
    static func days(year: Int, month: Int, day: Int) -> Int { Parts.days(year, month, day) }
}
