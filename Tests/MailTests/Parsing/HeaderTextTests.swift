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
    func `blanks between encoded words vanish, those around words stay`() {
        #expect(decode("Re: =?iso-8859-1?q?Gr=FC=DFe?=  =?utf-8?q?_aus?= Ulm") == "Re: Grüße aus Ulm")
    }

    @Test
    func `base64 that ends in padding is one word`() {
        #expect(decode("=?utf-8?B?TcO8bGxlciwgQmVybmQ=?=") == "Müller, Bernd")
    }

    @Test
    func `raw bytes are read as UTF-8 or as what they look like`() {
        #expect(decode("Grüße") == "Grüße")
        #expect(HeaderText.decode([0x47, 0x72, 0xFC, 0xDF, 0x65]) == "Grüße")
    }
}
