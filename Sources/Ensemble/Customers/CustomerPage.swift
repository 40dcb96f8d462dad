import Localization
import Markup

/// One customer: who they are, how they are reached, all they asked.
struct CustomerPage: Page {
    let customer: Customer
    let typed: Customers.Change
    /// An address that could not be added.
    let newAddress: String
    let listing: Conversations.Listing
    let isFirst: Bool
    let problem: String?
    let frame: Frame

    static var samples: [CustomerPage] {
        var reached = Samples.dana
        reached.organisation = Organisation(id: 6, name: Samples.said("Whitfield & Daughters"))
        reached.addresses.append(
            ContactPoint(
                address: Samples.said("old@example.test"), bouncedAt: Samples.now - .days(2),
                bouncedWhy: Samples.said("There is no such mailbox.")))
        return [
            CustomerPage(
                customer: reached, typed: Customers.Change(reached), newAddress: "", listing: Samples.listing,
                isFirst: false, problem: nil, frame: .sampleDesk),
            CustomerPage(
                customer: Samples.dana, typed: Customers.Change(Samples.dana),
                newAddress: Samples.said("dana"),
                listing: Conversations.Listing(lines: [], next: nil), isFirst: true,
                problem: "“dana” is not a mail address.", frame: .sampleDesk),
        ]
    }

    private var path: String { "/customers/\(customer.id)" }

    func title(_ r: Reader) -> String { customer.displayName }

    func body(_ r: Reader) -> HTML {
        """
        <div class="stage-and-wings">
        <article class="stage">
        <header class="stage-head"><p class="meta"><a href="/customers">\(r("Customers"))</a>\
        <span>\(r("since \(r.date(customer.createdAt.milliseconds))"))</span></p>
        <h1>\(customer.displayName)</h1>\(write(r))</header>
        \(Field.problem(problem))
        <h2>\(r("Conversations"))</h2>
        \(listing.lines.isEmpty ? empty(r) : ConversationLines.list(lines(r), r))
        \(pages(r))
        </article>
        <aside class="wings" aria-label="\(r("Who they are"))">\(addresses(r))\(known(r))</aside>
        </div>
        """
    }

    private func write(_ r: Reader) -> HTML {
        guard let address = customer.addresses.first?.address else { return "" }
        let link = "/conversations/new?to=\(address.percentEncoded)"
        return
            "<p class=\"actions\"><a class=\"button plain\" href=\"\(url: link)\">\(r("Write to them"))</a></p>"
    }

    /// Everybody knows whose they are: in place of the name stands how each is doing.
    private func lines(_ r: Reader) -> [Conversations.Line] {
        listing.lines.map { line in
            Conversations.Line(
                conversation: line.conversation, customerName: line.conversation.state.name(for: r),
                assigneeName: line.assigneeName, tags: line.tags, isUnread: line.isUnread, place: line.place)
        }
    }

    private func empty(_ r: Reader) -> HTML { "<p class=\"empty\">\(r("They have not written yet."))</p>" }

    private func pages(_ r: Reader) -> HTML {
        """
        <nav class="pages" aria-label="\(r("Pages"))">\
        \(if: !isFirst, "<a href=\"\(path)\">\(r("First page"))</a>")\
        \(listing.next.map { next -> HTML in "<a href=\"\(path)?after=\(next.description)\" rel=\"next\">\(r("Next page"))</a>" })</nav>
        """
    }

    // MARK: The wings

    private func addresses(_ r: Reader) -> HTML {
        """
        <section class="card"><h2>\(r("Addresses"))</h2>
        <ul class="plain-list">\(customer.addresses.map { address($0, r) })</ul>
        <form class="fields" method="post" action="\(path)/addresses">\(frame.csrfField)
        \(Field.email("address", r("Another address"), value: newAddress, autocomplete: "off"))
        <p class="actions"><button class="button small plain">\(r("Add"))</button></p></form></section>
        """
    }

    private func address(_ point: ContactPoint, _ r: Reader) -> HTML {
        let bounced = point.bouncedWhy.map { why -> HTML in
            "<br><span class=\"bad\">\(Icon.alert) \(r("Mail to it comes back: \(why)"))</span>"
        }
        return "<li>\(point.address)\(bounced)</li>"
    }

    private func known(_ r: Reader) -> HTML {
        """
        <section class="card"><h2>\(r("Who they are"))</h2>
        <form class="fields" method="post" action="\(path)">\(frame.csrfField)
        \(Field.text("name", r("Name"), value: typed.name, required: false))
        \(Field.text("organisation", r("Organisation"), value: typed.organisation ?? "", required: false))
        \(Field.text("phone", r("Phone"), value: typed.phone ?? "", required: false))
        \(Field.language(r("Language"), chosen: typed.language, own: r("Not known")))
        \(Field.area("remarks", r("Remarks"), value: typed.remarks, rows: 4, required: false, hint: r("Only the team sees them.")))
        <p class="actions"><button class="button small">\(r("Save"))</button></p></form></section>
        """
    }
}

extension Customers.Change {
    /// As it is now.
    init(_ customer: Customer) {
        self.init(
            name: customer.name, organisation: customer.organisation?.name, language: customer.language,
            phone: customer.phone, remarks: customer.remarks)
    }
}
