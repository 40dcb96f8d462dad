import Localization

/// Offerings and estimates for the page gallery and the tests of pages.
extension Samples {
    static var terms: Terms {
        var terms = Terms()
        terms.currency = "USD"
        terms.taxRates = [0, 800]
        terms.address = said("Larkspur Clinic\n14 Quay Street\nPort Alder")
        terms.bank = said("Larkspur Clinic, First Bank, account 0042 1180 77")
        terms.footer = said("Larkspur Clinic PLLC · NPI 1093817465 · Tax ID 93-1180077")
        return terms
    }

    static var offerings: [Offering] {
        let scan = OfferingText(
            name: said("MRI scan of a joint"),
            summary: said("One joint, read by a specialist within two days."),
            description: said("You lie still for **twenty minutes**. We talk you through the result."),
            profile: OfferingText.Profile(10, 80, 10), evidence: said("Hours of the last quarter"),
            priceModel: .range, currency: "USD", price: Spread(15_000, 18_000, 24_000), unit: "", taxRate: 0,
            changes: said("A second joint\nContrast, if the doctor asks for it"),
            payment: said("On the day, or in three parts without interest."),
            scope: Scope(
                includes: [said("The scan"), said("The report, explained to you")],
                excludes: [said("Treatment that follows")], conditions: [said("A referral by your doctor")],
                notDone: [
                    Scope.NotDone(
                        what: said("Scans under full anaesthesia."), why: said("We have no theatre for it."),
                        whom: said("St. Ann’s Hospital"))
                ]))
        var visit = scan
        visit.name = said("Physiotherapy")
        visit.summary = said("An hour with one therapist.")
        visit.priceModel = .hour
        visit.price = Spread(9_000)
        visit.unit = "hour"
        return [
            Offering(
                id: 21, state: .offered,
                version: OfferingVersion(
                    id: 31, offering: 21, number: 2, text: scan, createdAt: now - .days(90))),
            Offering(
                id: 22, state: .referring,
                version: OfferingVersion(
                    id: 32, offering: 22, number: 1, text: visit, createdAt: now - .days(200))),
        ]
    }

    /// One from enough bills, one as stated.
    static var typicalCosts: [Offering.ID: TypicalCost] {
        [
            21: TypicalCost(computed: Spread(15_400, 18_200, 23_100), similar: 34),
            22: TypicalCost(stated: offerings[1].version.text, similar: 3),
        ]
    }

    static var similarJobs: [Offerings.SimilarJob] {
        [23_100, 18_200].enumerated().map { place, amount in
            Offerings.SimilarJob(
                invoice: Invoice.ID(rawValue: Int64(81 + place)), number: "2026-\(12 + place)",
                title: said("Second scan of the left knee"), issuedAt: now - .days(Int64(3 + place)),
                conversation: 1042, customerName: said("Dana Whitfield"), billed: Money(Int64(amount), "USD"))
        }
    }

    static var estimateContent: EstimateContent {
        EstimateContent(
            title: said("Second scan of the left knee"), currency: "USD",
            lines: [
                CostLine(said("MRI scan, left knee"), offering: 31, price: Spread(15_000, 18_000, 24_000)),
                CostLine(
                    said("Reading by a specialist"), quantity: 1_500, unit: said("hours"),
                    price: Spread(9_000),
                    taxRate: 800, discount: 1_000),
            ], discount: 1_000, assumptions: said("No contrast is needed.\nYou bring the earlier pictures."),
            exclusions: said("Treatment that follows"), notes: said("The lab sends a bill of its own."),
            validUntil: Day(now, in: .utc) + 30, workDay: Day(now, in: .utc) + 9, deposit: 9_000,
            plans: [PayTerms(count: 3, firstAfter: 14), PayTerms(count: 12, firstAfter: 30, interest: 1_200)])
    }

    /// The same estimate as it goes its way.
    static var estimates: [Estimate] {
        let yes = Estimate.Answer(
            at: now - .hours(1), name: said("Dana Whitfield"), channel: .link, address: "203.0.113.9",
            agent: nil,
            words: "", plan: 0)
        let no = Estimate.Answer(
            at: now - .hours(1), name: said("Dana Whitfield"), channel: .phone, address: nil, agent: 2,
            words: said("Too much for me just now."), plan: nil)
        return [
            estimate(.delivered), estimate(.drafted), estimate(.accepted, answer: yes),
            estimate(.declined, answer: no), estimate(.expired), estimate(.superseded, supersededBy: 42),
            estimate(.superseded, supersededBy: 40),
        ]
    }

    /// An addition to what was accepted, waiting for its answer.
    static var changeOrder: Estimate {
        estimate(
            .acknowledged,
            content: EstimateContent(
                kind: .change, title: said("Contrast for the scan"), currency: "USD",
                lines: [CostLine(said("Contrast"), price: Spread(4_500))],
                assumptions: said("The first pictures are not clear enough."), notes: said("You can say no."))
        )
    }

    static func estimate(
        _ state: EstimateState, content: EstimateContent = estimateContent, answer: Estimate.Answer? = nil,
        supersededBy: Estimate.ID? = nil
    ) -> Estimate {
        let isSent = state != .drafted
        return Estimate(
            id: 41, number: 12, version: state == .delivered ? 2 : 1, conversation: 1042, base: nil,
            state: state, content: content, gross: content.sums.gross,
            fingerprint: isSent ? content.fingerprint(with: SentWith(terms, business: "")) : nil,
            message: isSent ? 12 : nil, madeBy: 1,
            createdAt: now - .days(2), deliveredAt: isSent ? now - .days(1) : nil,
            seenAt: isSent ? now - .hours(5) : nil, acknowledgedAt: isSent ? now - .hours(5) : nil,
            answer: answer, supersededBy: supersededBy)
    }

    private static func told(_ estimate: Estimate, base: Estimate? = nil) -> Told {
        Told(
            estimate, customerName: said("Dana Whitfield"), subject: said("Will the second scan cost extra?"),
            terms: terms, changes: [said("A second joint\nContrast, if the doctor asks for it")],
            base: base,
            newer: estimate.supersededBy.flatMap { $0 == 40 ? nil : "/told/\($0)-sample" },
            holding: estimate.supersededBy == 40
                ? Told.Holding(reference: "12", path: "/told/40-sample") : nil,
            plans: estimate.state == .accepted
                ? [Told.Going(name: said("A scan of the knee"), path: "/plan/3.sample")] : [],
            till: estimate.state == .accepted ? depositTill : Till())
    }

    /// A deposit by a provider: to be paid, on its way, given back, to be looked at.
    private static var depositTill: Till {
        var till = Till()
        till.isOpen = true
        till.pending = [Money(2_000, "USD")]
        till.refunds = [Refund(id: 93, amount: Money(1_000, "USD"), state: .done, at: now)]
        till.unclear = [
            UnclearMoney(
                id: 95, matter: .deposit(41), why: .differs, amount: Money(1_000, "USD"),
                provider: said("paid:1"), seenAt: now)
        ]
        return till
    }

    static var toldPages: [ToldPage] {
        let refused = ToldPage.Typed(
            name: said("Dana W"), why: said("Too dear"), question: said("Is contrast in it?"),
            opened: .question)
        let path = "/told/41-sample"
        return estimates.filter { $0.state != .drafted }.map {
            ToldPage(told: told($0), path: path, typed: ToldPage.Typed(), problem: nil, frame: .sampleVisitor)
        } + [
            ToldPage(
                told: told(estimates[0]), path: path, typed: refused,
                problem: "Please type your name: it says who decided this.", frame: .sampleCustomer),
            ToldPage(
                told: told(changeOrder, base: estimates[2]), path: path, typed: ToldPage.Typed(),
                problem: nil, frame: .sampleVisitor),
        ]
    }

    static var estimatePages: [EstimatePage] {
        estimates.map { estimate in
            let view = EstimatePage.View(
                told: told(estimate), conversation: conversation, versions: estimates.prefix(2).map { $0 },
                changes: [], offerings: offerings,
                templates: [EstimateTemplate(id: 51, name: said("Scan, usual"))],
                agentNames: [1: said("Mira Sandoval"), 2: said("Tom Okafor")], link: "/told/41-sample",
                typical: [31: TypicalView(offering: offerings[0], typical: typicalCosts[21]!)],
                confirmations: [])
            return EstimatePage(
                view: view, form: EstimateForm(estimate.content), blanks: 1,
                problem: estimate.state == .drafted ? said("“x” is not a quantity.") : nil, frame: .sampleDesk
            )
        }
    }

    static var costs: CostsOfConversation {
        var costs = CostsOfConversation()
        costs.offering = offerings[0].version
        costs.offerings = offerings
        costs.roles = [
            RoleStatement(
                id: 61, conversation: 1042, part: .part, whom: said("St. Ann’s Hospital"),
                reason: said("Contrast is given there."), toldAt: now - .days(2) + .hours(2),
                firstContactAt: now - .days(2))
        ]
        costs.estimates = estimates
        costs.invoices = [invoice(.issued), invoice(.drafted)]
        costs.work = workPages[0].view.balance
        costs.templates = [EstimateTemplate(id: 51, name: said("Scan, usual"))]
        return costs
    }

    static var workPages: [WorkPage] {
        let entries = [
            WorkEntry(
                id: 71, conversation: 1042,
                work: WorkEntry.Work(
                    .time, said("Scan and positioning"), on: Day(now, in: .utc), quantity: 1_500,
                    price: 9_000,
                    isShown: true), amount: Money(13_500, "USD"), agent: 1, override: nil, isBilled: true,
                createdAt: now - .hours(4)),
            WorkEntry(
                id: 72, conversation: 1042,
                work: WorkEntry.Work(
                    .material, said("Contrast"), on: Day(now, in: .utc), quantity: 2_000, price: 2_250),
                amount: Money(4_500, "USD"), agent: 2, override: said("The doctor needed it at once"),
                isBilled: false, createdAt: now - .hours(3)),
        ]
        let limit = SpendLimit(Money(20_000, "USD"), atLimit: .stop, tellsCustomer: true)
        func view(_ entries: [WorkEntry], _ limit: SpendLimit?, timer: Moment?) -> WorkPage.View {
            WorkPage.View(
                conversation: conversation, customerName: said("Dana Whitfield"), entries: entries,
                balance: WorkBalance(
                    used: Money(18_000, "USD"), asOf: entries.last?.createdAt, told: Money(24_000, "USD"),
                    limit: limit, ceiling: limit?.amount, hours: 1_500), terms: terms,
                agentNames: [1: said("Mira Sandoval"), 2: said("Tom Okafor")], timer: timer,
                activities: timer == nil ? [] : activities)
        }
        return [
            WorkPage(
                view: view(entries, limit, timer: now - .minutes(20)),
                typed: WorkPage.Typed(text: said("Contrast"), day: "2026-03-12", override: said("Urgent")),
                problem:
                    "That would go past the limit that was told. Send a change order first, or say why not.",
                frame: .sampleDesk),
            WorkPage(
                view: view([], nil, timer: nil), typed: WorkPage.Typed(day: "2026-03-12"), problem: nil,
                frame: .sampleDesk),
        ]
    }
}
