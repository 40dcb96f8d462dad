import Foundation
import Testing

@testable import Localization

@Suite struct FormatsTests {
    @Test(arguments: FormatTable.texts.keys.sorted())
    func `Each table is complete`(tag: String) {
        let formats = Formats.formats(for: tag)
        #expect(
            formats.months.count == 12 && formats.shortMonths.count == 12 && formats.loneMonths.count == 12)
        #expect(formats.days.count == 7 && formats.shortDays.count == 7)
        #expect(formats.ago.count == 4 && formats.ahead.count == 4)
        #expect(formats.durations.allSatisfy { $0.count == 2 })
        #expect(formats.list.count == 3 && formats.byteUnits.count == 5)
        #expect(formats.percent.contains("#") && formats.money.contains("#") && formats.money.contains("¤"))
        #expect(formats.money.contains("-") && !formats.decimal.isEmpty)
    }

    @Test(arguments: FormatTable.texts.keys.sorted())
    func `Months and weekdays are those of Foundation`(tag: String) {
        let foundation = DateFormatter()
        foundation.locale = Locale(identifier: tag)
        let formats = Formats.formats(for: tag)
        func words(_ names: [[UInt8]]) -> [String] { names.map { String(decoding: $0, as: UTF8.self) } }
        #expect(words(formats.months) == foundation.monthSymbols)
        // Finnish puts the day of a date into another case.
        #expect(
            words(formats.days)
                == (tag == "fi" ? foundation.standaloneWeekdaySymbols : foundation.weekdaySymbols))
        #expect(words(formats.loneMonths) == foundation.standaloneMonthSymbols)
    }

    @Test func `A language without a table writes as English does`() {
        #expect(Reader(language: Language(tag: "cy", catalogue: nil), now: 0).date(0) == "1 January 1970")
        #expect(Reader(language: Language(tag: "no", catalogue: nil), now: 0).date(0) == "1. januar 1970")
    }
}
