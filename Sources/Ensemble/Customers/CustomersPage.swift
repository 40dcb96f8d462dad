import Localization
import Markup

/// The customers: the newest, or those who were looked for.
struct CustomersPage: Page {
    let query: String
    let customers: [Customer]
    let isFirst: Bool
    /// What the link to the next page says behind `after=`; `nil` on the last.
    let next: String?
    let frame: Frame

    static var samples: [CustomersPage] {
        var unnamed = Samples.dana
        unnamed.name = ""
        return [
            CustomersPage(
                query: "", customers: [Samples.dana, unnamed], isFirst: false, next: "1-2", frame: .sampleDesk
            ),
            CustomersPage(
                query: Samples.said("zebra"), customers: [], isFirst: true, next: nil, frame: .sampleDesk),
            CustomersPage(query: "", customers: [], isFirst: true, next: nil, frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("Customers") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="inbox" aria-labelledby="customers-title">
        <header class="inbox-head"><h1 id="customers-title">\(r("Customers"))</h1>\
        <p class="quiet">\(query.isEmpty ? r("Newest first") : r("Found for “\(query)”"))</p></header>
        <form class="search-form" action="/customers" role="search">\
        <label class="hidden" for="q">\(r("Name or address"))</label>\
        <input id="q" type="search" name="q" value="\(query)" placeholder="\(r("Name or address"))"> \
        <button class="button">\(r("Search"))</button></form>
        \(customers.isEmpty ? empty(r) : table(r))
        \(pages(r))
        </section>
        """
    }

    private func empty(_ r: Reader) -> HTML {
        let words =
            query.isEmpty
            ? r("There is nobody yet. Whoever writes to you appears here.")
            : r("Nobody has a name or an address that begins like this.")
        return "<p class=\"empty\">\(Icon.people)\(words)</p>"
    }

    private func table(_ r: Reader) -> HTML {
        """
        <div class="scroll"><table class="rows"><thead><tr><th scope="col">\(r("Name"))</th><th scope="col">\(r("Addresses"))</th>\
        <th class="spare" scope="col">\(r("Organisation"))</th><th class="spare" scope="col">\(r("Since"))</th></tr></thead>
        <tbody>\(customers.map { row($0, r) })</tbody></table></div>
        """
    }

    private func row(_ customer: Customer, _ r: Reader) -> HTML {
        """
        <tr><td><a href="/customers/\(customer.id.description)">\(customer.displayName)</a></td>\
        <td class="break">\(customer.addresses.map(\.address).joined(separator: ", "))</td>\
        <td class="spare">\(customer.organisation?.name ?? "")</td><td class="spare">\(r.shortDate(customer.createdAt.milliseconds))</td></tr>
        """
    }

    private func pages(_ r: Reader) -> HTML {
        let base = query.isEmpty ? "/customers?" : "/customers?q=\(query.percentEncoded)&"
        return """
            <nav class="pages" aria-label="\(r("Pages"))">\
            \(if: !isFirst, "<a href=\"\(url: String(base.dropLast()))\">\(r("First page"))</a>")\
            \(next.map { next -> HTML in "<a href=\"\(url: base + "after=" + next)\" rel=\"next\">\(r("Next page"))</a>" })</nav>
            """
    }
}
