import Localization
import Testing

@testable import Ensemble

@Suite struct `Money and days as people type them` {
    @Test(
        arguments: [
            ("180", 18_000), ("180.5", 18_050), ("180,50", 18_050), ("1,234.50", 123_450),
            ("1.234,50", 123_450),
            ("1 234,5", 123_450), ("1'234.50", 123_450), ("1.234", 123_400), ("1,234,567", 123_456_700),
            ("€ 12,30", 1_230), ("12.30 EUR", 1_230), ("eur 12", 1_200), ("-5", -500), ("0,05", 5),
            (".5", 50),
            ("1.2.3,45", 12_345),
        ] as [(String, Int64?)])
    func `an amount is read exactly`(text: String, expected: Int64?) {
        #expect((try? Money.read(text, in: "EUR"))?.minorUnits == expected, "\(text)")
    }

    @Test(arguments: [
        "", "twelve", "1.23456", "12.345,678", "1e5", "NaN", "99999999999999999999", "12 USD", "$$", "£12",
        "$ 12", "₺12", "12 ₽",
    ])
    func `what is no amount is refused with a sentence`(text: String) {
        #expect(throws: Fault.self) { try Money.read(text, in: "EUR") }
    }

    @Test func `minor units follow the currency`() throws {
        #expect(try Money.read("1,234", in: "JPY").minorUnits == 1_234)
        #expect(try Money.read("1.234", in: "KWD").minorUnits == 1_234)
        #expect(Money(1_234, "JPY").plain == "1234")
        #expect(Money(-5, "EUR").plain == "-0.05")
        #expect(try Money.read("₺5", in: "TRY").minorUnits == 500)
        #expect(try Money.read("$5", in: "SGD").minorUnits == 500)
        #expect(throws: Fault.self) { try Money.read("$5", in: "CHF") }
        #expect(throws: Fault.self) { try Money(1, "EUR").adding(Money(1, "USD")) }
    }

    @Test func `what is written plain is read as it was, in 10,000 cases`() throws {
        var chance = SplitMix(state: 2026)
        for _ in 0..<10_000 {
            let currency = ["EUR", "JPY", "KWD"].randomElement(using: &chance) ?? "EUR"
            let money = Money(
                Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &chance), currency)
            #expect(try Money.read(money.plain, in: currency) == money, "\(money.plain)")
        }
    }

    @Test func `a day is a day of the calendar or none`() {
        #expect(Day("2026-03-02")?.description == "2026-03-02")
        for none in ["2026-02-29", "2026-13-01", "2026-3-2", "02.03.2026", "", "0000-01-01", "2026-00-10"] {
            #expect(Day(none) == nil, "\(none)")
        }
        #expect(Day("2026-01-31")?.adding(months: 1) == Day("2026-02-28"))
        #expect(Day("2024-01-31")?.adding(months: 1) == Day("2024-02-29"))
        #expect(Day("2026-11-30")?.adding(months: 3) == Day("2027-02-28"))
        #expect(Day("2026-12-15")?.adding(months: 1) == Day("2027-01-15"))
    }

    @Test func `a day ends by the clock of its place`() throws {
        let zone = try #require(Zone.named("America/New_York"))
        let day = try #require(Day("2026-03-08"))
        // The clocks go forward that night: 23 hours.
        #expect(day.end(in: zone) - day.start(in: zone) == .hours(23))
        #expect(Day(day.end(in: zone) - .milliseconds(1), in: zone) == day)
    }
}
