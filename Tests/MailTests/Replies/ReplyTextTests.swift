import Testing

@testable import Mail

struct ReplyTextTests {
    /// Lines that say who wrote, as mail programs of many languages have them.
    static let attributions = [
        "On Mon, May 6, 2024 at 9:08 AM Desk <desk@example.com> wrote:",
        "On 6 May 2024, at 09:08, Desk wrote:",
        "Am 06.05.2024 um 09:08 schrieb Desk <desk@example.com>:",
        "Am Mo., 6. Mai 2024 um 09:08 Uhr schrieb Desk <\ndesk@example.com>:",
        "Le lun. 6 mai 2024 à 09:08, Desk <desk@example.com> a écrit :",
        "Le 6 mai 2024 09:08, \"Desk\"\n<desk@example.com>\na écrit :",
        "El lun, 6 may 2024 a las 9:08, Desk (<desk@example.com>) escribió:",
        "Il giorno lun 6 mag 2024 alle ore 09:08 Desk <desk@example.com> ha scritto:",
        "Em seg., 6 de mai. de 2024 às 09:08, Desk <desk@example.com> escreveu:",
        "Op ma 6 mei 2024 om 09:08 schreef Desk <desk@example.com>:",
        "Den mån 6 maj 2024 kl 09:08 skrev Desk <desk@example.com>:",
        "Den man. 6. maj 2024 kl. 09.08 skrev Desk <desk@example.com>:",
        "man. 6. mai 2024 kl. 09:08 skrev Desk <desk@example.com>:",
        "ma 6. toukok. 2024 klo 9.08 Desk <desk@example.com> kirjoitti:",
        "pon., 6 maj 2024 o 09:08 Desk <desk@example.com> napisał(a):",
        "po 6. 5. 2024 v 9:08 odesílatel Desk <desk@example.com> napsal:",
        "Desk <desk@example.com> ezt írta (időpont: 2024. máj. 6., H, 9:08):",
        "пн, 6 мая 2024 г. в 09:08, Desk <desk@example.com>:",
        "6 мая 2024 г., в 9:08, Desk <desk@example.com> написал(а):",
        "6 May 2024 Pzt 09:08 tarihinde Desk <desk@example.com> şunu yazdı:",
        "Στις Δευ 6 Μαΐ 2024 στις 9:08 π.μ., ο χρήστης Desk <desk@example.com> έγραψε:",
        "în lun., 6 mai 2024 la 09:08, Desk <desk@example.com> a scris:",
        "在 2024年5月6日，上午9:08，Desk <desk@example.com> 写道：",
        "Desk <desk@example.com> 於 2024年5月6日 週一 上午9:08寫道：",
        "2024年5月6日(月) 9:08 Desk <desk@example.com>:",
        "2024년 5월 6일 (월) 오전 9:08, Desk <desk@example.com>님이 작성:",
        "2024-05-06 9:08 GMT+02:00 Desk <desk@example.com>:",
        "---- On Mon, 06 May 2024 09:08:09 +0200 Desk <desk@example.com> wrote ----",
    ]

    @Test(arguments: attributions)
    func `what stands below a line that says who wrote is quoted`(attribution: String) {
        for quote in ["> Have you tried it?\n> Desk", "Have you tried it?\n\nDesk"] {
            let parts = ReplyText.split("Yes, twice.\n\nEva\n\n\(attribution)\n\n\(quote)\n")
            #expect(parts.visible == "Yes, twice.\n\nEva")
            #expect(parts.quoted.contains("Have you tried it?"))
        }
    }

    @Test(arguments: [
        "From: Desk <desk@example.com>\nSent: Monday, 6 May 2024 09:08\nTo: Eva\nSubject: Your order",
        "Von: Desk <desk@example.com>\nGesendet: Montag, 6. Mai 2024 09:08\nAn: Eva\nBetreff: Ihre Bestellung",
        "*De :* Desk <desk@example.com>\n*Envoyé :* lundi 6 mai 2024 09:08\n*À :* Eva\n*Objet :* Votre commande",
        "De: Desk <desk@example.com>\nEnviado el: lunes, 6 de mayo de 2024 9:08\nPara: Eva\nAsunto: Su pedido",
        "Da: Desk <desk@example.com>\nInviato: lunedì 6 maggio 2024 09:08\nA: Eva\nOggetto: Ordine",
        "Van: Desk <desk@example.com>\nVerzonden: maandag 6 mei 2024 09:08\nAan: Eva\nOnderwerp: Bestelling",
        "Od: Desk <desk@example.com>\nWysłano: poniedziałek, 6 maja 2024 09:08\nDo: Eva\nTemat: Zamówienie",
        "От: Desk <desk@example.com>\nОтправлено: 6 мая 2024 г. 9:08\nКому: Eva\nТема: Заказ",
        "Gesendet: Montag, 06. Mai 2024 um 09:08 Uhr\nVon: \"Desk\" <desk@example.com>\nAn: eva@example.org\nBetreff: Bestellung",
        "发件人: Desk <desk@example.com>\n发送时间: 2024年5月6日 9:08\n收件人: Eva\n主题: 订单",
        "差出人: Desk <desk@example.com>\n送信日時: 2024年5月6日 9:08\n宛先: Eva\n件名: 注文",
        "________________________________\nFrom: Desk <desk@example.com>\nSent: Monday, 6 May 2024 09:08\nTo: Eva\nSubject: x",
        "-----Original Message-----\nFrom: Desk\nTo: Eva",
        "-------- Ursprüngliche Nachricht --------\nVon: Desk",
        "Begin forwarded message:\n\nFrom: Desk <desk@example.com>",
    ])
    func `what stands below copied header fields is quoted`(block: String) {
        let parts = ReplyText.split("Yes, twice.\n\n\(block)\n\nHave you tried it?\n")
        #expect(parts.visible == "Yes, twice.")
        #expect(parts.quoted.contains("Have you tried it?"))
    }

    @Test
    func `an answer between quoted lines keeps what it answers`() {
        let text = """
            On Mon, 6 May 2024 at 09:08, Desk <desk@example.com> wrote:
            > Which colour?

            Blue.

            > And the size?

            Small.

            > Thank you
            > Desk
            """
        let parts = ReplyText.split(text)
        #expect(parts.visible == "> Which colour?\n\nBlue.\n\n> And the size?\n\nSmall.")
        #expect(
            parts.quoted
                == "On Mon, 6 May 2024 at 09:08, Desk <desk@example.com> wrote:\n\n> Thank you\n> Desk")
    }

    @Test
    func `an answer below the whole quote is the answer`() {
        let parts = ReplyText.split(
            "On 6 May 2024, at 09:08, Desk wrote:\n> Which colour?\n> Desk\n\nBlue, please.\n")
        #expect(parts.visible == "Blue, please.")
        let greeted = ReplyText.split(
            "Hi Tom,\n\nOn 6 May 2024, at 09:08, Desk wrote:\n> Which colour?\n\nBlue.\n")
        #expect(greeted.visible == "Hi Tom,\n\nBlue.")
    }

    @Test
    func `a signature is set apart, a closing is not`() {
        let parts = ReplyText.split("It works.\n\nBest regards\nEva\n\n-- \nEva Beispiel\nExample Ltd\n")
        #expect(parts.visible == "It works.\n\nBest regards\nEva")
        #expect(parts.signature == "-- \nEva Beispiel\nExample Ltd")
    }

    @Test(arguments: [
        "Sent from my iPhone", "Von meinem iPhone gesendet", "Gesendet von Mail für Windows",
        "Envoyé de mon iPhone", "Enviado desde mi iPhone",
        "Inviato da iPhone", "Verstuurd vanaf mijn iPad", "Skickat från min iPhone", "Wysłane z iPhone'a",
        "Отправлено с iPhone", "从我的 iPhone 发送",
        "iPhoneから送信", "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Sent from [ProtonMail](https://protonmail.com)", "*Sent from Yahoo Mail on Android*",
    ])
    func `what a telephone adds is no text`(line: String) {
        let parts = ReplyText.split("It works.\n\n\(line)\n")
        #expect(parts.visible == "It works.")
        #expect(parts.signature == line)
    }

    @Test(arguments: [
        "Sent from my desk, is much easier then my mobile phone.",
        "On the other hand we should wait.\n\nOn Thursday:\n\nI will come.",
        "I wrote:\n\nNothing yet.",
        "From: Ulm\nTo: Bonn\n\nHow much is a ticket?",
        "Name   Price\n------------\nA      1\nB      2\n\nThat is all.",
        "Here are times:\n2024-01-15 14:30:25\n15.01.2024 14:30\n\nPick one.",
        "See https://example.com/on-date-someone-wrote: it is fun.",
        "The product does not exist on your page?",
        "> You said this\n\nand I say no.",
    ])
    func `what only looks like a quote or a signature stays`(text: String) {
        #expect(ReplyText.split(text).visible == text)
    }

    @Test
    func `a message that only forwards shows what it forwards`() {
        let parts = ReplyText.split(
            "---------- Forwarded message ----------\nFrom: Jo <jo@example.org>\nDate: Mon, 6 May 2024 at 09:08\nSubject: Fire\nTo: Eva\n\nThe house burns.\n"
        )
        #expect(parts.visible == "The house burns.")
    }

    @Test
    func `a message that only quotes shows the quote`() {
        #expect(ReplyText.split("> one\n> two\n").visible == "> one\n> two")
    }

    @Test
    func `a quoted line that was wrapped takes its rest along`() {
        let long = "> " + String(repeating: "word ", count: 14) + "and some"
        let parts = ReplyText.split(
            "No.\n\nOn 6 May 2024 at 09:08, Desk wrote:\n\(long)\nmore of it\n> end\n")
        #expect(parts.visible == "No.")
    }

    @Test
    func `the frame of an OpenPGP signature is set apart`() {
        let parts = ReplyText.split(
            "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nIt works.\n-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n"
        )
        #expect(parts.visible == "It works.")
    }

    @Test(
        arguments: attributions + [
            "", "\n\n", "a", "> a", "-- \nb", "a\n-- \nb\n> c\nOn 6 May 2024 at 09:08, x wrote:\nd\r\n\r\n",
        ])
    func `no line is lost and none is doubled`(text: String) {
        let whole = "Top\r\n\n\(text)\n> q\nbelow\n"
        let parts = ReplyText.split(whole)
        func lines(_ text: String) -> [String] {
            text.split(whereSeparator: \.isNewline).map(String.init).filter { !$0.isBlank }.sorted()
        }
        #expect(lines(parts.visible + "\n" + parts.quoted + "\n" + parts.signature) == lines(whole))
    }
}
