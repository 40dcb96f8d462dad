import Database
import Localization
import Markup

/// What a conversation's wing shows of offering, part and cost.
public struct CostsOfConversation: Sendable {
    public var offering: OfferingVersion?
    public var offerings: [Offering] = []
    public var roles: [RoleStatement] = []
    public var estimates: [Estimate] = []
    public var templates: [EstimateTemplate] = []
    /// What has been worked, against what was told.
    public var work: WorkBalance?
    public var invoices: [Invoice] = []

    init() {}

    /// - Parameter conversation: the conversation itself, not one merged away.
    static func of(_ conversation: Conversation.ID, in db: any Connection) throws -> CostsOfConversation {
        var costs = CostsOfConversation()
        costs.offering = try Conversations.offering(of: conversation, in: db)
        costs.offerings = try Offerings.all(onlyPublic: true, in: db)
        costs.roles = try Conversations.roles(of: conversation, in: db)
        costs.estimates = try Estimates.of(conversation, in: db)
        costs.templates = try Estimates.templates(in: db)
        costs.invoices = try Invoices.of(conversation, in: db)
        costs.work = try WorkLog.balance(of: conversation, in: db)
        return costs
    }
}

/// Beside the stage: what it is about, what our part is, what was told of the cost.
struct CostsView {
    let page: ConversationPage

    private var costs: CostsOfConversation { page.scene.costs }
    private var conversation: Conversation { page.conversation }

    func body(_ r: Reader) -> HTML {
        """
        <section class="card costs" id="costs" data-live><h2>\(r("Told before"))</h2>
        \(offering(r))\(role(r))\(estimates(r))\(asked(r))\(work(r))\(invoices(r))</section>
        """
    }

    // MARK: What it is about

    private func offering(_ r: Reader) -> HTML {
        guard !costs.offerings.isEmpty || costs.offering != nil else { return "" }
        var choices = [(value: "", words: r("Nothing of the catalogue"))]
        choices += costs.offerings.map { (value: $0.id.description, words: $0.version.text.name) }
        if let present = costs.offering, !costs.offerings.contains(where: { $0.id == present.offering }) {
            choices.append((value: present.offering.description, words: present.text.name))
        }
        return """
            <form class="mark-form" method="post" action="\(page.path)/offering" data-submit-on-change>\(page.frame.csrfField)\
            \(Field.choice("offering", r("It is about"), choices, chosen: costs.offering?.offering.description ?? ""))\
            <button class="button small plain">\(r("Set"))</button></form>
            \(typical(r))
            """
    }

    private func typical(_ r: Reader) -> HTML? {
        costs.offering.map { offering in
            "<p class=\"quiet\"><small>\(PriceWords(offering.text).cost(r))</small></p>"
        }
    }

    // MARK: Our part

    private func role(_ r: Reader) -> HTML {
        """
        <div class="role">\(told(r))
        <details class="whole"><summary>\(costs.roles.isEmpty ? r("Tell our part") : r("Tell it anew"))</summary>
        <form class="fields" method="post" action="\(page.path)/role">\(page.frame.csrfField)
        \(Field.choice("part", r("Our part"), RoleStatement.Part.allCases.map { (value: $0.rawValue, words: $0.name(for: r)) }, chosen: nil))
        \(Field.text("whom", r("Who else does it"), required: false, hint: r("A partner, or whom you suggest.")))
        \(Field.area("reason", r("Why"), rows: 2, required: false, hint: r("The customer reads it.")))
        \(Field.choice("then", r("and then"), [(value: "open", words: r("keep it open")), (value: "wait", words: r("wait for the customer")), (value: "resolve", words: r("resolve it"))], chosen: "open"))
        <p><button class="button small">\(r("Tell the customer"))</button></p></form></details></div>
        """
    }

    private func told(_ r: Reader) -> HTML {
        guard let first = costs.roles.first, let last = costs.roles.last else {
            let since = r.now - conversation.createdAt.milliseconds
            return conversation.isResolved
                ? "" : "<p class=\"quiet\">\(r("Our part was not told yet, for \(r.duration(since)).")) </p>"
        }
        let after = r.duration((first.toldAt - first.firstContactAt).milliseconds)
        return """
            <p><strong>\(last.part.name(for: r))</strong>\(if: !last.whom.isEmpty, " · \(last.whom)")<br>\
            \(last.reason.nonEmpty.map { "<span class=\"quiet\">\($0)</span><br>" as HTML })\
            <small class="quiet">\(r("told \(after) after they first wrote"))</small></p>
            """
    }

    // MARK: The cost

    private func estimates(_ r: Reader) -> HTML {
        let list = costs.estimates.filter { $0.state != .superseded }.map { estimate -> HTML in
            """
            <li class="cost-told is-\(estimate.state.rawValue)"><a href="/estimates/\(estimate.id.description)">\
            \(estimate.kind.name(for: r)) \(estimate.reference)</a> <strong>\(r.money(estimate.money(estimate.gross.likely)))</strong>\
            <small>\(standing(estimate, r))</small></li>
            """
        }
        let templates = costs.templates.map { (value: $0.id.description, words: $0.name) }
        return """
            \(list.isEmpty ? "<p class=\"quiet\">\(r("No cost was told yet."))</p>" : "<ul class=\"plain-list\">\(list)</ul>" as HTML)
            <form class="begin-estimate" method="post" action="\(page.path)/estimates">\(page.frame.csrfField)\
            \(if: !templates.isEmpty, Field.choice("template", r("Begin from"), [(value: "", words: r("the offering"))] + templates, chosen: nil))
            <p class="actions"><button class="button small" name="kind" value="estimate">\(r("Write an estimate"))</button>\
            <button class="button small plain" name="kind" value="quote">\(r("Quote"))</button></p></form>
            """
    }

    /// From then on the days count by which it is told.
    private func asked(_ r: Reader) -> HTML {
        """
        <details class="whole"><summary>\(r("They asked what it costs, or booked"))</summary>
        <form class="fields" method="post" action="\(page.path)/tells">\(page.frame.csrfField)
        <p class="field"><label for="f-service">\(r("Booked for"))</label><input id="f-service" type="date" name="service">\
        <small>\(r("Empty: they only asked."))</small></p><p><button class="button small plain">\(r("Note it"))</button></p></form></details>
        """
    }

    private func work(_ r: Reader) -> HTML {
        guard let work = costs.work else { return "" }
        let isQuiet = work.asOf == nil && work.limit == nil
        return """
            <div class="costs-work">\(if: !isQuiet, ThermometerView(balance: work).body(r))\
            <p><a href="\(page.path)/work">\(r("Time and material"))</a></p></div>
            """
    }

    private func invoices(_ r: Reader) -> HTML {
        let list = costs.invoices.map { invoice -> HTML in
            """
            <li class="cost-told"><a href="/invoices/\(invoice.id.description)">\(invoice.heading(r))</a> \
            <strong>\(r.money(invoice.money(invoice.gross)))</strong><small>\(invoice.state.name(for: r))</small></li>
            """
        }
        return """
            <div class="costs-bills">\(if: !list.isEmpty, "<ul class=\"plain-list\">\(list)</ul>")
            <form class="actions" method="post" action="\(page.path)/invoices">\(page.frame.csrfField)\
            <button class="button small plain" name="from" value="told">\(r("Bill what was told"))</button>\
            <button class="button small plain" name="from" value="work">\(r("Bill the work"))</button>\
            <button class="button small plain" name="from" value="both">\(r("Bill both"))</button></form></div>
            """
    }

    private func standing(_ estimate: Estimate, _ r: Reader) -> String {
        if estimate.isOnItsWay { return r("on its way") }
        if let answer = estimate.answer {
            let when = r.ago(answer.at.milliseconds)
            return estimate.state == .accepted
                ? r("accepted by \(answer.name), \(when)") : r("declined by \(answer.name), \(when)")
        }
        if estimate.state == .expired { return r("expired") }
        if let seen = estimate.seenAt { return r("opened \(r.ago(seen.milliseconds))") }
        if let told = estimate.deliveredAt { return r("told \(r.ago(told.milliseconds))") }
        return r("draft")
    }
}
