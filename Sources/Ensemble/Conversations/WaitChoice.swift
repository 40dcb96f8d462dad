import Foundation
import Localization

/// For whom or until when a conversation waits, as the menu offers it.
enum WaitChoice: String, CaseIterable {
    case customer, team, partner
    case laterToday = "later-today"
    case tomorrow
    case nextWeek = "next-week"
    case nextMonth = "next-month"

    func name(for r: Reader) -> String {
        switch self {
        case .customer: r("For the customer")
        case .team: r("For the team")
        case .partner: r("For a partner")
        case .laterToday: r("Later today")
        case .tomorrow: r("Until tomorrow, 8:00")
        case .nextWeek: r("Until Monday, 8:00")
        case .nextMonth: r("Until next month")
        }
    }

    /// What a form asks for: one of the choices, or a moment of one's own.
    static func read(_ form: Form, zone: Zone, now: Moment) throws(Fault) -> Conversation.Wait {
        if let own = form.text("until") { return .until(try moment(own, zone: zone)) }
        guard let choice = form["for"].flatMap(Self.init(rawValue:)) else {
            throw .invalid("Please say for whom or until when it waits.")
        }
        return choice.wait(zone: zone, now: now)
    }

    func wait(zone: Zone, now: Moment) -> Conversation.Wait {
        switch self {
        case .customer: return .customer
        case .team: return .team
        case .partner: return .partner
        case .laterToday: return .until(now + .hours(3))
        case .tomorrow: return .until(Self.morning(after: now, zone: zone) { _ in true })
        case .nextWeek: return .until(Self.morning(after: now, zone: zone) { Self.weekday($0) == 1 })
        case .nextMonth:
            let month = Self.local(now, zone).month
            return .until(Self.morning(after: now, zone: zone) { Self.civil($0).month != month })
        }
    }

    /// Eight o'clock of the first later day that fits.
    private static func morning(after now: Moment, zone: Zone, where fits: (Int64) -> Bool) -> Moment {
        let offset = Int64(zone.offset(at: now.milliseconds / 1_000))
        var day = (now.milliseconds / 1_000 + offset) / 86_400 + 1
        while !fits(day) { day += 1 }
        return at(day: day, second: 8 * 3_600, zone: zone)
    }

    /// A civil time of a zone as a moment; in the hour that a clock change leaves out, the one after it.
    private static func at(day: Int64, second: Int64, zone: Zone) -> Moment {
        let guess = day * 86_400 + second
        let first = guess - Int64(zone.offset(at: guess))
        return Moment(milliseconds: (guess - Int64(zone.offset(at: first))) * 1_000)
    }

    /// Monday is 1.
    private static func weekday(_ day: Int64) -> Int64 { (day + 3) % 7 + 1 }

    private static func local(_ now: Moment, _ zone: Zone) -> (year: Int, month: Int, day: Int) {
        civil((now.milliseconds / 1_000 + Int64(zone.offset(at: now.milliseconds / 1_000))) / 86_400)
    }

    /// Year, month and day of a number of days since 1970 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    private static func civil(_ days: Int64) -> (year: Int, month: Int, day: Int) {
        let z = days + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let mp = (5 * dayOfYear + 2) / 153
        let month = mp < 10 ? mp + 3 : mp - 9
        return (
            Int(yearOfEra + era * 400 + (month <= 2 ? 1 : 0)), Int(month),
            Int(dayOfYear - (153 * mp + 2) / 5 + 1)
        )
    }

    /// `2026-03-01T09:30`, as a browser's field for date and time sends it.
    private static func moment(_ text: String, zone: Zone) throws(Fault) -> Moment {
        let parts = text.split { "-T:".contains($0) }.compactMap { Int64($0) }
        guard parts.count >= 5, (1970...9999).contains(parts[0]), (1...12).contains(parts[1]),
            (1...31).contains(parts[2]),
            (0...23).contains(parts[3]), (0...59).contains(parts[4])
        else { throw .invalid("That date and time could not be read.") }
        return at(
            day: days(parts[0], parts[1], parts[2]), second: parts[3] * 3_600 + parts[4] * 60, zone: zone)
    }

    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
