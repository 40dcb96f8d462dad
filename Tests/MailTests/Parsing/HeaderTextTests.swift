import Testing

@testable import Mail

struct HeaderTextTests {
    private func decode(_ text: String) -> String { HeaderText.decode(Array(text.utf8)[...]) }

    @Test
    func `a character split over two encoded words is put together`() {
        #expect(decode("=?utf-8?B?w6TDtsM=?=\r\n =?utf-8?B?vA==?=") == "äöü")
        #expect(decode("=?utf-8?Q?=C3?= =?utf-8?Q?=A4?=") == "ä")
    }

    @Test
    func `base64 cut within a group of four goes on in the next word`() {
        #expect(decode("=?utf-8?B?w6TDt?= =?utf-8?B?sO8?=") == "äöü")
    }

    @Test
    func `blanks between encoded words vanish, those around words stay`() {
        #expect(decode("Re: =?iso-8859-1?q?Gr=FC=DFe?=  =?utf-8?q?_aus?= Ulm") == "Re: Grüße aus Ulm")
    }

    @Test
    func `padding before the end mark is not the start of another word`() {
        #expect(decode("=?utf-8?B?TcO8bGxlciwgQmVybmQ=?=") == "Müller, Bernd")
    }

    @Test
    func `blanks and question marks inside a word are forgiven`() {
        #expect(decode("=?utf-8?Q?Was nun? Gr=C3=BC=C3=9Fe?=") == "Was nun? Grüße")
        #expect(
            decode("=?utf-8?Q?wann?=3F_ja?=") == "wann?=3F_ja"
                || decode("=?utf-8?Q?wann?=3F_ja?=") == "wann?? ja")
    }

    @Test
    func `encoded words in the middle of a word are read`() {
        #expect(decode("pre=?utf-8?q?=C3=A4?=post") == "preäpost")
    }

    @Test
    func `two charsets in one field are both read`() {
        #expect(decode("=?koi8-r?B?8NLJ18XU?= =?iso-8859-15?Q?=A4_5?=") == "Привет€ 5")
    }

    @Test
    func `a language after the charset is no part of its name`() {
        #expect(decode("=?utf-8*de?Q?=C3=BCber?=") == "über")
    }

    @Test
    func `raw bytes are read as UTF-8 or as what they look like`() {
        #expect(decode("Grüße") == "Grüße")
        #expect(HeaderText.decode([0x47, 0x72, 0xFC, 0xDF, 0x65]) == "Grüße")
    }

    @Test
    func `raw Chinese bytes are recognised`() {
        #expect(HeaderText.decode([0xD7, 0xAA, 0xB7, 0xA2, 0xA3, 0xBA, 0xD5, 0xFB, 0xCC, 0xE5]) == "转发：整体")
    }

    @Test
    func `control characters that were hidden in a word become blanks`() {
        #expect(decode("=?utf-8?B?DQpCY2M6IGFAYg==?=") == "Bcc: a@b")
        #expect(decode("a\u{1B}b\u{7F}c") == "a b c")
    }

    @Test
    func `what only looks like an encoded word stays`() {
        #expect(decode("=?utf-8?X?abc?=") == "=?utf-8?X?abc?=")
        #expect(decode("1 =? 2") == "1 =? 2")
        #expect(decode("=?utf-8?Q?open") == "=?utf-8?Q?open")
    }

    @Test
    func `an unknown charset loses no letter`() {
        #expect(decode("=?x-nobody-knows?Q?plain_words?=") == "plain words")
    }
}
