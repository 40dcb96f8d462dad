import Localization
import Markup

/// Beside the stage: how the conversation is marked, and who the customer is.
struct WingsView {
    let page: ConversationPage

    private var conversation: Conversation { page.conversation }
    private var customer: Customer { page.scene.customer }

    func body(_ r: Reader) -> HTML {
        """
        <aside class="wings" aria-label="\(r("About this conversation"))">
        <section class="card" id="marks" data-live><h2>\(r("Conversation"))</h2>\(marks(r))\(ClocksView(waits: page.scene.waits).body(r))</section>
        \(CostsView(page: page).body(r))
        \(plans(r))
        \(PromisesCard(promises: page.scene.promises, conversation: conversation.id, csrf: page.frame.csrfField).body(r))
        \(SurveyCard(surveys: page.scene.surveys, answers: page.scene.answers, conversation: conversation.id, business: page.frame.business, csrf: page.frame.csrfField).body(r))
        \(IdeasCard(ideas: page.scene.ideas, message: page.scene.messages.last { $0.isByCustomer }?.id).body(r))
        <section class="card"><h2>\(customer.displayName)</h2>\(person(r))</section>
        \(people(r))\(others(r))
        </aside>
        """
    }

    private func plans(_ r: Reader) -> HTML {
        PlansCard(
            plans: page.scene.plans, templates: page.scene.planTemplates, blueprints: page.scene.blueprints,
            conversation: conversation.id,
            customerName: customer.displayName, csrf: page.frame.csrfField
        ).body(r)
    }

    // MARK: Marks

    private func marks(_ r: Reader) -> HTML {
        let agents =
            [(value: "", words: r("Nobody"))] + page.agents.map { (value: $0.id.description, words: $0.name) }
        let teams =
            [(value: "", words: r("No team"))] + page.teams.map { (value: $0.id.description, words: $0.name) }
        let priorities = Conversation.Priority.allCases.map { (value: $0.word, words: $0.name(for: r)) }
        return """
            \(select("assignment", "agent", r("Assigned to"), agents, conversation.assignee?.description ?? "", r))
            \(if: !page.teams.isEmpty, select("team", "team", r("Team"), teams, conversation.team?.description ?? "", r))
            \(select("priority", "priority", r("Priority"), priorities, conversation.priority.word, r))
            \(tags(r))
            <details class="whole"><summary>\(r("Change the subject"))</summary><form method="post" action="\(page.path)/subject">\(page.frame.csrfField)\
            <p class="field"><label for="f-subject">\(r("Subject"))</label><input id="f-subject" name="subject" value="\(conversation.subject)"></p>\
            <button class="button small plain">\(r("Change"))</button></form></details>
            \(merging(r))
            \(if: conversation.suspension == nil, spam(r))
            """
    }

    private func select(
        _ noun: String, _ name: String, _ label: String, _ options: [(value: String, words: String)],
        _ chosen: String,
        _ r: Reader
    ) -> HTML {
        """
        <form class="mark-form" method="post" action="\(page.path)/\(noun)" data-submit-on-change>\(page.frame.csrfField)\
        \(Field.choice(name, label, options, chosen: chosen))<button class="button small plain">\(r("Set"))</button></form>
        """
    }

    private func tags(_ r: Reader) -> HTML {
        let present = page.scene.tags.map { name -> HTML in
            """
            <li><form method="post" action="\(page.path)/tags/removal">\(page.frame.csrfField)<input type="hidden" name="tag" value="\(name)">\
            <span class="tag">\(name) <button class="link" aria-label="\(r("Remove the tag \(name)"))">×</button></span></form></li>
            """
        }
        return """
            <div class="tags"><ul aria-label="\(r("Tags"))">\(present)</ul>\
            <form class="tag-form" method="post" action="\(page.path)/tags">\(page.frame.csrfField)\
            <label class="hidden" for="tag">\(r("Add a tag"))</label><input id="tag" name="tag" placeholder="\(r("Add a tag"))" data-key="tag">\
            <button class="button small plain">\(r("Add"))</button></form></div>
            """
    }

    private func merging(_ r: Reader) -> HTML {
        let numbers = page.scene.others.map { other -> HTML in
            "<option value=\"\(other.id.description)\">\(ConversationLines.subject(other, r))</option>"
        }
        return """
            <details class="whole"><summary>\(r("Merge into another conversation"))</summary>\
            <form class="fields" method="post" action="\(page.path)/merging">\(page.frame.csrfField)\
            <p class="field"><label for="into">\(r("Number of the other conversation"))</label>\
            <input id="into" name="into" inputmode="numeric" list="into-numbers" autocomplete="off" required>\
            <datalist id="into-numbers">\(numbers)</datalist>\
            <small>\(r("Everything said here moves there, and this number will lead to it. It can’t be undone."))</small></p>\
            \(Field.tick("across", r("Also if it is another customer’s"), isOn: false))\
            <button class="button small plain">\(r("Merge"))</button></form></details>
            """
    }

    private func spam(_ r: Reader) -> HTML {
        """
        <form method="post" action="\(page.path)/suspension">\(page.frame.csrfField)<button class="link quiet">\(r("This is spam"))</button></form>
        """
    }

    // MARK: The customer

    private func person(_ r: Reader) -> HTML {
        """
        <dl>\(customer.addresses.map { address($0, r) })
        \(customer.phone.map { "<dt>\(r("Phone"))</dt><dd>\($0)</dd>" as HTML })
        \(customer.organisation.map { "<dt>\(r("Organisation"))</dt><dd>\($0.name)</dd>" as HTML })
        <dt>\(r("Since"))</dt><dd>\(r.month(customer.createdAt.milliseconds))</dd></dl>
        \(customer.remarks.nonEmpty.map { "<div class=\"remarks text\">\(PlainText.html($0))</div>" as HTML })
        <p><a href="/customers/\(customer.id.description)">\(r("Everything about \(customer.displayName)"))</a></p>
        """
    }

    private func address(_ point: ContactPoint, _ r: Reader) -> HTML {
        """
        <dt>\(r("Mail"))</dt><dd>\(point.address)\(point.bouncedWhy.map { "<br><span class=\"bad\" title=\"\($0)\">\(r("comes back"))</span>" as HTML })</dd>
        """
    }

    private func people(_ r: Reader) -> HTML {
        let others = page.scene.participants.filter { $0.customer != customer.id }
        guard !others.isEmpty else { return "" }
        let list = others.map {
            "<li>\($0.name.nonEmpty ?? $0.address) <small class=\"quiet\">\($0.name.isEmpty ? "" : $0.address)</small></li>"
                as HTML
        }
        return
            "<section class=\"card\"><h2>\(r("Also in this"))</h2><ul class=\"plain-list\">\(list)</ul></section>"
    }

    private func others(_ r: Reader) -> HTML {
        guard !page.scene.others.isEmpty else { return "" }
        let list = page.scene.others.map { other -> HTML in
            """
            <li><a href="/conversations/\(other.id.description)">\(ConversationLines.subject(other, r))</a> \
            <small class="quiet">\(other.state.name(for: r)), \(r.ago(other.lastMessageAt.milliseconds))</small></li>
            """
        }
        return
            "<section class=\"card\"><h2>\(r("Earlier with us"))</h2><ul class=\"plain-list\">\(list)</ul></section>"
    }
}
