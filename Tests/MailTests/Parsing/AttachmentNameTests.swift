import Testing

@testable import Mail

struct AttachmentNameTests {
    @Test
    func `a name is no path`() {
        #expect(AttachmentName.safe("../../etc/passwd") == "passwd")
        #expect(AttachmentName.safe("C:\\Users\\Eva\\bill.pdf") == "bill.pdf")
        #expect(AttachmentName.safe("..") == "")
        #expect(AttachmentName.safe("a/") == "")
    }

    @Test
    func `letters that deceive the eye are taken out`() {
        #expect(AttachmentName.safe("bill\u{202E}fdp.exe") == "billfdp.exe")
        #expect(AttachmentName.safe("a\u{200B}b\u{0}c\n.txt") == "ab c .txt")
    }

    @Test
    func `a long name keeps its extension`() {
        let name = AttachmentName.safe(String(repeating: "ä", count: 300) + ".pdf")
        #expect(name.utf8.count <= 200)
        #expect(name.hasSuffix(".pdf"))
    }

    @Test
    func `a part without a name gets one from what it is`() throws {
        let mail = try Sample.mail(
            """
            From: eva@example.org
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: image/png
            Content-Disposition: attachment

            x
            --b
            Content-Type: message/rfc822

            Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=

            x
            --b
            Content-Type: application/pdf
            Content-ID: <image7.pdf@01D>

            x
            --b
            Content-Type: application/x-unheard

            x
            --b--
            """)
        #expect(mail.attachments.map(\.name) == ["image.png", "Grüße.eml", "image7.pdf", "file"])
        #expect(mail.attachments.map(\.index) == [0, 1, 2, 3])
    }
}
