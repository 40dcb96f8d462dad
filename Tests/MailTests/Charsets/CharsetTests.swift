import Testing

@testable import Mail

struct CharsetTests {
    private func text(_ charset: String?, _ bytes: [UInt8]) throws -> String? {
        try Sample.mail(contentType: "text/plain" + (charset.map { "; charset=\($0)" } ?? ""), bytes: bytes)
            .text
    }

    @Test(
        arguments: [
            ("iso-8859-1", [0x47, 0x72, 0xFC, 0xDF, 0x65, 0x80], "Grüße€"),
            ("windows-1252", [0x93, 0x61, 0x94], "“a”"),
            ("\"ISO-8859-15\"", [0xA4], "€"),
            ("windows-1251", [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2], "Привет"),
            ("koi8-r", [0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4], "Привет"),
            ("cp-1250", [0xE8, 0x9A, 0x9E], "čšž"),
            ("gb2312", [0xC4, 0xE3, 0xBA, 0xC3], "你好"),
            ("GBK", [0xC4, 0xE3, 0xBA, 0xC3], "你好"),
            ("gb18030", [0x95, 0x32, 0x82, 0x36], "\u{20000}"),
            ("big5", [0xA7, 0x41, 0xA6, 0x6E], "你好"),
            ("shift_jis", [0x82, 0xB1, 0x82, 0xF1], "こん"),
            ("euc-jp", [0xA4, 0xB3, 0xA4, 0xF3], "こん"),
            ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x24, 0x33, 0x24, 0x73, 0x1B, 0x28, 0x42], "こん"),
            ("ks_c_5601-1987", [0xBE, 0xC8, 0xB3, 0xE7], "안녕"),
            ("utf-7", Array("Gr+APwA3w-e".utf8), "Grüße"),
            ("unicode-1-1-utf-7", Array("+ANw-ber".utf8), "Über"),
            ("utf-16", [0xFE, 0xFF, 0x00, 0x68, 0x00, 0x69], "hi"),
            ("windows-874", [0xA1], "ก"),
            ("macintosh", [0x8A], "ä"),
        ] as [(String, [UInt8], String)])
    func `a declared charset is read`(charset: String, bytes: [UInt8], expected: String) throws {
        #expect(try text(charset, bytes) == expected)
    }

    @Test(arguments: [nil, "us-ascii", "unknown-8bit", "x-unknown", "nonsense", "iso-8859-1"] as [String?])
    func `UTF-8 is recognised whatever is declared`(charset: String?) throws {
        #expect(try text(charset, Array("Grüße – 你好".utf8)) == "Grüße – 你好")
    }

    @Test(arguments: [nil, "us-ascii", "unknown-8bit", "utf-8"] as [String?])
    func `western bytes are recognised whatever is declared`(charset: String?) throws {
        #expect(try text(charset, [0x47, 0x72, 0xFC, 0xDF, 0x65, 0x20, 0x61, 0x75, 0x73]) == "Grüße aus")
    }

    @Test
    func `Russian and Japanese bytes without a charset are recognised`() throws {
        let russian: [UInt8] = [
            0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2, 0x20, 0xE8, 0xE7, 0x20, 0xCC, 0xEE, 0xF1, 0xEA, 0xE2, 0xFB,
        ]
        #expect(try text(nil, russian) == "Привет из Москвы")
        #expect(try text(nil, [0x82, 0xB1, 0x82, 0xF1, 0x82, 0xC9, 0x82, 0xBF, 0x82, 0xCD]) == "こんにちは")
        let escaped: [UInt8] = [0x1B, 0x24, 0x42, 0x24, 0x33, 0x24, 0x73, 0x1B, 0x28, 0x42]
        #expect(try text("us-ascii", escaped) == "こん")
    }

    @Test
    func `one stray byte does not spoil UTF-8`() throws {
        #expect(
            try text("utf-8", Array("schöne Grüße aus Köln ".utf8) + [0xEE] + Array("e".utf8))
                == "schöne Grüße aus Köln îe")
    }

    @Test
    func `a page declares its charset within`() throws {
        let page =
            Array("<meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\"><p>".utf8) + [
                0xCF, 0xF0,
            ]
        #expect(try Sample.mail(contentType: "text/html", bytes: page).html?.hasSuffix("<p>Пр") == true)
    }

    @Test
    func `every byte in every charset gives some text`() {
        let all = (0...255).map { UInt8($0) }
        for name in [
            "utf-8", "utf-7", "gb18030", "iso-2022-jp", "iso-2022-kr", "hz-gb-2312", "utf-16", "utf-32",
            "big5", "euc-kr", "tis-620",
        ] {
            #expect(!Charset.decode(all[...], label: name).isEmpty)
        }
    }
}
