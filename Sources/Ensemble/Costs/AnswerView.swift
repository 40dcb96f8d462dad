import Localization
import Markup

/// Accept, decline, ask: without signing in.
struct AnswerView {
    let page: ToldPage

    private var estimate: Estimate { page.told.estimate }
    private var typed: ToldPage.Typed { page.typed }

    func body(_ r: Reader) -> HTML {
        """
        <section class="card answer no-print" id="answer" aria-labelledby="answer-head">
        <h2 id="answer-head">\(r("What do you say?"))</h2>
        \(Field.problem(page.problem))
        \(acceptance(r))
        <div class="answer-others">\(question(r))\(refusal(r))</div>
        </section>
        """
    }

    private func acceptance(_ r: Reader) -> HTML {
        """
        <form class="fields" method="post" action="\(page.path)/acceptance">\(page.frame.csrfField)\
        <input type="hidden" name="version" value="\(estimate.fingerprint ?? "")">
        \(WaysToPay(estimate: estimate, chosen: typed.plan).body(r))
        \(Field.text("name", r("Your name"), value: typed.name, autocomplete: "name", hint: r("It is kept with the day and the time as the record that you agreed."), scope: "accept-"))
        <p><button class="button large">\(Icon.check) \(button(r))</button></p></form>
        """
    }

    private func button(_ r: Reader) -> String {
        let policy = page.told.policy
        let sum = r.money(estimate.money(estimate.gross.likely))
        if policy.acceptWords == .obligation {
            // Who orders must see the whole price: of a range that is its end.
            let most = r.money(estimate.money(estimate.gross.high))
            return estimate.gross.isFixed
                ? r("Order with obligation to pay: \(sum)")
                : r("Order with obligation to pay: at most \(most)")
        }
        return estimate.gross.isFixed ? r("Accept, for \(sum)") : r("Accept, likely \(sum)")
    }

    private func question(_ r: Reader) -> HTML {
        """
        <details class="answer-more"\(flag: "open", if: isOpen(.question))><summary class="button plain">\(r("Ask something first"))</summary>
        <form class="fields" method="post" action="\(page.path)/question">\(page.frame.csrfField)
        \(Field.area("question", r("Your question"), value: typed.question, rows: 4))
        <p><button class="button">\(Icon.reply) \(r("Ask"))</button></p></form></details>
        """
    }

    private func refusal(_ r: Reader) -> HTML {
        """
        <details class="answer-more"\(flag: "open", if: isOpen(.refusal))><summary class="button plain">\(r("Decline"))</summary>
        <form class="fields" method="post" action="\(page.path)/refusal">\(page.frame.csrfField)
        \(Field.text("name", r("Your name"), value: typed.name, autocomplete: "name", scope: "decline-"))
        \(Field.area("why", r("Why, if you like to say"), value: typed.why, rows: 3, required: false))
        <p><button class="button">\(r("Decline it"))</button></p></form></details>
        """
    }

    private func isOpen(_ form: ToldPage.Typed.Form) -> Bool { page.problem != nil && typed.opened == form }
}

/// The ways to pay what is accepted, where there is a choice.
struct WaysToPay {
    let estimate: Estimate
    /// The place of one of the plans offered; `nil`: with the invoice.
    let chosen: Int?

    func body(_ r: Reader) -> HTML {
        guard !estimate.content.plans.isEmpty else { return "" }
        let words = CostWords(estimate)
        let plans = estimate.content.plans.indices.map { place -> HTML in
            let plan = estimate.content.plans[place]
            return way(String(place), words.payment(r, plan: plan) ?? "", isOn: chosen == place)
        }
        return """
            <fieldset><legend>\(r("How would you like to pay?"))</legend>
            \(way("", r("All of it with the invoice"), isOn: chosen == nil))\(plans)</fieldset>
            """
    }

    private func way(_ value: String, _ words: String, isOn: Bool) -> HTML {
        """
        <label class="way"><input type="radio" name="plan" value="\(value)"\(flag: "checked", if: isOn)> <span>\(words)</span></label>
        """
    }
}
