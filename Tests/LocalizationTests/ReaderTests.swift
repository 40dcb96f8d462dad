import Testing

@testable import Localization

@Suite struct ReaderTests {
    let reader = Reader(now: 1_773_306_750_000)

    @Test func `A phrase keeps its words as the key and its values apart`() {
        let phrase: Phrase = "Waiting since \(3) days, {sic}, \("Mira")"
        #expect(phrase.key == "Waiting since {0} days, {{sic}}, {1}")
        #expect(phrase.arguments == ["3", "Mira"])
        #expect(phrase.english == "Waiting since 3 days, {sic}, Mira")
    }

    @Test func `Dates read as English writes them`() {
        #expect(reader.dateTime(1_773_306_750_000) == "12 March 2026, 09:12")
        #expect(reader.weekdayDate(1_773_306_750_000) == "Thu 12 Mar, 09:12")
        #expect(reader.iso(1_773_306_750_000) == "2026-03-12T09:12:30Z")
        #expect(reader.money(minorUnits: -123_456, currency: "EUR") == "-€1,234.56")
    }
}
