extension Reader {
    /// `12 March 2026`.
    public func date(_ milliseconds: Int64) -> String {
        written(milliseconds, language.formats.date)
    }

    /// `12 Mar 2026`.
    public func shortDate(_ milliseconds: Int64) -> String {
        written(milliseconds, language.formats.shortDate)
    }

    /// `09:12`.
    public func time(_ milliseconds: Int64) -> String {
        written(milliseconds, language.formats.time)
    }

    /// `12 March 2026, 09:12`.
    public func dateTime(_ milliseconds: Int64) -> String {
        let moment = LocalMoment(milliseconds: milliseconds, zone: zone)
        return language.formats.dateTime.filled(with: [
            written(moment, language.formats.date), written(moment, language.formats.time),
        ])
    }

    /// `Thu 12 Mar, 09:12`; of another year `12 Mar 2025, 09:12`.
    public func weekdayDate(_ milliseconds: Int64) -> String {
        let moment = LocalMoment(milliseconds: milliseconds, zone: zone)
        let isThisYear = moment.date.year == LocalMoment(milliseconds: now, zone: zone).date.year
        let pattern = isThisYear ? language.formats.weekday : language.formats.shortDate
        return language.formats.dateTime.filled(with: [
            written(moment, pattern), written(moment, language.formats.time),
        ])
    }

    /// `Thursday 12 March`, for headings between days; with the year
    /// instead of the weekday where it is another: `12 March 2025`.
    public func day(_ milliseconds: Int64) -> String {
        let moment = LocalMoment(milliseconds: milliseconds, zone: zone)
        let isThisYear = moment.date.year == LocalMoment(milliseconds: now, zone: zone).date.year
        return written(moment, isThisYear ? language.formats.longWeekday : language.formats.date)
    }

    /// `March 2026`.
    public func month(_ milliseconds: Int64) -> String {
        written(milliseconds, language.formats.month)
    }

    /// Days since 1970-01-01 by their clock: two moments of the same day
    /// give the same number.
    public func daysSince1970(_ milliseconds: Int64) -> Int64 {
        LocalMoment(milliseconds: milliseconds, zone: zone).daysSince1970
    }

    /// `2026-03-12T08:12:30Z`, for `<time datetime>`; in UTC.
    public func iso(_ milliseconds: Int64) -> String {
        let moment = LocalMoment(milliseconds: milliseconds, zone: .utc)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = moment.date
        let year = String(date.year.magnitude)
        let padded = String(repeating: "0", count: max(0, 4 - year.utf8.count)) + year
        return "\(date.year < 0 ? "-" : "")\(padded)-\(two(date.month))-\(two(date.day))"
            + "T\(two(moment.hour)):\(two(moment.minute)):\(two(moment.secondOfDay % 60))Z"
    }

    func written(_ milliseconds: Int64, _ pattern: DatePattern) -> String {
        written(LocalMoment(milliseconds: milliseconds, zone: zone), pattern)
    }

    private func written(_ moment: LocalMoment, _ pattern: DatePattern) -> String {
        var text = ""
        pattern.append(moment, in: language.formats, to: &text)
        return text
    }
}
