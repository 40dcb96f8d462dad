import Localization
import Markup

/// Where the desk writes to a customer first.
struct NewConversationPage: Page {
    struct Typed: Sendable {
        var to = ""
        var subject = ""
        var text = ""
        var mailbox: Mailbox.ID?
    }

    let typed: Typed
    let mailboxes: [Mailbox]
    let problem: String?
    let frame: Frame

    static var samples: [NewConversationPage] {
        [NewConversationPage(typed: Typed(), mailboxes: [Samples.mailbox], problem: nil, frame: .sampleDesk)]
    }

    func title(_ r: Reader) -> String { r("New conversation") }

    func body(_ r: Reader) -> HTML {
        """
        <form class="sheet fields" method="post" action="/conversations" enctype="multipart/form-data">\(frame.csrfField)
        <h1>\(r("New conversation"))</h1>
        \(Field.problem(problem))
        \(Field.choice("mailbox", r("From"), mailboxes.map { (value: $0.id.description, words: "\($0.name) <\($0.address)>") }, chosen: typed.mailbox?.description))
        \(Field.text("to", r("To"), value: typed.to, hint: r("One address or several; the first is the customer’s.")))
        \(Field.text("subject", r("Subject"), value: typed.subject))
        \(Field.area("text", r("Message"), value: typed.text, rows: 10, hint: r("Markdown works.")))
        \(Field.files("files", r("Files")))
        <p class="actions"><button class="button">\(r("Send"))</button></p>
        </form>
        """
    }
}
