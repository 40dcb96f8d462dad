import Testing

@testable import Paper

@Suite struct `Sheets of paper` {
    private func sheet(rows: Int, words: String = "A line of work, done with care") -> Sheet {
        let columns = [
            Sheet.Column("What", weight: 5), Sheet.Column("How", weight: 3),
            Sheet.Column("Amount", weight: 2, side: .trailing),
        ]
        let cells = (0..<rows).map { row in
            [
                Sheet.Cell("\(words) \(row)"), Sheet.Cell("2 × $9.00"),
                Sheet.Cell("$18.00", small: "$15 to $20"),
            ]
        }
        return Sheet(
            title: "Estimate 12", author: "Linden Clinic", createdAt: "2026-03-12T08:12:30Z", footer: "Foot",
            blocks: [
                .pair("Linden Clinic", .letterhead, "12 Linden Street\nSpringfield", .quiet),
                .text("Estimate", .title), .rule, .table(columns, rows: cells),
                .sums([("Total", "$180.00", true)]), .text(words, .text),
            ])
    }

    private func pages(_ pdf: [UInt8]) -> Int {
        String(decoding: pdf, as: UTF8.self).matches(of: /\/Type \/Page\b/).count
    }

    @Test func `a sheet is a PDF of one page, and a long one of many`() throws {
        let short = try sheet(rows: 3).pdf()
        #expect(short.starts(with: Array("%PDF-".utf8)) && pages(short) == 1)
        #expect(pages(try sheet(rows: 200).pdf()) > 5)
    }

    @Test func `2,000 rows are printed, each of them`() throws {
        // How fast is `bench costs`' to say: a test's machine may be busy.
        let short = pages(try sheet(rows: 200).pdf())
        let long = pages(try sheet(rows: 2_000).pdf())
        #expect(long >= 9 * short && long <= 10 * short)
    }

    @Test(arguments: [
        "", "مرحبا بالعالم", "田中さん", "a\u{0}b\u{1B}[31m", String(repeating: "word ", count: 4_000),
        String(repeating: "x", count: 8_000), "👩‍👩‍👧‍👦", "<b>&amp;", "line\nline\r\nline",
    ])
    func `whatever is written can be printed`(words: String) throws {
        let pdf = try sheet(rows: 2, words: words).pdf()
        #expect(pdf.starts(with: Array("%PDF-".utf8)))
    }
}
