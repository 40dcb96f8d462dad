import Testing

@testable import Mail

struct AddressListTests {
    private func parse(_ text: String) -> [MailAddress] { AddressList.parse(Array(text.utf8)[...]) }

    @Test
    func `name and address in every order are understood`() {
        #expect(
            parse("Eva Beispiel <eva@example.org>") == [
                MailAddress(name: "Eva Beispiel", address: "eva@example.org")
            ])
        #expect(
            parse("eva@example.org (Eva Beispiel)") == [
                MailAddress(name: "Eva Beispiel", address: "eva@example.org")
            ])
        #expect(parse("<eva@example.org>") == [MailAddress(address: "eva@example.org")])
        #expect(parse("  eva@example.org ") == [MailAddress(address: "eva@example.org")])
    }

    @Test
    func `a comma within quotes or an encoded word parts no names`() {
        let list = parse("\"Beispiel, Eva\" <eva@example.org>, =?utf-8?q?M=C3=BCller,_Jo?= <jo@example.org>")
        #expect(list.map(\.name) == ["Beispiel, Eva", "Müller, Jo"])
    }

    @Test
    func `names with signs that need quotes are read without them`() {
        #expect(
            parse("Max | [Shop] <max@example.org>") == [
                MailAddress(name: "Max | [Shop]", address: "max@example.org")
            ])
        #expect(parse("eva@example.org <eva@example.org>").map(\.address) == ["eva@example.org"])
    }

    @Test
    func `members of a group are addresses, its name is none`() {
        #expect(
            parse("Team: eva@example.org, jo@example.org;").map(\.address) == [
                "eva@example.org", "jo@example.org",
            ])
        #expect(parse("undisclosed-recipients:;").isEmpty)
        #expect(parse("Empty:; , eva@example.org").map(\.address) == ["eva@example.org"])
    }

    @Test
    func `semicolons separate as Outlook does`() {
        #expect(parse("a@example.org; b@example.org").count == 2)
    }

    @Test
    func `a mail system signs without a domain`() {
        #expect(
            parse("MAILER-DAEMON (Mail Delivery System)") == [
                MailAddress(name: "Mail Delivery System", address: "MAILER-DAEMON")
            ])
        #expect(parse("MAILER-DAEMON <>") == [MailAddress(address: "MAILER-DAEMON")])
    }

    @Test
    func `an empty address is no one`() {
        #expect(parse("\"Eva\" <>").isEmpty)
        #expect(parse("Eva Beispiel").isEmpty)
        #expect(parse(",,;").isEmpty)
    }

    @Test
    func `quotes around the whole address are a slip`() {
        #expect(parse("\"eva@example.org\"").map(\.address) == ["eva@example.org"])
        #expect(parse("<'eva@example.org'>").map(\.address) == ["eva@example.org"])
        #expect(parse("<mailto:eva@example.org>").map(\.address) == ["eva@example.org"])
    }

    @Test
    func `international addresses are read as they stand`() {
        #expect(
            parse("Jörg <jörg@bücher.example>") == [MailAddress(name: "Jörg", address: "jörg@bücher.example")]
        )
    }

    @Test
    func `signs that never close take nothing with them`() {
        #expect(parse("Eva \" <eva@example.org>").map(\.address) == ["eva@example.org"])
        #expect(parse("Eva (x <eva@example.org>").map(\.address) == ["eva@example.org"])
        #expect(parse("Eva <eva@example.org").map(\.address) == ["eva@example.org"])
    }

    @Test
    func `equal addresses have equal keys`() {
        #expect(MailAddress(address: "Eva@Example.ORG.").key == "eva@example.org")
        #expect(MailAddress(address: "eva@BÜCHER.example").key == "eva@xn--bcher-kva.example")
        #expect(MailAddress(address: "eva@xn--bcher-kva.example").key == "eva@xn--bcher-kva.example")
        #expect(
            MailAddress(address: "JO\u{308}RG@example.org").key
                == MailAddress(address: "jörg@example.org").key)
        #expect(MailAddress(address: "a@例え.テスト").key == "a@xn--r8jz45g.xn--zckzah")
    }
}
