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
        written(milliseconds, language.formats.dateTime)
    }

    /// `Thu 12 Mar, 09:12`; of another year `12 Mar 2025, 09:12`.
    public func weekdayDate(_ milliseconds: Int64) -> String {
        let moment = LocalMoment(milliseconds: milliseconds, zone: zone)
        let formats = language.formats
        return (isThisYear(moment) ? formats.weekdayTime : formats.shortDateTime).text(
            for: moment, in: formats)
    }

    /// `Thursday 12 March`, for headings between days; with the year
    /// instead of the weekday where it is another: `12 March 2025`.
    public func day(_ milliseconds: Int64) -> String {
        let moment = LocalMoment(milliseconds: milliseconds, zone: zone)
        let formats = language.formats
        return (isThisYear(moment) ? formats.longWeekday : formats.date).text(for: moment, in: formats)
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
        let date = moment.date
        return ShortText.string { text in
            if date.year < 0 { text.append(UInt8(ascii: "-")) }
            let year = Int64(date.year.magnitude)
            if year < 1000 { text.append(UInt8(ascii: "0")) }
            if year < 100 { text.append(UInt8(ascii: "0")) }
            if year < 10 { text.append(UInt8(ascii: "0")) }
            text.append(number: year)
            text.append(UInt8(ascii: "-"))
            text.append(twoDigits: date.month)
            text.append(UInt8(ascii: "-"))
            text.append(twoDigits: date.day)
            text.append(UInt8(ascii: "T"))
            text.append(twoDigits: moment.hour)
            text.append(UInt8(ascii: ":"))
            text.append(twoDigits: moment.minute)
            text.append(UInt8(ascii: ":"))
            text.append(twoDigits: moment.secondOfDay % 60)
            text.append(UInt8(ascii: "Z"))
        }
    }

    func written(_ milliseconds: Int64, _ pattern: DatePattern) -> String {
        pattern.text(for: LocalMoment(milliseconds: milliseconds, zone: zone), in: language.formats)
    }

    func isThisYear(_ moment: LocalMoment) -> Bool {
        moment.date.year == today.date.year
    }
}
