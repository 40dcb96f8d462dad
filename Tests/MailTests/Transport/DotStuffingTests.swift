import Testing

@testable import Mail

struct DotStuffingTests {
    private func stuffed(_ text: String, size: Int = 65_536) -> String {
        var stuffing = DotStuffing(Array(text.utf8))
        var result: [UInt8] = []
        while case let piece = stuffing.piece(size: size), !piece.isEmpty { result += piece }
        return String(decoding: result, as: UTF8.self)
    }

    @Test(arguments: [
        ("a\r\nb\r\n", "a\r\nb\r\n"),
        ("a", "a\r\n"),
        (".", "..\r\n"),
        ("..\r\n.", "...\r\n..\r\n"),
        ("a\n.\nb", "a\r\n..\r\nb\r\n"),
        ("a\r.\rb", "a\r\n..\r\nb\r\n"),
        ("a\n\r.\r\n", "a\r\n\r\n..\r\n"),
        ("a\r\r\n.b", "a\r\n\r\n..b\r\n"),
        ("a.b\r\n", "a.b\r\n"),
        ("\r\n", "\r\n"),
        ("", ""),
    ])
    func `lines end in CR LF and a dot at the start is doubled`(text: String, expected: String) {
        #expect(stuffed(text) == expected)
    }

    @Test(arguments: 1...9)
    func `where the pieces are cut makes no difference`(size: Int) {
        let text = "a\r\n.b\r\n\r\n..\rc\n.\n\r\n.d\r"
        #expect(stuffed(text, size: size) == stuffed(text))
    }

    @Test func `no line alone is a dot, whatever the message`() {
        let ends = ["\r\n", "\n", "\r", "", "a", "."]
        for first in ends {
            for second in ends {
                for third in ends {
                    let result = stuffed("x" + first + "." + second + third + ".")
                    #expect(!("\r\n" + result).contains("\r\n.\r\n"))
                    let bare = result.replacing("\r\n", with: "")
                    #expect(!bare.utf8.contains(0x0D) && !bare.utf8.contains(0x0A))
                }
            }
        }
    }
}
