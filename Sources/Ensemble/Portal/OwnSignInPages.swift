import Localization
import Markup

/// Where a customer asks for the link to their place.
struct OwnSignInPage: Page {
    let address: String
    let problem: String?
    let frame: Frame

    static var samples: [OwnSignInPage] {
        [
            OwnSignInPage(address: "", problem: nil, frame: .sampleVisitor),
            OwnSignInPage(
                address: Samples.said("dana"), problem: "“dana” is not a mail address.", frame: .sampleVisitor
            ),
        ]
    }

    func title(_ r: Reader) -> String { r("My conversations") }

    func body(_ r: Reader) -> HTML {
        """
        <form class="sheet fields" method="post" action="/my/sign-in">\(frame.csrfField)
        <h1>\(r("My conversations"))</h1>
        <p>\(r("You need no password. Tell us your mail address and we send you a link."))</p>
        \(Field.problem(problem))
        \(Field.email("address", r("Mail address"), value: address))
        <p class="actions"><button class="button">\(r("Send me the link"))</button></p>
        </form>
        """
    }
}

/// What is said after the link was asked for, whether or not anybody has the address.
struct OwnLinkSentPage: Page {
    let frame: Frame

    static var samples: [OwnLinkSentPage] { [OwnLinkSentPage(frame: .sampleVisitor)] }

    func title(_ r: Reader) -> String { r("Please look into your mail") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><h1>\(r("Please look into your mail"))</h1>
        <p>\(r("If you have written to us from this address before, a link is on its way. It works for 15 minutes."))</p>
        <p class="quiet">\(r("Nothing came? Then perhaps you wrote from another address:"))
        <a href="/my/sign-in">\(r("try again"))</a> \(r("or")) <a href="/contact">\(r("write to us"))</a>.</p></section>
        """
    }
}

/// Where the mailed link leads: a button, so that a program that looks at
/// links before people do does not use it up.
struct OwnEnterPage: Page {
    /// `nil` when the link no longer works.
    let token: String?
    let frame: Frame

    static var samples: [OwnEnterPage] {
        [
            OwnEnterPage(token: "sample", frame: .sampleVisitor),
            OwnEnterPage(token: nil, frame: .sampleVisitor),
        ]
    }

    func title(_ r: Reader) -> String { r("My conversations") }

    func body(_ r: Reader) -> HTML {
        guard let token else { return gone(r) }
        return """
            <form class="sheet" method="post" action="/my/sign-in/\(token)">\(frame.csrfField)
            <h1>\(r("Welcome"))</h1>
            <p>\(r("This opens your conversations in this browser. On a shared computer, sign out afterwards."))</p>
            <p class="actions"><button class="button">\(r("Open my conversations"))</button></p>
            </form>
            """
    }

    private func gone(_ r: Reader) -> HTML {
        """
        <section class="sheet"><h1>\(r("This link no longer works"))</h1>
        <p>\(r("It has been used, or it is older than 15 minutes."))</p>
        <p class="actions"><a class="button" href="/my/sign-in">\(r("Ask for a new one"))</a></p></section>
        """
    }
}
