import Localization
import Testing

@testable import Ensemble
@testable import Mail

struct SaidWordsTests {
    private let german: Reader
    private let english = Reader(language: .english, zone: .utc, now: 0)

    init() throws {
        let language = try #require(Ensemble.Translations.languages.language("de"))
        german = Reader(language: language, zone: .utc, now: 0)
    }

    @Test func `what a mail server refused is said in the reader's language, names as they were`() {
        let words = "The mail server did not take dana@example.test: there is no such mailbox."
        #expect(
            german.said(words)
                == "Der Mailserver hat dana@example.test nicht angenommen: es gibt kein solches Postfach.")
        #expect(english.said(words) == words)
        #expect(
            german.said("sam@example.test: \(words)")
                == "sam@example.test: Der Mailserver hat dana@example.test nicht angenommen: es gibt kein solches Postfach."
        )
    }

    @Test func `sentences one after the other are each said`() {
        #expect(
            german.said("It may or may not have arrived. mx.example.test did not answer in time.")
                == "Sie ist vielleicht angekommen, vielleicht nicht. mx.example.test hat nicht rechtzeitig geantwortet."
        )
    }

    @Test(arguments: [
        "550 no such user", "", "Odd: words. And more: words.", "{0} {1}", "The message to . was",
        "The mail server did not take",
    ])
    func `what strangers said stays as it is`(words: String) {
        #expect(german.said(words) == words)
    }

    @Test func `a server's own words inside a sentence stay as they are`() {
        #expect(
            german.said("The mail server did not take the message: “Go away. Now”.")
                == "Der Mailserver hat die Nachricht nicht angenommen: “Go away. Now”.")
    }

    @Test(arguments: Bounce.Reason.allCases)
    func `every reason of a delivery report has its words`(reason: Bounce.Reason) {
        for recipients in [[], ["a@example.test"], ["a@example.test", "b@example.test", "c@example.test"]] {
            for isDelayed in [false, true] {
                var bounce = Bounce()
                bounce.recipients = recipients
                bounce.reason = reason
                bounce.isDelayed = isDelayed
                let words = BounceExplanation.sentence(bounce, said: "5.1.1 Nobody. Here.")
                let said = german.said(words)
                #expect(said.hasPrefix("Die Nachricht"), "\(words) → \(said)")
                #expect(said.hasSuffix("Der Server sagte: 5.1.1 Nobody. Here."), "\(words) → \(said)")
                #expect(!said.contains(" the ") && !said.contains(" was "), "\(words) → \(said)")
            }
        }
    }

    @Test(arguments: [
        "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.7", "5.1.10", "5.2.1", "5.2.2", "5.2.3", "4.3.1", "4.3.2",
        "4.4.1",
        "4.4.4", "4.4.7", "5.5.3", "5.6.7", "5.7.8", "5.7.26", "5.9.9",
    ])
    func `every status of a refusal has its words`(status: String) throws {
        let code = status.hasPrefix("4") ? 450 : 550
        let line = try #require(SMTPReply.Line(Array("\(code) \(status) Whatever".utf8)))
        let reply = try #require(SMTPReply(lines: [line]))
        let said = german.said(SMTPWords.refusal(of: "a@example.test", reply))
        #expect(said.hasPrefix("Der Mailserver hat a@example.test nicht angenommen: "))
        #expect(!said.contains(" the ") && !said.contains("it "), "\(said)")
    }
}
