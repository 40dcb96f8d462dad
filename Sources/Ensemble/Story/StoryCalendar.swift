/// Dates and the clinic's hours, on a wall clock five hours behind UTC all
/// year: an hour of daylight saving would not change the story.
///
/// Source: the day count is Hinnant's "chrono-compatible low-level date
/// algorithms", for the proleptic Gregorian calendar.
enum StoryCalendar {
    static let minute: Int64 = 60_000
    static let hour: Int64 = 3_600_000
    static let day: Int64 = 86_400_000
    static let offset: Int64 = -5 * hour

    /// Days since 1970-01-01 on the clinic's wall.
    static func dayNumber(_ at: Int64) -> Int64 { floorDivide(at + offset, day) }

    /// The moment at which a day begins on the clinic's wall.
    static func start(ofDay number: Int64) -> Int64 { number * day - offset }

    /// 0 is Monday.
    static func weekday(_ dayNumber: Int64) -> Int { Int(floorModulo(dayNumber + 3, 7)) }

    static func civil(_ dayNumber: Int64) -> (year: Int64, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        let month = Int(part < 10 ? part + 3 : part - 9)
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, Int(dayOfYear - (153 * part + 2) / 5) + 1
        )
    }

    /// When the clinic opens and closes on a weekday, in minutes; `nil` on Sundays.
    static func openingHours(_ weekday: Int) -> (opens: Int64, closes: Int64)? {
        switch weekday {
        case 0...4: (8 * 60, 18 * 60)
        case 5: (9 * 60, 13 * 60)
        default: nil
        }
    }

    /// The moment after so many minutes of opening hours.
    static func working(_ minutes: Int, after at: Int64) -> Int64 {
        var left = Int64(minutes) * minute
        var number = dayNumber(at)
        var now = at
        while true {
            if let hours = openingHours(weekday(number)) {
                let opens = start(ofDay: number) + hours.opens * minute
                let closes = start(ofDay: number) + hours.closes * minute
                now = max(now, opens)
                if now + left <= closes { return now + left }
                left -= max(0, closes - now)
            }
            number += 1
            now = start(ofDay: number)
        }
    }

    /// "Mon, 02 Mar 2026 09:14:05 -0500", as RFC 5322 writes it.
    static func mailDate(_ at: Int64) -> String {
        let number = dayNumber(at)
        let (year, month, day) = civil(number)
        let name = String(weekdays(.english)[weekday(number)].prefix(3))
        let monthName = String(months(.english)[month - 1].prefix(3))
        return "\(name), \(two(day)) \(monthName) \(year) \(time(at, seconds: true)) -0500"
    }

    /// "09:14" on the clinic's wall.
    static func time(_ at: Int64, seconds: Bool = false) -> String {
        let inDay = Int(floorModulo(at + offset, day) / 1_000)
        let time = two(inDay / 3_600) + ":" + two(inDay / 60 % 60)
        return seconds ? time + ":" + two(inDay % 60) : time
    }

    /// "March 9", "9. März", "9 de marzo", "9 mars".
    static func date(_ dayNumber: Int64, _ language: StoryLanguage) -> String {
        let (_, month, day) = civil(dayNumber)
        let name = months(language)[month - 1]
        return switch language {
        case .english: "\(name) \(day)"
        case .german: "\(day). \(name)"
        case .spanish: "\(day) de \(name)"
        case .french: "\(day) \(name)"
        }
    }

    static func weekdays(_ language: StoryLanguage) -> [String] {
        switch language {
        case .english: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        case .german: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
        case .spanish: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]
        case .french: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
        }
    }

    static func months(_ language: StoryLanguage) -> [String] {
        switch language {
        case .english: english
        case .german: german
        case .spanish: spanish
        case .french: french
        }
    }

    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let english = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
    private static let german = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
        "November",
        "Dezember",
    ]
    private static let spanish = [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
        "noviembre", "diciembre",
    ]
    private static let french = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
        "novembre", "décembre",
    ]

    private static func floorDivide(_ number: Int64, _ by: Int64) -> Int64 {
        number >= 0 ? number / by : -((-number + by - 1) / by)
    }

    private static func floorModulo(_ number: Int64, _ by: Int64) -> Int64 {
        number - floorDivide(number, by) * by
    }
}
