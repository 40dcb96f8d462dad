/// A moment as calendar and clock show it at a place.
public struct LocalMoment: Sendable {
    /// Days since 1970-01-01 at the place.
    public let daysSince1970: Int64
    /// 0 to 86,399.
    public let secondOfDay: Int

    /// - Parameter milliseconds: since 1970-01-01 00:00 UTC.
    public init(milliseconds: Int64, zone: Zone) {
        let seconds = milliseconds.flooredQuotient(by: 1000)
        // Milliseconds divided by 1000 leave room for any offset.
        let local = seconds + Int64(zone.offset(at: seconds))
        daysSince1970 = local.flooredQuotient(by: 86400)
        secondOfDay = Int(local - daysSince1970 * 86400)
    }

    /// What the calendar shows.
    public var date: CivilDate { CivilDate(daysSince1970: daysSince1970) }
    /// 0 is Sunday. 1970-01-01 was a Thursday.
    public var weekday: Int {
        let day = daysSince1970 + 4
        return Int(day - day.flooredQuotient(by: 7) * 7)
    }
    /// 0 to 23.
    public var hour: Int { secondOfDay / 3600 }
    /// 0 to 59.
    public var minute: Int { secondOfDay / 60 % 60 }
}
