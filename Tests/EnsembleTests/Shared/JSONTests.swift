import Mail
import Testing

@testable import Ensemble

@Suite struct `JSON of a column` {
    @Test func `the details of a message are those that an encoder writes`() throws {
        var dated = MessageDetails()
        dated.date = -1_700_000_000_000
        var pictured = dated
        pictured.remoteImages = true
        var broken = dated
        broken.defects = ["no \"end\""]
        for details in [MessageDetails(), dated, pictured, broken] {
            #expect(details.stored.text == JSON.text(details))
            #expect(try JSON.value(MessageDetails.self, from: details.stored.text) == details)
        }
    }

    @Test func `what was encoded before is the same again`() {
        let encoded = Encoded<Message.Recipients>()
        let long = String(repeating: "x", count: 3_000)
        for number in 0..<500 {
            let recipients = Message.Recipients(
                to: [MailAddress(name: number % 3 == 0 ? long : nil, address: "\(number % 250)@example.test")]
            )
            for _ in 0..<2 {
                let text = encoded.text(of: recipients)
                #expect(text.text == JSON.text(recipients) && text.value == recipients)
            }
        }
    }
}
