import Testing

@testable import Localization

@Suite struct ReaderNumbersTests {
    private func reader(_ tag: String) -> Reader {
        Reader(language: Language(tag: tag, catalogue: nil), now: 0)
    }

    @Test(arguments: [
        ("en", "1,234,567", "1,234", "999", "-5"), ("de", "1.234.567", "1.234", "999", "-5"),
        ("fr", "1\u{202F}234\u{202F}567", "1\u{202F}234", "999", "-5"),
        ("es", "1.234.567", "1234", "999", "-5"),
        ("sv", "1\u{A0}234\u{A0}567", "1\u{A0}234", "999", "−5"),
        ("de-CH", "1’234’567", "1’234", "999", "-5"),
    ]) func `Digits are grouped as the language does`(
        tag: String, million: String, thousand: String, less: String, minus: String
    ) {
        let reader = reader(tag)
        #expect(reader.number(1_234_567) == million)
        #expect(reader.number(1_234) == thousand)
        #expect(reader.number(999) == less)
        #expect(reader.number(-5) == minus)
        #expect(reader.number(.min).hasSuffix("808"))
    }

    @Test func `Fractions are rounded to their digits`() {
        #expect(reader("en").number(1234.565, digits: 1) == "1,234.6")
        #expect(reader("de").number(-0.5, digits: 2) == "-0,50")
        #expect(reader("en").number(-0.001, digits: 2) == "0.00")
        #expect(reader("en").number(2.5, digits: -3) == "2")
        #expect(reader("en").number(.nan, digits: 1) == "–")
        #expect(reader("en").number(-.infinity, digits: 1) == "-∞")
        #expect(reader("en").number(1e300, digits: 0).count > 300)
    }

    @Test func `Shares are told in hundredths`() {
        #expect(reader("en").percent(0.125, digits: 1) == "12.5%")
        #expect(reader("de").percent(0.125, digits: 1) == "12,5\u{A0}%")
        #expect(reader("en").percent(1) == "100%")
    }

    @Test(arguments: [
        (-1, "0 bytes"), (0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 kB"), (1_234_567, "1.2 MB"),
        (9_949, "9.9 kB"), (9_951, "10 kB"), (999_949, "1.0 MB"), (999_499, "999 kB"), (.max, "9,223,372 TB"),
    ]) func `Sizes have two digits or three`(count: Int, words: String) {
        #expect(reader("en").bytes(count) == words.replacing(" ", with: "\u{A0}"))
    }

    @Test(arguments: [
        ("en", "EUR", "-€1,234.50"), ("en", "SEK", "-SEK 1,234.50"), ("en", "USD", "-US$1,234.50"),
        ("en-US", "USD", "-$1,234.50"), ("de", "EUR", "-1.234,50 €"), ("fr", "EUR", "-1\u{202F}234,50 €"),
        ("nl", "EUR", "€ -1.234,50"), ("pt", "BRL", "-R$ 1.234,50"), ("pl", "PLN", "-1234,50 zł"),
        ("de-CH", "CHF", "CHF-1’234.50"), ("sv", "SEK", "−1 234,50 kr"), ("ja", "EUR", "-€1,234.50"),
    ]) func `Money is written as the language does`(tag: String, currency: String, words: String) {
        #expect(
            reader(tag).money(minorUnits: -123_450, currency: currency)
                == words.replacing(" ", with: "\u{A0}"))
    }

    @Test func `Currencies have the minor digits of ISO 4217`() {
        let reader = reader("en")
        #expect(reader.money(minorUnits: 1234, currency: "JPY") == "¥1,234")
        #expect(reader.money(minorUnits: 1234, currency: "KWD") == "KWD\u{A0}1.234")
        #expect(reader.money(minorUnits: 5, currency: "EUR") == "€0.05")
        #expect(reader.money(minorUnits: 0, currency: "EUR") == "€0.00")
        #expect(reader.money(minorUnits: .min, currency: "CLF") == "-CLF\u{A0}922,337,203,685,477.5808")
    }

    @Test func `Lists read as a sentence does`() {
        #expect(reader("en").list([]) == "")
        #expect(reader("en").list(["a"]) == "a")
        #expect(reader("en").list(["a", "b"]) == "a and b")
        #expect(reader("en").list(["a", "b", "c"]) == "a, b and c")
        #expect(reader("en-US").list(["a", "b", "c"]) == "a, b, and c")
        #expect(reader("de").list(["a", "b", "c"]) == "a, b und c")
        #expect(reader("ja").list(["a", "b", "c"]) == "a、b、c")
    }
}
