import Testing

@testable import Ensemble

@Suite struct `Tables for spreadsheets` {
    private func text(_ fields: [CSV.Field]) -> String {
        var csv = CSV(continuing: ())
        csv.add(fields)
        return String(decoding: csv.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u{A0}=1", "＝1", "=HYPERLINK(\"x\")",
    ])
    func `people's words are never a formula`(words: String) {
        let field = text([.text(words)])
        #expect(field.hasPrefix("'") || field.hasPrefix("\"'"))
    }

    @Test func `figures stay figures, and quotes, commas and lines stay in their field`() {
        #expect(
            text([.number("-12.50"), .count(nil), .text("a,b"), .text("say \"hi\""), .text("one\ntwo")])
                == "-12.50,,\"a,b\",\"say \"\"hi\"\"\",\"one\ntwo\"\r\n")
        #expect(text([.text("Dana"), .yes(true), .day(Day("2026-03-16"))]) == "Dana,yes,2026-03-16\r\n")
        #expect(CSV(["a"]).bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
    }

    @Test func `months follow each other through the years`() {
        let march = Month("2026-03")
        #expect(march?.first == Day("2026-03-01") && march?.last == Day("2026-03-31"))
        #expect(
            march.map { $0 - 3 }?.description == "2025-12" && march.map { $0 + 10 }?.description == "2027-01")
        #expect(Month(Day("2024-02-29") ?? Day(number: 0)).last == Day("2024-02-29"))
        #expect(Month("2026-13") == nil && Month("2026") == nil && Month("x") == nil)
    }
}
