import Testing

@testable import Mail

struct MailDateTests {
    private func parse(_ text: String) -> Int64? { MailDate.parse(Array(text.utf8)[...]) }

    @Test(arguments: [
        "Mon, 6 May 2024 09:08:09 +0200", "6 May 2024 07:08:09 GMT", "Mon, 06 May 2024 07:08:09 +0000 (UTC)",
        "Mon,6 May 24 03:08:09 EDT", "2024-05-06T07:08:09Z", "2024-05-06T09:08:09+02:00",
        "Mon May  6 07:08:09 2024",
        "Mon, 06-May-2024 07:08:09 UT", "(a comment) Mon, 6 (x) May 2024 07:08:09 -0000",
        "6 May 2024 7:08:09 AM",
    ])
    func `one moment in many forms`(text: String) {
        #expect(parse(text) == 1_714_979_289_000)
    }

    @Test(arguments: [
        "", "yesterday", "Mon, 32 May 2024 07:08:09 +0000", "6 Foo 2024 07:08", "1 Jan 1969 00:00:00 +0000",
        "Wed, 0 0 0",
    ])
    func `what is no date is none`(text: String) {
        #expect(parse(text) == nil)
    }

    @Test
    func `years of two digits are of our time`() {
        #expect(parse("1 Jan 70 00:00:00 +0000") == 0)
        #expect(parse("1 Jan 49 00:00:00 +0000") == parse("1 Jan 2049 00:00:00 +0000"))
    }
}
