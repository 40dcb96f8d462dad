/// A date pattern of Unicode TR 35, taken apart: `EEE d MMM`.
struct DatePattern: Sendable {
    private enum Part: Sendable {
        case text(String)
        case year, month, monthName, loneMonthName, shortMonthName
        case day, dayName, shortDayName
        case hour, hourOf12, minute, half
        case twoDigitMonth, twoDigitDay, twoDigitHour
    }

    private let parts: [Part]

    init(_ pattern: String) {
        var parts: [Part] = []
        var rest = pattern[...]
        while let first = rest.first {
            if first == "'" {
                let quoted = rest.dropFirst().prefix { $0 != "'" }
                parts.append(.text(String(quoted)))
                rest = rest.dropFirst(quoted.count + 2)
                continue
            }
            let letters = rest.prefix { $0 == first }
            rest = rest.dropFirst(letters.count)
            parts.append(Self.part(String(letters)))
        }
        self.parts = parts
    }

    private static func part(_ letters: String) -> Part {
        switch letters {
        case "y": .year
        case "M": .month
        case "MM": .twoDigitMonth
        case "MMM": .shortMonthName
        case "MMMM": .monthName
        case "LLLL": .loneMonthName
        case "d": .day
        case "dd": .twoDigitDay
        case "EEE": .shortDayName
        case "EEEE": .dayName
        case "H": .hour
        case "HH": .twoDigitHour
        case "h": .hourOf12
        case "mm": .minute
        case "a": .half
        default: .text(letters)
        }
    }

    /// Writes a moment in the words of a language.
    func append(_ moment: LocalMoment, in formats: Formats, to text: inout String) {
        for part in parts {
            switch part {
            case .text(let words): text += words
            case .year: text += String(moment.date.year)
            case .month: Self.append(moment.date.month, to: &text)
            case .twoDigitMonth: Self.append(moment.date.month, twoDigits: true, to: &text)
            case .monthName: text += formats.months[moment.date.month - 1]
            case .loneMonthName: text += formats.loneMonths[moment.date.month - 1]
            case .shortMonthName: text += formats.shortMonths[moment.date.month - 1]
            case .day: Self.append(moment.date.day, to: &text)
            case .twoDigitDay: Self.append(moment.date.day, twoDigits: true, to: &text)
            case .dayName: text += formats.days[moment.weekday]
            case .shortDayName: text += formats.shortDays[moment.weekday]
            case .hour: Self.append(moment.hour, to: &text)
            case .twoDigitHour: Self.append(moment.hour, twoDigits: true, to: &text)
            case .hourOf12: Self.append((moment.hour + 11) % 12 + 1, to: &text)
            case .minute: Self.append(moment.minute, twoDigits: true, to: &text)
            case .half: text += moment.hour < 12 ? "AM" : "PM"
            }
        }
    }

    /// A number below 100.
    private static func append(_ number: Int, twoDigits: Bool = false, to text: inout String) {
        if twoDigits || number >= 10 { text.unicodeScalars.append(digit(number / 10)) }
        text.unicodeScalars.append(digit(number % 10))
    }

    private static func digit(_ value: Int) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value))
    }
}
