import Localization
import Markup

/// What stands around every page.
enum Layout {
    static func render(_ page: some Page, _ r: Reader) -> HTML {
        let frame = page.frame
        let body: HTML =
            switch frame.kind {
            case .desk: desk(page, r)
            case .plain: plain(page, r)
            case .customer: customer(page, r)
            case .partner: partner(page, r)
            }
        return """
            <!doctype html>
            <html lang="\(r.language.tag)" dir="\(r.language.direction)">
            <head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(page.title(r)) · \(frame.business)</title>
            <link rel="icon" href="/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/style.css?\(Assets.version)">\(style(frame))
            \(if: frame.kind == .desk, "<script src=\"/theme.js?\(Assets.version)\"></script>")<script src="/ensemble.js?\(Assets.version)" defer></script>
            </head>
            \(body)
            </html>
            """
    }

    /// The colour of the business, where customers look.
    private static func style(_ frame: Frame) -> HTML {
        guard frame.kind == .customer || frame.kind == .partner, let version = frame.look.version else {
            return ""
        }
        return "<link rel=\"stylesheet\" href=\"/look.css?\(version)\">"
    }

    /// The name of the business, with its logo where it has one.
    private static func brand(_ frame: Frame) -> HTML {
        let logo = frame.look.logo.map { logo -> HTML in
            "<img src=\"\(logo.path)\" alt=\"\" width=\"\(logo.width)\" height=\"\(logo.height)\">"
        }
        return "\(logo)<span>\(frame.business)</span>"
    }

    // MARK: The desk

    private static func desk(_ page: some Page, _ r: Reader) -> HTML {
        let frame = page.frame
        return """
            <body class="desk" data-csrf="\(frame.csrf)" data-keys="\(frame.viewer?.keysOff == true ? "off" : "on")">
            <a class="skip" href="#main">\(r("To the content"))</a>
            <div class="shell">
            \(navigation(frame, r))
            <main id="main" tabindex="-1">
            \(notice(frame))
            \(page.body(r))
            </main>
            </div>
            \(KeysView.body(r))
            <p class="offline" role="status" hidden>\(r("No connection. What you write is kept here until it is back."))</p>
            </body>
            """
    }

    private static func notice(_ frame: Frame) -> HTML {
        frame.notice.map { "<p class=\"notice\" role=\"status\">\($0)</p>" } ?? ""
    }

    private static func navigation(_ frame: Frame, _ r: Reader) -> HTML {
        """
        <header class="side">
        <a class="brand" href="/inbox/mine">\(Icon.mark)<span>\(frame.business)</span></a>
        <form class="find" role="search" action="/search"><label class="hidden" for="find">\(r("Search"))</label>\
        <input id="find" type="search" name="q" placeholder="\(r("Search"))" autocomplete="off">\
        </form>
        <details class="menu"><summary>\(Icon.menu)<span class="hidden">\(r("Menu"))</span>\
        <span id="menu-news" data-live>\(newsCount(frame, r, after: r("News")))</span></summary>
        <nav aria-label="\(r("Desk"))" id="nav" data-live>
        <ul>\(news(frame, r))</ul>
        <h2>\(r("Inbox"))</h2>
        <ul>\(InboxView.allCases.map { view in entry(view, frame, r) })</ul>
        <h2>\(r("Business"))</h2>
        <ul>\(place("customers", "/customers", r("Customers"), Icon.people, frame, r))\
        \(place("estimates", "/estimates", r("Estimates"), Icon.coin, frame, r))\
        \(place("tells", "/tells", r("To be told"), Icon.clock, frame, r, count: frame.counts?.overdueTells ?? 0))\
        \(place("invoices", "/invoices", r("Invoices"), Icon.file, frame, r))\
        \(place("surveys", "/surveys", r("Surveys"), Icon.reply, frame, r))\
        \(place("ideas", "/board", r("Ideas"), Icon.lamp, frame, r))\
        \(place("blueprints", "/blueprints", r("Blueprints"), Icon.script, frame, r))</ul>
        <h2>\(r("Direction"))</h2>
        <ul>\(direction(frame, r))</ul>\(settings(frame, r))
        </nav>
        \(viewer(frame, r))
        </details>
        </header>
        """
    }

    /// Where the business is heading is its owner's to see; what a model makes of messages, the team's to check.
    private static func direction(_ frame: Frame, _ r: Reader) -> HTML {
        let audit = place("audit", "/direction/audit", r("Audit"), Icon.eye, frame, r)
        guard frame.viewer?.isAdministrator == true else { return audit }
        return """
            \(place("bearing", "/direction/bearing", r("Bearing"), Icon.compass, frame, r))\
            \(place("lenses", "/direction/lenses", r("Four lenses"), Icon.triangle, frame, r))\
            \(audit)\
            \(place("name", "/direction/name", r("Our name"), Icon.tag, frame, r))\
            \(place("results", "/direction/results", r("End results"), Icon.check, frame, r))\
            \(place("clarity", "/direction/clarity", r("Cost clarity"), Icon.gauge, frame, r))
            """
    }

    private static func settings(_ frame: Frame, _ r: Reader) -> HTML {
        guard frame.viewer?.isAdministrator == true else { return "" }
        return
            "<ul class=\"apart\">\(place("settings", "/settings", r("Settings"), Icon.gear, frame, r))</ul>"
    }

    private static func entry(_ view: InboxView, _ frame: Frame, _ r: Reader) -> HTML {
        let current = frame.place == view.rawValue
        let count = view == .resolved ? nil : frame.counts.map { $0[view] }
        return """
            <li><a href="/inbox/\(view.rawValue)"\(attribute: "aria-current", current ? "page" : nil)>\
            \(Icon.view(view))<span>\(view.name(for: r))</span>\
            \(count.map { "<span class=\"count\">\(shown($0, r))</span>" as HTML })</a></li>
            """
    }

    private static func news(_ frame: Frame, _ r: Reader) -> HTML {
        """
        <li><a href="/notifications"\(attribute: "aria-current", frame.place == "news" ? "page" : nil)>\
        \(Icon.bell)<span>\(r("News"))</span>\(newsCount(frame, r))</a></li>
        """
    }

    private static func newsCount(_ frame: Frame, _ r: Reader, after words: String? = nil) -> HTML {
        guard let count = frame.counts?.news, count > 0 else { return "" }
        return """
            \(words.map { "<span class=\"hidden\">\($0): </span>" as HTML })\
            <span class="count lit">\(shown(count, r))</span>
            """
    }

    private static func shown(_ count: Int, _ r: Reader) -> String {
        count > Conversations.countLimit ? r.number(Conversations.countLimit) + "+" : r.number(count)
    }

    /// - Parameter count: how much of it is overdue.
    private static func place(
        _ name: String, _ path: String, _ words: String, _ icon: HTML, _ frame: Frame, _ r: Reader,
        count: Int = 0
    ) -> HTML {
        """
        <li><a href="\(path)"\(attribute: "aria-current", frame.place == name ? "page" : nil)>\(icon)<span>\(words)</span>\
        \(if: count > 0, "<span class=\"count lit\"><span class=\"hidden\">\(r("overdue")): </span>\(shown(count, r))</span>")</a></li>
        """
    }

    private static func viewer(_ frame: Frame, _ r: Reader) -> HTML {
        guard let viewer = frame.viewer else { return "" }
        return """
            <div class="viewer"><a href="/me"\(attribute: "aria-current", frame.place == "me" ? "page" : nil)>\
            <span class="mark" aria-hidden="true">\(Agent.initials(of: viewer.name))</span><span>\(viewer.name)</span></a>
            <button type="button" class="quiet-button scripted" data-turn title="\(r("Light or dark"))">\(Icon.moon)<span class="hidden">\(r("Light or dark"))</span></button>\
            <form method="post" action="/sign-out">\(frame.csrfField)\
            <button class="quiet-button" title="\(r("Sign out"))">\(Icon.leave)<span class="hidden">\(r("Sign out"))</span></button></form></div>
            """
    }

    // MARK: Narrow pages

    private static func plain(_ page: some Page, _ r: Reader) -> HTML {
        """
        <body class="plain" data-csrf="\(page.frame.csrf)">
        <main id="main"><p class="brand">\(Icon.mark)<span>\(page.frame.business)</span></p>
        \(notice(page.frame))
        \(page.body(r))
        </main>
        </body>
        """
    }

    // MARK: The customer's own place

    private static func customer(_ page: some Page, _ r: Reader) -> HTML {
        let frame = page.frame
        return """
            <body class="own" data-csrf="\(frame.csrf)" data-keys="off">
            <a class="skip" href="#main">\(r("To the content"))</a>
            <header class="own-head"><a class="brand" href="/my">\(brand(frame))</a>
            <nav aria-label="\(r("Your place"))">\(customerLinks(frame, r))</nav></header>
            <main id="main" tabindex="-1">
            \(notice(frame))
            \(page.body(r))
            </main>
            </body>
            """
    }

    private static func partner(_ page: some Page, _ r: Reader) -> HTML {
        """
        <body class="own" data-csrf="\(page.frame.csrf)" data-keys="off">
        <header class="own-head"><p class="brand">\(brand(page.frame))</p></header>
        <main id="main" tabindex="-1">
        \(notice(page.frame))
        \(page.body(r))
        </main>
        </body>
        """
    }

    private static func customerLinks(_ frame: Frame, _ r: Reader) -> HTML {
        let ideas: HTML = frame.hasIdeas ? "<a href=\"/ideas\">\(r("Ideas"))</a> " : ""
        guard let viewer = frame.viewer else {
            return """
                <a href="/offerings">\(r("What we do"))</a> \(ideas)<a href="/contact">\(r("Write to us"))</a> <a href="/my/sign-in">\(r("My conversations"))</a>
                """
        }
        return """
            <a href="/my">\(r("My conversations"))</a> \(ideas)<a href="/contact">\(r("Write to us"))</a>
            <form method="post" action="/my/sign-out">\(frame.csrfField)<span class="quiet">\(viewer.name)</span> \
            <button class="link">\(r("Sign out"))</button></form>
            """
    }
}
