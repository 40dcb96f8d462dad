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
        case .nextWeek: return .until(Self.morning(after: now, zone: zone) { $0.weekday == 1 })
        case .nextMonth:
            let month = zone.day(at: now.milliseconds / 1_000).month
            return .until(Self.morning(after: now, zone: zone) { $0.month != month })
        }
    }

    /// Eight o'clock of the first later day that fits.
    private static func morning(after now: Moment, zone: Zone, where fits: (CivilDate) -> Bool) -> Moment {
        var day = zone.day(at: now.milliseconds / 1_000).next
        while !fits(day) { day = day.next }
        return at(day, second: 8 * 3_600, zone: zone)
    }

    private static func at(_ day: CivilDate, second: Int, zone: Zone) -> Moment {
        Moment(milliseconds: zone.seconds(on: day, secondOfDay: second) * 1_000)
    }

    /// `2026-03-01T09:30`, as a browser's field for date and time sends it.
    private static func moment(_ text: String, zone: Zone) throws(Fault) -> Moment {
        let parts = text.split { "-T:".contains($0) }.compactMap { Int($0) }
        guard parts.count >= 5, (1970...9999).contains(parts[0]), (1...12).contains(parts[1]),
            (1...31).contains(parts[2]), (0...23).contains(parts[3]), (0...59).contains(parts[4])
        else { throw .invalid("That date and time could not be read.") }
        let day = CivilDate(year: Int64(parts[0]), month: parts[1], day: parts[2])
        return at(day, second: parts[3] * 3_600 + parts[4] * 60, zone: zone)
    }
}
