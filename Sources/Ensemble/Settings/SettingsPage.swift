import Localization
import Markup

/// From where an administrator runs the place.
struct SettingsPage: Page {
    let frame: Frame

    static var samples: [SettingsPage] { [SettingsPage(frame: .sampleDesk)] }

    func title(_ r: Reader) -> String { r("Settings") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet"><h1>\(r("Settings"))</h1>
        <ul class="tiles">\
        \(tile("team", r("People and teams"), r("Who answers, and what each may do")))\
        \(tile("mailboxes", r("Mailboxes"), r("From where mail comes, and how it goes out")))\
        \(tile("business", r("The business"), r("Its name, its clock, its language")))\
        \(tile("look", r("The look"), r("Its logo and its colour, on customers’ pages and on paper")))\
        \(tile("offerings", r("Offerings"), r("What you do for customers, with what it costs and where it ends")))\
        \(tile("costs", r("Money and papers"), r("Currency, taxes, what stands on estimates and invoices")))\
        \(tile("policies", r("Policies"), r("By when a cost is told, what an estimate says, how far a bill may go")))\
        \(tile("payments", r("Ways to pay"), r("Bank transfer, and a page to pay on by card")))\
        \(tile("ideas", r("Ideas"), r("Who sees what customers bring up, and votes")))\
        \(tile("jobs", r("Work waiting"), r("What is still to be sent or done, and what failed")))\
        \(tile("history", r("What was changed"), r("Who changed people, settings, offerings and blueprints, and when")))\
        \(tile("tokens", r("Tokens"), r("For programs that hand mail in")))</ul></div>
        """
    }

    private func tile(_ place: String, _ name: String, _ what: String) -> HTML {
        "<li><a class=\"card\" href=\"/settings/\(place)\"><strong>\(name)</strong><span class=\"quiet\">\(what)</span></a></li>"
    }

    /// The way back from a page of the settings.
    static func trail(_ r: Reader) -> HTML {
        "<p class=\"meta\"><a href=\"/settings\">\(r("Settings"))</a></p>"
    }
}

/// What the business is called, and how it counts time.
struct BusinessPage: Page {
    let typed: Settings.Business
    let problem: String?
    let frame: Frame

    static var samples: [BusinessPage] {
        let clinic = Settings.Business(
            name: Samples.said("Larkspur Clinic"), timeZone: "America/New_York", language: "en")
        return [
            BusinessPage(typed: clinic, problem: nil, frame: .sampleDesk),
            BusinessPage(
                typed: clinic, problem: "The business's name has 1 to 100 characters.", frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("The business") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet">\(SettingsPage.trail(r))
        <h1>\(r("The business"))</h1>
        <form class="card fields" method="post" action="/settings/business">\(frame.csrfField)
        \(Field.problem(problem))
        \(Field.text("name", r("What it is called"), value: typed.name, autocomplete: "organization"))
        \(Field.timeZone(r("Its clock"), chosen: typed.timeZone, own: nil))
        \(Field.language(r("Its language"), chosen: typed.language, own: nil, hint: r("For who has chosen none and whose browser asks for none that we speak.")))
        <p class="actions"><button class="button">\(r("Save"))</button></p>
        </form></div>
        """
    }
}
