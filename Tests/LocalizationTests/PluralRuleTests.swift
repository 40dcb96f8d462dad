import Testing

@testable import Localization

@Suite struct PluralRuleTests {
    static let headers = [
        "en": "nplurals=2; plural=(n != 1);",
        "de": "nplurals=2; plural=(n != 1);",
        "fr": "nplurals=2; plural=(n > 1);",
        "ja": "nplurals=1; plural=0;",
        "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
        "ru": """
        nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);
        """,
        "ar": """
        nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);
        """,
    ]

    @Test(arguments: [
        ("en", [1, 0, 1, 1, 1]), ("de", [1, 0, 1, 1, 1]), ("fr", [0, 0, 1, 1, 1]), ("ja", [0, 0, 0, 0, 0]),
        ("pl", [2, 0, 1, 2, 2]), ("ru", [2, 0, 1, 2, 0]), ("ar", [0, 1, 2, 3, 4]),
    ]) func `The forms for 0, 1, 2, 5 and 21 are those of the language`(tag: String, forms: [Int]) throws {
        let rule = try #require(PluralRule(header: Self.headers[tag] ?? ""))
        #expect([0, 1, 2, 5, 21].map(rule.form) == forms)
    }

    @Test func `Polish and Arabic part where they should`() throws {
        let polish = try #require(PluralRule(header: Self.headers["pl"] ?? ""))
        #expect([4, 12, 22, 102, 112, 1_000_000].map(polish.form) == [1, 2, 1, 1, 2, 2])
        let arabic = try #require(PluralRule(header: Self.headers["ar"] ?? ""))
        #expect([10, 11, 99, 100, 101, 102, 103].map(arabic.form) == [3, 4, 4, 5, 5, 5, 3])
    }

    @Test func `Negative and huge numbers have a form`() throws {
        let rule = try #require(PluralRule(header: Self.headers["ru"] ?? ""))
        #expect(rule.form(for: -1) == 0)
        #expect((0..<3).contains(rule.form(for: .min)))
        #expect((0..<3).contains(rule.form(for: .max)))
    }

    @Test func `A form that does not exist is the last one`() throws {
        let rule = try #require(PluralRule(header: "nplurals=2; plural=n;"))
        #expect(rule.form(for: 7) == 1)
    }

    @Test(arguments: [
        "", "nplurals=2", "plural=n", "nplurals=0; plural=0", "nplurals=11; plural=0", "nplurals=x; plural=0",
        "nplurals=2; plural=", "nplurals=2; plural=m", "nplurals=2; plural=(n", "nplurals=2; plural=n)",
        "nplurals=2; plural=n ? 1", "nplurals=2; plural=n 1", "nplurals=2; plural=99999999999999999999999",
        "nplurals=2; plural=" + String(repeating: "(", count: 900),
        "nplurals=2; plural=" + String(repeating: "!", count: 900) + "n",
        "nplurals=2; plural=" + String(repeating: "n+", count: 900) + "n",
    ]) func `A header that is none is refused`(header: String) {
        #expect(PluralRule(header: header) == nil)
    }

    @Test(
        arguments: [
            ("n/0", 0), ("n%0", 0), ("1+2*3", 7), ("(1+2)*3", 9), ("10-2-3", 5), ("!n", 0), ("!!n", 1),
            ("n==5 || n/0", 1), ("1 ? 2 : 0 ? 3 : 4", 2), ("n >= 5 && n <= 5", 1), ("n<5", 0), ("n-6 > 0", 1),
        ] as [(String, UInt64)]) func `Arithmetic is C's`(text: String, value: UInt64) throws
    {
        let expression = try #require(PluralExpression(parsing: text))
        #expect(expression.value(for: 5) == value)
    }
}
