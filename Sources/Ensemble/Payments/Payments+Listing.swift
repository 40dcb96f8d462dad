import Database

extension Payments {
    /// Money that nobody has looked at yet, oldest first, 200 at most.
    func unclear() async throws -> [UnclearMoney] {
        try await database.read { db in
            try db.rows(
                "SELECT \(UnclearMoney.columns) FROM unclear_money WHERE settled_at IS NULL ORDER BY id LIMIT 200"
            ).map(UnclearMoney.init(row:))
        }
    }

    /// Asks the provider for all payments and refunds of an invoice.
    /// - Throws: `Fault.notFound`, `StripeProblem` when there is no answer.
    func askAll(of invoice: Invoice.ID) async throws {
        let checkouts = try await database.read { db in
            _ = try Invoices.find(invoice, in: db)
            return try db.rows(
                "SELECT \(Checkout.columns) FROM checkouts WHERE invoice = \(invoice) ORDER BY id LIMIT 50"
            ).map(Checkout.init(row:))
        }
        for checkout in checkouts {
            let present = try await ask(checkout)
            if present.intent != nil { try await askRefunds(of: present) }
        }
    }

    /// What was paid, what is tried, what was given back: as programs read it.
    /// - Throws: `Fault.notFound`.
    func lines(of id: Invoice.ID) async throws -> [PaymentCommands.Line] {
        try await database.read { db in
            let invoice = try Invoices.find(id, in: db)
            let paid = try Invoices.payments(on: id, in: db).map { payment in
                PaymentCommands.Line(
                    id: payment.id.rawValue, invoice: id.rawValue, method: payment.method.rawValue,
                    state: "received", amount: invoice.money(payment.amount).plain,
                    currency: invoice.content.currency, day: payment.day, reference: payment.reference)
            }
            let tried = try db.rows(
                "SELECT \(Checkout.columns) FROM checkouts WHERE invoice = \(id) AND state <> 'paid' ORDER BY id LIMIT 50"
            ).map(Checkout.init(row:)).map { checkout in
                PaymentCommands.Line(
                    id: checkout.id.rawValue, invoice: id.rawValue, method: StripeCheckout.name,
                    state: checkout.state.rawValue, amount: checkout.amount.plain,
                    currency: checkout.amount.currency, day: nil, reference: checkout.session ?? "")
            }
            let back = try Till.of(invoice, owed: 0, plan: nil, in: db).refunds.map { refund in
                PaymentCommands.Line(
                    id: refund.id.rawValue, invoice: id.rawValue, method: "refund",
                    state: refund.state.rawValue, amount: "-\(refund.amount.plain)",
                    currency: refund.amount.currency, day: nil, reference: "")
            }
            return paid + tried + back
        }
    }
}
