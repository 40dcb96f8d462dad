import Testing

@testable import Mail

struct SMTPReplyTests {
    private func read(_ lines: String...) -> SMTPReply? {
        let taken = lines.compactMap { SMTPReply.Line(Array($0.utf8)) }
        return taken.count == lines.count ? SMTPReply(lines: taken) : nil
    }

    @Test func `an answer of several lines is one, its status taken out of each`() throws {
        let reply = try #require(read("550-5.1.1 The mailbox", "550 5.1.1 does not exist"))
        #expect(reply.code == 550)
        #expect(reply.enhancedStatus == "5.1.1")
        #expect(reply.text == "The mailbox does not exist")
        #expect(reply.answer == "550 5.1.1 The mailbox does not exist")
    }

    @Test(arguments: ["250", "250 ", "250 2.0.0", "250 hello"])
    func `a bare code is an answer too`(line: String) throws {
        #expect(try #require(read(line)).isSuccess)
    }

    @Test(arguments: ["", "25", "2500 x", "abc def", "250?", "150 x", "650 x", "٢٥٠ x"])
    func `what is no answer is not taken for one`(line: String) {
        #expect(SMTPReply.Line(Array(line.utf8)) == nil)
    }

    @Test func `lines with different codes are no answer`() {
        #expect(read("250-a", "550 b") == nil)
    }

    @Test(arguments: [
        ("550 4.1.1 x", nil), ("450 4.2.2 x", "4.2.2"), ("550 5.1 x", nil), ("550 5.1000.1 x", nil),
    ])
    func `a status counts only when it is one of the code's own class`(line: String, status: String?) throws {
        #expect(try #require(read(line)).enhancedStatus == status)
    }

    @Test func `what the server offers counts from after STARTTLS on`() {
        let extensions = SMTPExtensions(greeting: [
            "220 mx ready", "250-mx", "250-AUTH PLAIN", "250 PIPELINING", "220 go ahead",
            "250-mx", "250-SIZE 1000", "250 8BITMIME", "235 2.7.0 welcome",
        ])
        #expect(!extensions.pipelining)
        #expect(extensions.sizeLimit == 1000)
        #expect(extensions.eightBit)
        #expect(extensions.isSignedIn)
    }

    @Test func `a size of zero means no limit`() {
        let extensions = SMTPExtensions(greeting: ["220 mx", "250-mx", "250 SIZE 0"])
        #expect(extensions.takesSize)
        #expect(extensions.sizeLimit == nil)
    }
}
