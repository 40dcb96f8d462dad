import Testing

@testable import Mail

struct TNEFTests {
    private func little(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
    }

    private func attribute(_ level: UInt8, _ tag: UInt32, _ data: [UInt8]) -> [UInt8] {
        [level] + little(tag, 4) + little(UInt32(data.count), 4) + data + [0, 0]
    }

    private func property(_ type: UInt32, _ id: UInt32, _ data: [UInt8]) -> [UInt8] {
        little(type, 2) + little(id, 2) + little(1, 4) + little(UInt32(data.count), 4) + data
            + [UInt8](repeating: 0, count: (4 - data.count % 4) % 4)
    }

    private func utf16(_ text: String) -> [UInt8] {
        text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } + [0, 0]
    }

    private var stream: [UInt8] {
        let long =
            "Ein sehr langer Name für eine Datei, der über hundert Bytes braucht, weil er UTF-16 ist.pdf"
        let properties =
            little(2, 4) + property(0x1F, 0x3707, utf16(long))
            + property(0x1F, 0x370E, utf16("application/pdf"))
        return little(0x223E_9F78, 4) + [1, 0]
            + attribute(1, 0x0006_9007, little(1251, 4) + little(0, 4))
            + attribute(1, 0x0002_800C, [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2, 0])
            + attribute(2, 0x0006_9002, [UInt8](repeating: 0, count: 14))
            + attribute(2, 0x0001_8010, Array("SHORT~1.PDF".utf8) + [0])
            + attribute(2, 0x0006_800F, Array("%PDF".utf8))
            + attribute(2, 0x0006_9005, properties)
    }

    private func mail(_ bytes: [UInt8]) throws -> ParsedMail {
        try Sample.mail(contentType: "application/ms-tnef; name=winmail.dat", bytes: bytes)
    }

    @Test
    func `winmail.dat is taken apart: files by their long names, and the text`() throws {
        let found = try mail(stream)
        #expect(
            found.attachments.map(\.name) == [
                "Ein sehr langer Name für eine Datei, der über hundert Bytes braucht, weil er UTF-16 ist.pdf"
            ])
        #expect(found.attachments.map(\.bytes) == [Array("%PDF".utf8)])
        #expect(found.attachments.map(\.contentType) == ["application/pdf"])
        #expect(found.text == "Привет")
    }

    @Test
    func `a text beside it is the text`() throws {
        let found = try MailReader.parse(
            Sample.raw(
                "From: eva@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nwords\n--b\nContent-Type: application/ms-tnef\n\n"
            )
                + stream + Sample.raw("\n--b--\n"))
        #expect(found.text == "words")
        #expect(found.attachments.count == 1)
    }

    @Test
    func `what is no such stream stays a file`() throws {
        let found = try mail(Array("not tnef".utf8))
        #expect(found.attachments.map(\.name) == ["winmail.dat"])
        #expect(found.attachments.map(\.bytes) == [Array("not tnef".utf8)])
    }

    @Test
    func `a stream cut anywhere gives what came before the cut`() throws {
        for end in 0..<stream.count {
            let found = try mail(Array(stream[..<end]))
            #expect(found.attachments.count <= 1)
        }
    }

    @Test
    func `lengths and counts that lie are not believed`() throws {
        var broken = stream
        for at in stride(from: 6, to: stream.count - 4, by: 1) {
            broken.replaceSubrange(at..<(at + 4), with: [0xFF, 0xFF, 0xFF, 0x7F])
            _ = try mail(broken)
            broken = stream
        }
    }

    @Test
    func `HTML within rich text is found`() {
        let rtf =
            #"{\rtf1\ansi\ansicpg1252\fromhtml1 {\fonttbl{\f0 Arial;}}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Gr\'fc\'dfe \u8364?{\*\htmltag72 </p>}\htmlrtf }\htmlrtf0 }"#
        let read = RTF.read(Array(rtf.utf8)[...])
        #expect(read.isHTML)
        #expect(read.text == "<p>Grüße €</p>")
    }

    @Test
    func `plain rich text gives its words`() {
        let read = RTF.read(
            Array(#"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\generator x;}Hello\par {\b bold} \{braces\}}"#.utf8)[
                ...])
        #expect(!read.isHTML)
        #expect(read.text == "Hello\nbold {braces}")
    }

    @Test
    func `packed rich text is unpacked as its definition shows`() {
        // The example of MS-OXRTFCP §3.1.1.
        let packed: [UInt8] = [
            0x2D, 0x00, 0x00, 0x00, 0x2B, 0x00, 0x00, 0x00, 0x4C, 0x5A, 0x46, 0x75, 0xF1, 0xC5, 0xC7, 0xA7,
            0x03, 0x00, 0x0A, 0x00,
            0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0A, 0xF3, 0x20, 0x68, 0x65, 0x6C, 0x09,
            0x00, 0x20, 0x62, 0x77,
            0x05, 0xB0, 0x6C, 0x64, 0x7D, 0x0A, 0x80, 0x0F, 0xA0,
        ]
        #expect(
            CompressedRTF.expand(packed[...]).map { String(decoding: $0, as: UTF8.self) }
                == "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n")
        #expect(CompressedRTF.expand([1, 2, 3]) == nil)
    }
}
