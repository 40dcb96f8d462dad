import Localization
import Markup

/// The web form by which anybody writes to the business.
struct ContactPage: Page {
    struct Typed: Sendable {
        var name = ""
        var address = ""
        var subject = ""
        var text = ""
        var mailbox: Mailbox.ID?
        /// What of the catalogue it is about.
        var offering: Offering.ID?
    }

    let typed: Typed
    /// To be chosen from, if there are several.
    let mailboxes: [Mailbox]
    /// When the page was shown, signed.
    let stamp: String
    /// The catalogue, to be chosen from.
    var offerings: [Offering] = []
    let problem: String?
    let frame: Frame

    static var samples: [ContactPage] {
        let written = Typed(
            name: Samples.said("Dana Whitfield"), address: Samples.said("dana.whitfield@mail.example"),
            subject: Samples.said("Will the second scan cost extra?"),
            text: Samples.said("My knee is much better, thank you."), mailbox: nil)
        var other = Samples.mailbox
        other.name = Samples.said("Billing")
        return [
            ContactPage(
                typed: Typed(), mailboxes: [Samples.mailbox], stamp: "1.sample", offerings: Samples.offerings,
                problem: nil,
                frame: .sampleVisitor),
            ContactPage(
                typed: written, mailboxes: [Samples.mailbox, other], stamp: "1.sample",
                problem: "“dana” is not a mail address.", frame: .sampleVisitor),
            ContactPage(
                typed: Typed(), mailboxes: [Samples.mailbox], stamp: "1.sample", problem: nil,
                frame: .sampleCustomer),
            ContactPage(
                typed: Typed(), mailboxes: [], stamp: "1.sample", problem: nil, frame: .sampleVisitor),
        ]
    }

    func title(_ r: Reader) -> String { r("Write to us") }

    func body(_ r: Reader) -> HTML {
        guard !mailboxes.isEmpty else { return closed(r) }
        return """
            <form class="sheet fields" method="post" action="/contact" enctype="multipart/form-data">\(frame.csrfField)
            <input type="hidden" name="stamp" value="\(stamp)">
            <h1>\(r("Write to us"))</h1>
            \(Field.problem(problem))
            \(frame.viewer == nil ? person(r) : "")
            \(if: mailboxes.count > 1, mailbox(r))
            \(Field.text("subject", r("What is it about?"), value: typed.subject))
            \(if: !offerings.isEmpty, offering(r))
            \(Field.area("text", r("Your message"), value: typed.text, rows: 9))
            \(Field.files("files", r("Files"), hint: r("Up to 25 MB in all.")))
            \(trap(r))
            <p class="actions"><button class="button">\(r("Send"))</button></p>
            </form>
            """
    }

    private func person(_ r: Reader) -> HTML {
        """
        \(Field.text("name", r("Your name"), value: typed.name, autocomplete: "name", required: false))
        \(Field.email("address", r("Your mail address"), value: typed.address, hint: r("We answer to this address.")))
        """
    }

    private func mailbox(_ r: Reader) -> HTML {
        Field.choice(
            "mailbox", r("To whom"), mailboxes.map { (value: $0.id.description, words: $0.name) },
            chosen: typed.mailbox?.description)
    }

    /// What it costs is told before anybody asks; while one types, what it may be about is suggested.
    private func offering(_ r: Reader) -> HTML {
        let choices =
            [(value: "", words: r("Something else, or I don’t know"))]
            + offerings.map { offering in
                let text = offering.version.text
                return (value: offering.id.description, words: "\(text.name) – \(PriceWords(text).cost(r))")
            }
        return """
            <div id="suggestions" role="status" data-source="/offerings/suggestions"></div>
            \(Field.choice("offering", r("Is it about one of these?"), choices, chosen: typed.offering?.description ?? ""))
            """
    }

    /// A field that people neither see nor hear: who fills it is a machine.
    private func trap(_ r: Reader) -> HTML {
        """
        <p class="trap" aria-hidden="true"><label for="f-website">\(r("Leave this empty"))</label>\
        <input id="f-website" name="website" tabindex="-1" autocomplete="off"></p>
        """
    }

    private func closed(_ r: Reader) -> HTML {
        """
        <section class="sheet"><h1>\(r("Write to us"))</h1>
        <p class="empty">\(r("Nobody can be written to here yet."))</p></section>
        """
    }
}

/// What is said when a message has come in by the web form.
struct ContactThanksPage: Page {
    /// By which it can be asked after.
    let number: Conversation.ID?
    let frame: Frame

    static var samples: [ContactThanksPage] {
        [
            ContactThanksPage(number: 1042, frame: .sampleVisitor),
            ContactThanksPage(number: nil, frame: .sampleVisitor),
        ]
    }

    func title(_ r: Reader) -> String { r("Thank you") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><h1>\(r("Thank you. Your message has arrived."))</h1>
        \(number.map { id -> HTML in "<p>\(r("It has the number \(id.description). We answer by mail."))</p>" })
        <p>\(r("Whenever you like, you can see how it stands:")) <a href="/my">\(r("My conversations"))</a></p>
        <p class="actions"><a class="button plain" href="/contact">\(r("Write another message"))</a></p></section>
        """
    }
}
