import Localization

/// Invoices for the page gallery and the tests of pages.
extension Samples {
    static var invoiceContent: InvoiceContent {
        InvoiceContent(
            title: said("Second scan of the left knee"), currency: "USD",
            lines: [
                InvoiceLine(
                    CostLine(said("MRI scan, left knee"), offering: 31, price: Spread(19_500)),
                    told: InvoiceLine.Told(41, line: 0), why: said("It took a quarter of an hour longer.")),
                InvoiceLine(
                    CostLine(said("Laboratory"), price: Spread(4_250), taxRate: 800),
                    why: said("The doctor asked for it on the day.")),
            ], words: said("We should have told you about the laboratory before. We are sorry."))
    }

    static func invoice(_ state: InvoiceState, kind: Invoice.Kind = .invoice) -> Invoice {
        let isIssued = state != .drafted
        return Invoice(
            id: 81, kind: kind, number: isIssued ? "2026-12" : nil, conversation: 1042, customer: 5,
            state: state, content: invoiceContent, credits: kind == .credit ? 80 : nil,
            gross: invoiceContent.sum.gross, issuedOn: isIssued ? Day(now, in: .utc) - 2 : nil,
            dueOn: isIssued ? Day(now, in: .utc) + 12 : nil, message: nil, createdAt: now - .days(3),
            issuedAt: isIssued ? now - .days(2) : nil, seenAt: isIssued ? now - .days(1) : nil)
    }

    static var invoices: [Invoice] {
        [invoice(.issued), invoice(.drafted), invoice(.partPaid), invoice(.disputed), invoice(.paid)]
    }

    static func bill(_ invoice: Invoice) -> Invoices.Bill {
        let told: [Comparison.ToldLine] = [
            .init(
                place: InvoiceLine.Told(41, line: 0), text: said("MRI scan, left knee"), provider: "",
                gross: Spread(15_000, 18_000, 24_000)),
            .init(
                place: InvoiceLine.Told(41, line: 1), text: said("Reading by a specialist"), provider: "",
                gross: Spread(13_122)),
        ]
        let shares = invoice.content.sum.shares.map(\.gross)
        let dispute = Dispute(
            id: 91, name: said("Dana Whitfield"), why: said("Nobody told me about the laboratory."),
            openedAt: now - .days(1), closedAt: invoice.state == .disputed ? nil : now,
            outcome: invoice.state == .disputed ? nil : said("You are right; we take it back."))
        let isInParts = invoice.state == .partPaid
        let parts = try? PayTerms(count: 3).instalments(of: invoice.gross, from: Day(now, in: .utc))
        let plan = PaymentPlan(
            state: .active, terms: PayTerms(count: 3), interest: 0, chosenBy: said("Dana Whitfield"),
            chosenAt: now - .days(1), instalments: parts ?? [])
        let first = plan.instalments.first?.amount ?? 0
        let paid = Payment(
            id: 92, method: .bank, amount: invoice.state == .paid ? invoice.gross : first,
            day: Day(now, in: .utc), reference: said("2026-12"))
        let isPaid = isInParts || invoice.state == .paid
        return Invoices.Bill(
            invoice: invoice,
            comparison: Comparison(
                told: told, billed: zip(invoice.content.lines, shares).map { (line: $0, gross: $1) }),
            payments: isPaid ? [paid] : [], owed: isPaid ? invoice.gross - paid.amount : invoice.gross,
            plan: isInParts ? plan : nil,
            plansOffered: [PayTerms(count: 3), PayTerms(count: 12, interest: 1_200)],
            disputes: [.disputed, .paid].contains(invoice.state) ? [dispute] : [],
            customerName: said("Dana Whitfield"), terms: terms,
            credited: invoice.kind == .credit ? self.invoice(.issued) : nil, credits: [],
            toCustomer: invoice.state == .paid ? 4_250 : 0, till: till(of: invoice))
    }

    /// Payments by a provider: open, on their way, given back, to be looked at.
    private static func till(of invoice: Invoice) -> Till {
        var till = Till()
        till.isOpen = invoice.kind == .invoice && invoice.state.isOwed
        if invoice.state == .partPaid { till.nextPart = 8_030 }
        if invoice.state == .issued { till.pending = [Money(4_000, "USD")] }
        if invoice.state == .paid {
            till.returnable = 3_000
            till.refunds = [
                Refund(id: 93, amount: Money(4_250, "USD"), state: .done, at: now),
                Refund(
                    id: 95, amount: Money(1_000, "USD"), state: .done, at: now, method: .bank,
                    day: Day(now, in: .utc), reference: said("C2026-1")),
            ]
            till.unclear = [
                UnclearMoney(
                    id: 94, matter: .bill(invoice.id), why: .refunded, amount: Money(4_250, "USD"),
                    provider: said("refund:re_1"), seenAt: now)
            ]
        }
        return till
    }

    static var billPages: [BillPage] {
        (invoices.filter { $0.state != .drafted } + [invoice(.issued, kind: .credit)]).map { invoice in
            BillPage(
                bill: bill(invoice), path: "/bill/81-sample",
                typed: BillPage.Typed(name: said("Dana"), why: said("Too much")),
                problem: invoice.state == .partPaid
                    ? "Please type your name: it says who decided this." : nil,
                frame: .sampleVisitor)
        }
    }

    static var invoicePages: [InvoicePage] {
        (invoices + [invoice(.issued, kind: .credit)]).map { invoice in
            InvoicePage(
                bill: bill(invoice), conversation: 1042, form: InvoiceForm(invoice.content), blanks: 1,
                places: [(place: InvoiceLine.Told(41, line: 0), words: said("Estimate 12: MRI scan"))],
                link: "/bill/81-sample", problem: invoice.state == .drafted ? "Please say why." : nil,
                frame: .sampleDesk)
        }
    }
}
