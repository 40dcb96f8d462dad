import Localization
import Markup

/// To the provider's page. A page of its own, because browsers that obey our
/// policy follow no form to another site.
struct PayAwayPage: Page {
    let url: String
    let path: String
    let frame: Frame

    static var samples: [PayAwayPage] {
        [
            PayAwayPage(
                url: "https://checkout.stripe.com/c/pay/cs_test_sample", path: "/bill/81-sample",
                frame: .sampleVisitor)
        ]
    }

    func title(_ r: Reader) -> String { r("To the page to pay on") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet told"><h1>\(r("To the page to pay on"))</h1>
        <p>\(r("You go on to Stripe now, and come back here afterwards."))</p>
        <p class="actions"><a class="button" rel="noreferrer" href="\(url: url)">\(r("Go on and pay"))</a>\
        <a class="button plain" href="\(path)">\(r("Back, without paying"))</a></p></section>
        """
    }
}

/// Back from the provider's page.
struct PaymentReturnPage: Page {
    enum Standing: Sendable, CaseIterable { case paid, pending, failed, unpaid, looked, silent }

    let standing: Standing
    /// Or a deposit.
    let isBill: Bool
    let amount: Money
    let path: String
    let frame: Frame

    static var samples: [PaymentReturnPage] {
        [true, false].flatMap { isBill in
            Standing.allCases.map {
                PaymentReturnPage(
                    standing: $0, isBill: isBill, amount: Money(18_000, "USD"),
                    path: isBill ? "/bill/81-sample" : "/told/41-sample", frame: .sampleVisitor)
            }
        }
    }

    init(standing: Standing, isBill: Bool, amount: Money, path: String, frame: Frame) {
        self.isBill = isBill
        self.standing = standing
        self.amount = amount
        self.path = path
        self.frame = frame
    }

    init(_ look: Payments.Look, path: String, frame: Frame) {
        let standing: Standing =
            switch look.checkout.state {
            case .paid: .paid
            case .pending: .pending
            case .unclear: .looked
            // It was paid, and the money did not come.
            case .ended where look.checkout.intent != nil: .failed
            case .begun, .open, .ended: look.isSilent ? .silent : .unpaid
            }
        self.init(
            standing: standing, isBill: look.checkout.matter.invoice != nil, amount: look.checkout.amount,
            path: path, frame: frame)
    }

    func title(_ r: Reader) -> String {
        switch standing {
        case .paid: r("Paid. Thank you.")
        case .pending: r("Your payment is on its way.")
        case .failed: r("Your payment did not arrive.")
        case .unpaid: r("Nothing was paid.")
        case .looked: r("We look at your payment.")
        case .silent: r("We can’t see your payment yet.")
        }
    }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet told"><h1>\(title(r))</h1><p role="status">\(words(r))</p>
        <p class="actions"><a class="button" href="\(path)">\(back(r))</a></p></section>
        """
    }

    private func back(_ r: Reader) -> String {
        switch (isBill, standing) {
        case (true, .unpaid), (true, .failed): r("Back to the bill")
        case (true, _): r("See the bill")
        case (false, .unpaid), (false, .failed): r("Back to what was agreed")
        case (false, _): r("See what was agreed")
        }
    }

    private func words(_ r: Reader) -> String {
        let amount = r.money(amount)
        return switch standing {
        case .paid: r("We have received \(amount).")
        case .pending: r("\(amount) can take a few days until it is here. You don’t need to do anything.")
        case .failed: r("\(amount) did not arrive here. Please pay again, or write to us.")
        case .unpaid: r("You left the page before paying. Nothing has changed; you can pay at any time.")
        case .looked:
            r(
                "Your payment has arrived, but it does not match what is owed. One of us looks at it and writes to you."
            )
        case .silent:
            r(
                "The page to pay can’t be reached right now. If you paid, nothing is lost: we hear of it, and your page will say so."
            )
        }
    }
}

/// How payments by a provider are set up. Secrets go in and never come out.
struct PaymentSettingsPage: Page {
    let isOn: Bool
    let hasKey: Bool
    let hasSigning: Bool
    let isTest: Bool
    let hook: String
    /// What trying the key said.
    let trial: (works: Bool, words: String)?
    let problem: String?
    let frame: Frame

    static var samples: [PaymentSettingsPage] {
        [
            PaymentSettingsPage(
                keys: StripeKeys(), hook: "https://desk.example.test/api/payments/stripe", trial: nil,
                problem: "Payments by Stripe need its secret key.", frame: .sampleDesk),
            PaymentSettingsPage(
                keys: StripeKeys(isOn: true, key: Secret("sk_test_sample"), signing: Secret("whsec_sample")),
                hook: "https://desk.example.test/api/payments/stripe",
                trial: (true, "Stripe knows this key."),
                problem: nil, frame: .sampleDesk),
        ]
    }

    init(
        keys: StripeKeys, hook: String, trial: (works: Bool, words: String)?, problem: String?, frame: Frame
    ) {
        isOn = keys.isOn
        hasKey = keys.key != nil
        hasSigning = keys.signing != nil
        isTest = keys.isTest
        self.hook = hook
        self.trial = trial
        self.problem = problem
        self.frame = frame
    }

    func title(_ r: Reader) -> String { r("Ways to pay") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet">\(SettingsPage.trail(r))<h1>\(r("Ways to pay"))</h1>
        <section class="card"><h2>\(r("By bank transfer"))</h2>
        <p>\(r("Always offered, once an account stands in the settings; the number of the invoice is the reference."))</p>
        <p><a href="/settings/costs">\(r("Where money is sent"))</a></p></section>
        \(stripe(r))\(if: hasKey, trying(r))</div>
        """
    }

    private func stripe(_ r: Reader) -> HTML {
        let kept = r("One is kept. Leave it empty to keep it.")
        return """
            <form class="card fields" method="post" action="/settings/payments">\(frame.csrfField)
            <h2>\(r("By card, and what else Stripe offers"))\(if: isTest, " <span class=\"quiet\">\(r("Test key: no real money"))</span>")</h2>\(Field.problem(problem))
            \(Field.tick("on", r("Customers can pay on Stripe’s page"), isOn: isOn))
            \(Field.password("key", r("Secret key"), autocomplete: "off", required: false, hint: hasKey ? kept : r("It begins with sk_ or, better, rk_: a restricted key that may write Checkout Sessions and read PaymentIntents and Refunds.")))
            \(Field.password("signing", r("Secret of the webhook"), autocomplete: "off", required: false, hint: hasSigning ? kept : r("It begins with whsec_.")))
            <p>\(r("Let Stripe tell this address:")) <code>\(hook)</code></p>
            <p class="quiet">\(r("of these events:")) <code>checkout.session.*</code>, <code>payment_intent.succeeded</code>, <code>charge.refunded</code>, <code>refund.*</code>, <code>charge.dispute.created</code></p>
            <p class="actions"><button class="button">\(r("Save"))</button></p></form>
            """
    }

    private func trying(_ r: Reader) -> HTML {
        """
        <section class="card">\(trial.map { "<p role=\"status\" class=\"\($0.works ? "good" : "bad")\">\($0.works ? Icon.check : Icon.alert) \($0.words)</p>" as HTML })
        <div class="actions"><form method="post" action="/settings/payments/trial">\(frame.csrfField)<button class="button small plain">\(r("Try the key"))</button></form>
        <form method="post" action="/settings/payments/removal">\(frame.csrfField)<button class="button small plain">\(r("Forget both secrets"))</button></form></div></section>
        """
    }
}
