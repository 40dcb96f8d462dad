import Localization
import Markup

/// Where agents come in.
struct SignInPage: Page {
    let email: String
    let to: String
    let problem: String?
    let frame: Frame

    static var samples: [Self] {
        [
            SignInPage(email: "", to: "/", problem: nil, frame: .samplePlain),
            SignInPage(
                email: Samples.said("mira@larkspur.example"), to: "/",
                problem: "The address or the password is not right.", frame: .samplePlain),
        ]
    }

    func title(_ r: Reader) -> String { r("Sign in") }

    func body(_ r: Reader) -> HTML {
        """
        <form class="card fields" method="post" action="/sign-in">\(frame.csrfField)
        <input type="hidden" name="to" value="\(to)">
        <h1>\(r("Sign in"))</h1>
        \(Field.problem(problem))
        \(Field.email("email", r("Mail address"), value: email, autocomplete: "username"))
        \(Field.password("password", r("Password"), autocomplete: "current-password"))
        <p class="actions"><button class="button">\(r("Sign in"))</button> <a href="/password">\(r("Forgotten the password?"))</a></p>
        </form>
        """
    }
}

/// The very first page of an empty installation.
struct FirstRunPage: Page {
    struct Typed: Sendable {
        var business = ""
        var name = ""
        var email = ""
        var mailbox = ""
    }

    let form: Typed
    let problem: String?
    let frame: Frame

    static var samples: [FirstRunPage] { [FirstRunPage(form: Typed(), problem: nil, frame: .samplePlain)] }

    func title(_ r: Reader) -> String { r("Welcome") }

    func body(_ r: Reader) -> HTML {
        """
        <form class="card fields" method="post" action="/first-run">\(frame.csrfField)
        <h1>\(r("Welcome to Ensemble"))</h1>
        <p>\(r("Nobody is here yet. You are the first administrator; you can invite the others afterwards."))</p>
        \(Field.problem(problem))
        \(Field.text("business", r("What the business is called"), value: form.business, autocomplete: "organization"))
        \(Field.email("mailbox", r("The address customers write to"), value: form.mailbox, autocomplete: "off"))
        \(Field.text("name", r("Your name"), value: form.name, autocomplete: "name"))
        \(Field.email("email", r("Your mail address"), value: form.email, autocomplete: "username"))
        \(Field.password("password", r("A password of at least 10 characters"), autocomplete: "new-password"))
        <p class="actions"><button class="button">\(r("Begin"))</button></p>
        </form>
        """
    }
}
