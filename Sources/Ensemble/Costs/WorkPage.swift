import Localization
import Markup

/// What has been worked on a conversation: time, material, and the limit they run against.
struct WorkPage: Page {
    let view: View
    let typed: Typed
    let problem: String?
    let frame: Frame

    struct View: Sendable {
        let conversation: Conversation
        let customerName: String
        let entries: [WorkEntry]
        let balance: WorkBalance
        let terms: Terms
        let agentNames: [Agent.ID: String]
        /// Since when the viewer's timer runs here.
        let timer: Moment?
        /// The kinds of work that hours can carry.
        var activities: [Activity] = []
    }

    struct Typed: Sendable {
        var kind = WorkEntry.Kind.time
        var text = ""
        var day = ""
        var quantity = ""
        var price = ""
        var tax = ""
        var isBillable = true
        var isShown = false
        var override = ""
        var activity = ""
    }

    static var samples: [WorkPage] { Samples.workPages }

    private var path: String { "/conversations/\(view.conversation.id)" }
    private func money(_ amount: Money, _ r: Reader) -> String { r.money(amount) }

    func title(_ r: Reader) -> String { r("Time and material") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet wide"><p class="meta"><a href="\(path)">\(r("Conversation \(view.conversation.id.description)"))</a>\
        <span>\(view.customerName)</span></p>
        <h1>\(r("Time and material"))</h1>
        <div class="estimate-sent"><div class="work-main">\(booking(r))\(entries(r))</div>
        <div class="estimate-side"><section class="card"><h2>\(r("Against what was told"))</h2>\(ThermometerView(balance: view.balance).body(r))</section>
        \(timer(r))\(limit(r))</div></div></div>
        """
    }

    // MARK: Booking

    private func booking(_ r: Reader) -> HTML {
        let kinds = [
            (value: "time", words: r("Time, in hours")), (value: "material", words: r("Material, in pieces")),
        ]
        return """
            <form class="card fields" method="post" action="\(path)/work">\(frame.csrfField)\(Field.problem(problem))
            \(Field.text("text", r("What was done or used"), value: typed.text))
            <div class="two">\(Field.choice("kind", r("What it is"), kinds, chosen: typed.kind.rawValue))\
            <p class="field"><label for="f-day">\(r("On"))</label><input id="f-day" type="date" name="day" value="\(typed.day)" required></p>\
            \(Field.text("quantity", r("How much"), value: typed.quantity))\
            \(Field.text("price", r("Price of one, in \(view.terms.currency)"), value: typed.price, required: false))\
            \(Field.choice("tax", r("Tax"), rates, chosen: typed.tax))\
            \(ActivityField(view.activities, chosen: typed.activity).body(r))</div>
            \(Field.tick("billable", r("To be billed"), isOn: typed.isBillable))
            \(Field.tick("shown", r("The customer sees it"), isOn: typed.isShown))
            \(override(r))
            <p class="actions"><button class="button">\(r("Book it"))</button></p></form>
            """
    }

    private var rates: [(value: String, words: String)] {
        view.terms.taxRates.map { Decimals.plain(Int64($0), digits: 2) }.map { (value: $0, words: "\($0)%") }
    }

    private func override(_ r: Reader, scope: String = "") -> HTML {
        guard let percent = view.balance.percent, percent >= 80 || problem != nil else { return "" }
        return Field.text(
            "override", r("Past the limit, because"), value: typed.override, required: false,
            hint: r("Kept with your name. Better: send a change order first."), scope: scope)
    }

    private func entries(_ r: Reader) -> HTML {
        guard !view.entries.isEmpty else {
            return "<p class=\"empty\">\(Icon.clock) \(r("Nothing is booked yet."))</p>"
        }
        let rows = view.entries.map { entry -> HTML in
            """
            <tr><td>\(r.shortDate(entry.work.day))</td><td>\(entry.work.text)\(entry.activityName.map { "<br><small class=\"quiet\">\($0)</small>" as HTML })\(entry.override.map { "<br><small class=\"bad\">\(r("past the limit: \($0)"))</small>" as HTML })</td>\
            <td class="number">\(quantity(entry, r))</td><td class="number">\(entry.work.isBillable ? r.money(entry.amount) : r("not billed"))</td>\
            <td>\(view.agentNames[entry.agent] ?? "")\(if: entry.work.isShown, " <small class=\"quiet\">\(r("shown"))</small>")</td><td>\(if: !entry.isBilled, removal(entry, r))</td></tr>
            """
        }
        return """
            <div class="scroll"><table class="rows"><tr><th scope="col">\(r("Day"))</th><th scope="col">\(r("What", context: "of a line"))</th>\
            <th scope="col" class="number">\(r("How much"))</th><th scope="col" class="number">\(r("Amount"))</th>\
            <th scope="col">\(r("Who"))</th><th scope="col"><span class="hidden">\(r("What can be done"))</span></th></tr>\(rows)</table></div>
            """
    }

    private func quantity(_ entry: WorkEntry, _ r: Reader) -> String {
        let number = BillView.quantity(entry.work.quantity, r)
        return entry.work.kind == .time ? r("\(number) h") : number
    }

    private func removal(_ entry: WorkEntry, _ r: Reader) -> HTML {
        """
        <form method="post" action="/work/\(entry.id.description)/removal">\(frame.csrfField)\
        <button class="link" aria-label="\(r("Take back: \(entry.work.text)"))">\(r("Take back"))</button></form>
        """
    }

    // MARK: Timer and limit

    private func timer(_ r: Reader) -> HTML {
        guard let since = view.timer else {
            return """
                <form class="card" method="post" action="\(path)/timer">\(frame.csrfField)<h2>\(r("Timer"))</h2>\
                <button class="button plain">\(Icon.clock) \(r("Start the timer"))</button></form>
                """
        }
        return """
            <form class="card fields" method="post" action="\(path)/timer/stop">\(frame.csrfField)<h2>\(r("Timer"))</h2>
            <p><strong>\(r("runs since \(r.time(since.milliseconds))"))</strong></p>
            \(Field.text("text", r("What was done"), scope: "timer-"))
            \(Field.text("price", r("Price of an hour, in \(view.terms.currency)"), value: typed.price, required: false, scope: "timer-"))
            \(ActivityField(view.activities, chosen: typed.activity, scope: "timer-").body(r))
            \(Field.tick("shown", r("The customer sees it"), isOn: false))
            \(override(r, scope: "timer-"))
            <p><button class="button">\(r("Stop and book it"))</button></p></form>
            <form method="post" action="\(path)/timer/removal">\(frame.csrfField)<button class="link quiet">\(r("Throw it away"))</button></form>
            """
    }

    private func limit(_ r: Reader) -> HTML {
        let present = view.balance.limit
        let choices = [
            (value: "ask", words: r("ask the customer; an agent may say why not")),
            (value: "stop", words: r("stop; only an administrator may say why not")),
        ]
        return """
            <form class="card fields" method="post" action="\(path)/limit">\(frame.csrfField)<h2>\(r("Limit"))</h2>
            \(Field.text("amount", r("Up to, in \(view.terms.currency)"), value: present?.amount.plain ?? "", required: false, hint: r("Empty: no limit."), scope: "limit-"))
            \(Field.choice("at_limit", r("At the limit"), choices, chosen: present?.atLimit.rawValue, scope: "limit-"))
            \(Field.tick("tell", r("Tell the customer at 50, 80 and 100 percent"), isOn: present?.tellsCustomer ?? false))
            \(weakening(r))
            <p><button class="button small plain">\(r("Set"))</button></p></form>
            """
    }

    /// Why a limit that holds is to hold less.
    private func weakening(_ r: Reader) -> HTML {
        guard let present = view.balance.limit, view.balance.ceiling != nil else { return "" }
        let hint =
            present.atLimit == .stop
            ? r("Kept with your name. Only an administrator can do that.") : r("Kept with your name.")
        return Field.text(
            "why", r("Raised, weakened or lifted, because"), value: "", required: false, hint: hint,
            scope: "limit-")
    }
}

/// What is used of what was told, as a bar.
struct ThermometerView {
    let balance: WorkBalance

    func body(_ r: Reader) -> HTML {
        """
        <p class="work-used"><strong>\(r.money(balance.used))</strong> <span class="quiet">\(of(r))</span></p>
        \(bar(r))
        <p class="quiet"><small>\(age(r))</small></p>
        """
    }

    private func of(_ r: Reader) -> String {
        if let limit = balance.limit, balance.ceiling == nil {
            return r(
                "used; the limit of \(r.money(limit.amount)) is in another currency and holds nothing. Set it anew."
            )
        }
        if let ceiling = balance.ceiling { return r("of the limit of \(r.money(ceiling))") }
        if let told = balance.told { return r("of at most \(r.money(told)) that was accepted") }
        return r("used; nothing was accepted yet")
    }

    private func bar(_ r: Reader) -> HTML {
        guard let top = balance.ceiling ?? balance.told, top.minorUnits > 0 else { return "" }
        let percent = Int(clamping: Int128(balance.used.minorUnits) * 100 / Int128(top.minorUnits))
        let level = percent >= 100 ? "full" : percent >= 80 ? "high" : percent >= 50 ? "half" : "low"
        return """
            <meter class="thermometer \(level)" min="0" max="100" low="50" high="80" optimum="0" value="\(min(percent, 100))" \
            aria-label="\(r("\(percent) percent used"))">\(percent)%</meter>
            <p class="work-percent">\(r("\(percent) percent used"))</p>
            """
    }

    private func age(_ r: Reader) -> String {
        guard let asOf = balance.asOf else { return r("Nothing is booked yet.") }
        return r(
            "as of \(r.weekdayDate(asOf.milliseconds)); \(r.number(Double(balance.hours) / 1_000, digits: 1)) hours in all"
        )
    }
}
