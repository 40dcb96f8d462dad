extension Reader {
    /// How long ago something was: `now`, `5 min ago`, `3 h ago`,
    /// `yesterday`, `12 March`, `12 March 2025`.
    ///
    /// Hours are counted within the same day or up to six; what lies ahead
    /// reads `in 5 min`, `in 3 h`, `tomorrow`, `12 March`.
    public func ago(_ milliseconds: Int64) -> String {
        let isPast = milliseconds <= now
        let (difference, overflow) = now.subtractingReportingOverflow(milliseconds)
        let minutes = overflow ? .max : difference.magnitude / 60_000
        let words = isPast ? language.formats.ago : language.formats.ahead
        if minutes < 1 { return words[0].filled(with: []) }
        if minutes < 60 { return words[1].filled(with: [String(minutes)]) }
        let then = LocalMoment(milliseconds: milliseconds, zone: zone)
        let days = today.daysSince1970 - then.daysSince1970
        if days == 0 || minutes < 360 { return words[2].filled(with: [String(minutes / 60)]) }
        if abs(days) == 1 { return words[3].filled(with: []) }
        let formats = language.formats
        return (isThisYear(then) ? formats.monthDay : formats.date).text(for: then, in: formats)
    }

    /// How long something lasts: `45 s`, `12 min`, `12 h`, `3 days`,
    /// rounded down.
    /// - Parameters:
    ///   - milliseconds: below zero counts as nothing.
    ///   - parts: 2 names the next smaller unit too, where it is not zero:
    ///     `1 h 30 min`.
    public func duration(_ milliseconds: Int64, parts: Int = 1) -> String {
        let seconds = max(0, milliseconds / 1000)
        let units: [(size: Int64, index: Int)] = [(86400, 3), (3600, 2), (60, 1), (1, 0)]
        let first = units.firstIndex { seconds >= $0.size } ?? 3
        let largest = units[first]
        var text = counted(seconds / largest.size, unit: largest.index)
        guard parts > 1, first + 1 < units.count else { return text }
        let next = units[first + 1]
        let rest = seconds % largest.size / next.size
        if rest > 0 { text += " " + counted(rest, unit: next.index) }
        return text
    }

    private func counted(_ count: Int64, unit: Int) -> String {
        language.formats.durations[unit][count == 1 ? 0 : 1].filled(with: [String(count)])
    }
}
