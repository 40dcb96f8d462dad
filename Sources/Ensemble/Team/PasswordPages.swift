import Localization
import Markup

/// Where who forgot a password asks for a link.
struct ForgottenPasswordPage: Page {
    let email: String
    let problem: String?
    let frame: Frame

    static var samples: [ForgottenPasswordPage] {
        [
            ForgottenPasswordPage(email: "", problem: nil, frame: .samplePlain),
            ForgottenPasswordPage(
                email: Samples.said("mira"), problem: "“mira” is not a mail address.", frame: .samplePlain),
        ]
    }

    func title(_ r: Reader) -> String { r("Forgotten the password?") }

    func body(_ r: Reader) -> HTML {
        """
        <form class="card fields" method="post" action="/password">\(frame.csrfField)
        <h1>\(r("Forgotten the password?"))</h1>
        <p>\(r("We mail you a link at which you choose a new one."))</p>
        \(Field.problem(problem))
        \(Field.email("email", r("Mail address"), value: email, autocomplete: "username"))
        <p class="actions"><button class="button">\(r("Send me the link"))</button> <a href="/sign-in">\(r("Sign in"))</a></p>
        </form>
        """
    }
}

/// What is said after a link was asked for, whether or not anybody has the address.
struct PasswordLinkSentPage: Page {
    let frame: Frame

    static var samples: [PasswordLinkSentPage] { [PasswordLinkSentPage(frame: .samplePlain)] }

    func title(_ r: Reader) -> String { r("Please look into your mail") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="card fields"><h1>\(r("Please look into your mail"))</h1>
        <p>\(r("If somebody on the team has this address, a link is on its way. It works for an hour."))</p>
        <p class="actions"><a class="button plain" href="/sign-in">\(r("Sign in"))</a></p></section>
        """
    }
}

/// Where an invitation or a forgotten password leads: a new one is chosen.
/// Looking at the page does not use the link up.
struct NewPasswordPage: Page {
    enum Purpose: Sendable { case invitation, reset }

    let purpose: Purpose
    let token: String
    let agent: Agent
    let problem: String?
    let frame: Frame

    static var samples: [NewPasswordPage] {
        [
            NewPasswordPage(
                purpose: .invitation, token: "sample", agent: Samples.tom, problem: nil, frame: .samplePlain),
            NewPasswordPage(
                purpose: .reset, token: "sample", agent: Samples.mira,
                problem: "A password needs at least 10 characters.", frame: .samplePlain),
        ]
    }

    func title(_ r: Reader) -> String {
        purpose == .invitation ? r("Welcome to the team") : r("A new password")
    }

    func body(_ r: Reader) -> HTML {
        """
        <form class="card fields" method="post" action="/\(path)/\(token)">\(frame.csrfField)
        <h1>\(purpose == .invitation ? r("Welcome, \(agent.name)") : r("A new password"))</h1>
        <p>\(r("From now on you sign in with \(agent.email) and this password:"))</p>
        \(Field.problem(problem))
        <input type="hidden" name="username" value="\(agent.email)" autocomplete="username">
        \(Field.password("password", r("A password of at least 10 characters"), autocomplete: "new-password"))
        <p class="actions"><button class="button">\(purpose == .invitation ? r("Begin") : r("Set the password"))</button></p>
        </form>
        """
    }

    private var path: HTML { purpose == .invitation ? "invitation" : "password" }
}

/// What is said of a link that no longer works.
struct DeadLinkPage: Page {
    let purpose: NewPasswordPage.Purpose
    let frame: Frame

    static var samples: [DeadLinkPage] {
        [
            DeadLinkPage(purpose: .invitation, frame: .samplePlain),
            DeadLinkPage(purpose: .reset, frame: .samplePlain),
        ]
    }

    func title(_ r: Reader) -> String { r("This link no longer works") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="card fields"><h1>\(r("This link no longer works"))</h1>
        \(purpose == .invitation ? invitation(r) : reset(r))</section>
        """
    }

    private func invitation(_ r: Reader) -> HTML {
        "<p>\(r("It has been used, or it is older than a week. Please ask an administrator for a new one."))</p>"
    }

    private func reset(_ r: Reader) -> HTML {
        """
        <p>\(r("It has been used, or it is older than an hour."))</p>
        <p class="actions"><a class="button" href="/password">\(r("Ask for a new one"))</a></p>
        """
    }
}
