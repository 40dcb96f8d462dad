import Localization
import Markup

/// What was promised in a conversation, beside the stage.
struct PromisesCard {
    let promises: [Promise]
    let conversation: Conversation.ID
    let csrf: HTML

    func body(_ r: Reader) -> HTML {
        """
        <section class="card promises" id="promises" data-live><h2>\(r("Promises"))</h2>
        \(promises.isEmpty ? "" : HTML("<ul class=\"plain-list\">\(promises.map { promise($0, r) })</ul>"))
        <details class="whole"><summary>\(r("Note a promise"))</summary>
        <form class="fields" method="post" action="/conversations/\(conversation.description)/promises">\(csrf)
        \(PromiseFields.body(r, scope: "note-", required: true))
        <p class="actions"><button class="button small">\(r("Note it"))</button></p></form></details></section>
        """
    }

    private func promise(_ promise: Promise, _ r: Reader) -> HTML {
        """
        <li class="promise-\(promise.state.rawValue)"><strong>\(promise.words)</strong> \
        <span class="\(promise.state == .broken ? "bad" : "quiet")">\(standing(promise, r))</span>\(if: promise.state.isDue, acts(promise, r))</li>
        """
    }

    private func standing(_ promise: Promise, _ r: Reader) -> String {
        let day = r.shortDate(promise.dueAt.milliseconds)
        let ended = r.shortDate(promise.endedAt?.milliseconds ?? 0)
        return switch promise.state {
        case .open: r("by \(day)")
        case .broken: r("broken: it was due \(day)")
        case .kept: r("kept \(ended)")
        case .late: r("kept late, \(ended) instead of \(day)")
        case .released: r("needed no more: \(promise.why ?? "")")
        }
    }

    private func acts(_ promise: Promise, _ r: Reader) -> HTML {
        """
        <div class="actions"><form method="post" action="/promises/\(promise.id.description)/keeping">\(csrf)\
        <button class="button small plain">\(Icon.check) \(r("Kept"))</button></form>
        <details class="whole"><summary>\(r("Needed no more"))</summary>\
        <form class="fields" method="post" action="/promises/\(promise.id.description)/release">\(csrf)\
        \(Field.text("why", r("Why"), scope: "p\(promise.id)-"))<button class="button small plain">\(r("Release"))</button></form></details></div>
        """
    }
}

/// The two fields of a promise: in the composer, and beside the stage.
enum PromiseFields {
    static func body(_ r: Reader, scope: String, required: Bool) -> HTML {
        """
        \(Field.text("promise", r("What you promise"), required: required, hint: r("“We will call”, “the part is here”"), scope: scope))
        <p class="field"><label for="f-\(scope)due">\(r("By when"))</label>\
        <input id="f-\(scope)due" type="date" name="promise_due"\(flag: "required", if: required)></p>
        """
    }

    /// `nil` where nothing is promised.
    /// - Throws: `Fault.invalid` for a promise without a day, or a day without a promise.
    static func read(_ form: Form, zone: Zone) throws(Fault) -> PromiseDraft? {
        switch (form.text("promise"), form.text("promise_due")) {
        case (nil, nil): return nil
        case (nil, _): throw .invalid("Please say what you promise.")
        case (_, nil): throw .invalid("Please say by when you promise it.")
        case (let words?, let day?): return PromiseDraft(words, by: try StepForm.endOfDay(day, zone: zone))
        }
    }
}
