extension MailComposer {
    /// `Sun, 22 Nov 2026 16:47:31 +0000`. Source: RFC 5322 section 3.3.
    static func date(_ milliseconds: Int64) -> String {
        // Years have four digits in a header: 1900 to 9999.
        let seconds = min(max(milliseconds, -2_208_988_800_000), 253_402_300_799_999).floorDivided(by: 1000)
        let days = seconds.floorDivided(by: 86_400)
        let time = Int(seconds - days * 86_400)
        // Counting from the first of March of the year 0 puts the leap day
        // last; 719,468 days lie between that and 1970.
        let shifted = days + 719_468
        let era = shifted.floorDivided(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5) + 1
        let month = Int(monthFromMarch < 10 ? monthFromMarch + 2 : monthFromMarch - 10)
        let year = yearOfEra + era * 400 + (month < 2 ? 1 : 0)
        let weekday = Int((days + 4) - (days + 4).floorDivided(by: 7) * 7)
        let names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(names[weekday]), \(two(day)) \(months[month]) \(year) "
            + "\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60)) +0000"
    }
}

extension Int64 {
    /// Divided and rounded down, also below zero. `divisor` is positive.
    fileprivate func floorDivided(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
