import Testing

@testable import Localization

@Suite struct ReaderDatesTests {
    /// Thursday, 12 March 2026, 08:12:30 UTC.
    static let moment: Int64 = 1_773_303_150_000

    private func reader(_ tag: String, _ zone: String = "Europe/Berlin", now: Int64 = moment) throws -> Reader
    {
        try Reader(language: Language(tag: tag, catalogue: nil), zone: #require(Zone.named(zone)), now: now)
    }

    @Test(arguments: [
        ("en", "12 March 2026, 09:12", "Thu 12 Mar, 09:12"),
        ("en-US", "March 12, 2026, 9:12 AM", "Thu, Mar 12, 9:12 AM"),
        ("de", "12. März 2026, 09:12", "Do. 12. März, 09:12"),
        ("fr", "12 mars 2026, 09:12", "jeu. 12 mars, 09:12"),
        ("es", "12 de marzo de 2026, 9:12", "jue, 12 mar, 9:12"),
        ("it", "12 marzo 2026, 09:12", "gio 12 mar, 09:12"),
        ("nl", "12 maart 2026, 09:12", "do 12 mrt, 09:12"),
        ("pt-BR", "12 de março de 2026, 09:12", "qui., 12 de mar., 09:12"),
        ("pl", "12 marca 2026, 09:12", "czw., 12 mar, 09:12"),
        ("sv", "12 mars 2026 09:12", "tors 12 mars 09:12"),
        ("da", "12. marts 2026, 09.12", "tors. 12. mar., 09.12"),
        ("fi", "12. maaliskuuta 2026 klo 9.12", "to 12.3. klo 9.12"),
        ("cs", "12. března 2026 9:12", "čt 12. 3. 9:12"),
        ("ja", "2026年3月12日 9:12", "3月12日(木) 9:12"),
    ]) func `Dates read as each language writes them`(tag: String, dateTime: String, weekdayDate: String)
        throws
    {
        let reader = try reader(tag)
        #expect(reader.dateTime(Self.moment) == dateTime)
        #expect(reader.weekdayDate(Self.moment) == weekdayDate)
    }

    @Test func `Another year is named instead of the weekday`() throws {
        let reader = try reader("en", now: Self.moment + 366 * 86_400_000)
        #expect(reader.weekdayDate(Self.moment) == "12 Mar 2026, 09:12")
        #expect(reader.day(Self.moment) == "12 March 2026")
        #expect(try self.reader("en").day(Self.moment) == "Thursday 12 March")
    }

    @Test func `A month alone stands in its own case`() throws {
        #expect(try reader("pl").month(Self.moment) == "marzec 2026")
        #expect(try reader("en").month(Self.moment) == "March 2026")
    }

    @Test func `Noon and midnight of twelve hours are twelve`() throws {
        let reader = try reader("en-US", "UTC")
        #expect(reader.time(0) == "12:00 AM")
        #expect(reader.time(12 * 3_600_000) == "12:00 PM")
        #expect(reader.time(13 * 3_600_000 - 1) == "12:59 PM")
        #expect(reader.time(23 * 3_600_000) == "11:00 PM")
    }

    @Test func `Moments before 1970 and far off are dates too`() throws {
        let reader = try reader("en", "UTC")
        #expect(reader.dateTime(-1) == "31 December 1969, 23:59")
        #expect(reader.date(-62_135_596_800_000) == "1 January 1")
        #expect(reader.iso(-62_135_596_800_001) == "0000-12-31T23:59:59Z")
        #expect(reader.iso(253_402_300_800_000) == "10000-01-01T00:00:00Z")
        for moment in [Int64.min, .max] {
            #expect(
                !reader.weekdayDate(moment).isEmpty && !reader.ago(moment).isEmpty
                    && !reader.iso(moment).isEmpty)
        }
    }

    @Test func `Each day has the date after the day before`() {
        var before = CivilDate(daysSince1970: -150_000)
        for day in -149_999...150_000 as ClosedRange<Int64> {
            let date = CivilDate(daysSince1970: day)
            let isNext =
                date.day == before.day + 1 && date.month == before.month && date.year == before.year
                || date.day == 1 && date.month == before.month + 1 && date.year == before.year
                || date.day == 1 && date.month == 1 && before.month == 12 && date.year == before.year + 1
            guard isNext, date.daysSince1970 == day else {
                Issue.record("\(date) does not follow \(before)")
                return
            }
            before = date
        }
        #expect(CivilDate(year: 2000, month: 2, day: 29).daysSince1970 == 11_016)
    }
}
