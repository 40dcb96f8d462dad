/// A date pattern of Unicode TR 35, taken apart: `EEE d MMM`.
struct DatePattern: Sendable {
    private enum Part: Sendable {
        case text([UInt8])
        case year, month, monthName, loneMonthName, shortMonthName
        case day, dayName, shortDayName
        case hour, hourOf12, minute, half
        case twoDigitMonth, twoDigitDay, twoDigitHour
    }

    private var parts: [Part] = []

    init(_ pattern: String) {
        var rest = pattern[...]
        while let first = rest.first {
            if first == "'" {
                let quoted = rest.dropFirst().prefix { $0 != "'" }
                parts.append(.text(Array(quoted.utf8)))
                rest = rest.dropFirst(quoted.count + 2)
                continue
            }
            let letters = rest.prefix { $0 == first }
            rest = rest.dropFirst(letters.count)
            parts.append(Self.part(String(letters)))
        }
    }

    /// A date and the time after it.
    init(_ date: DatePattern, _ between: String, _ time: DatePattern) {
        parts = date.parts + [.text(Array(between.utf8))] + time.parts
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
        default: .text(Array(letters.utf8))
        }
    }

    /// A moment in the words of a language.
    func text(for moment: LocalMoment, in formats: Formats) -> String {
        let date = moment.date
        return ShortText.string { text in
            for part in parts {
                switch part {
                case .text(let words): text.append(words)
                case .year: text.append(number: date.year)
                case .month: text.append(date.month)
                case .twoDigitMonth: text.append(twoDigits: date.month)
                case .monthName: text.append(formats.months[date.month - 1])
                case .loneMonthName: text.append(formats.loneMonths[date.month - 1])
                case .shortMonthName: text.append(formats.shortMonths[date.month - 1])
                case .day: text.append(date.day)
                case .twoDigitDay: text.append(twoDigits: date.day)
                case .dayName: text.append(formats.days[moment.weekday])
                case .shortDayName: text.append(formats.shortDays[moment.weekday])
                case .hour: text.append(moment.hour)
                case .twoDigitHour: text.append(twoDigits: moment.hour)
                case .hourOf12: text.append((moment.hour + 11) % 12 + 1)
                case .minute: text.append(twoDigits: moment.minute)
                case .half: text.append(Array((moment.hour < 12 ? "AM" : "PM").utf8))
                }
            }
        }
    }
}
