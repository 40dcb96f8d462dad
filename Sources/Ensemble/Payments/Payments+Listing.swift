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

    /// Asks the provider for all payments and refunds of an invoice, or of a deposit.
    /// - Throws: `Fault.notFound`, `StripeProblem` when there is no answer.
    func askAll(of matter: Checkout.Matter) async throws {
        let checkouts = try await database.read { db in
            _ = try matter.place(in: db)
            return try db.rows(
                "SELECT \(Checkout.columns) FROM checkouts WHERE \(matter.isThis) ORDER BY id LIMIT 50"
            ).map(Checkout.init(row:))
        }
        for checkout in checkouts {
            let present = try await ask(checkout)
            if present.intent != nil { try await askRefunds(of: present) }
        }
    }

    /// What was paid, what is tried, what was given back: as programs read it.
    /// - Throws: `Fault.notFound`.
    func lines(of matter: Checkout.Matter) async throws -> [PaymentCommands.Line] {
        try await database.read { db in
            let currency = try matter.place(in: db).currency
            let paid = try Self.received(matter, in: db).map { payment in
                PaymentCommands.Line(
                    id: payment.id.rawValue, matter, method: payment.method.rawValue, state: "received",
                    amount: Money(payment.amount, currency).plain, currency: currency, day: payment.day,
                    reference: payment.reference)
            }
            let tried = try db.rows(
                """
                SELECT \(Checkout.columns) FROM checkouts WHERE \(matter.isThis) AND state <> 'paid'
                ORDER BY id LIMIT 50
                """
            ).map(Checkout.init(row:)).map { checkout in
                PaymentCommands.Line(
                    id: checkout.id.rawValue, matter, method: StripeCheckout.name,
                    state: checkout.state.rawValue, amount: checkout.amount.plain,
                    currency: checkout.amount.currency, reference: checkout.session ?? "")
            }
            let back = try Till.of(matter, in: db).refunds.map { refund in
                PaymentCommands.Line(
                    id: refund.id.rawValue, matter, method: "refund", state: refund.state.rawValue,
                    amount: "-\(refund.amount.plain)", currency: refund.amount.currency, day: refund.day,
                    reference: refund.reference)
            }
            return paid + tried + back
        }
    }

    private static func received(_ matter: Checkout.Matter, in db: any Connection) throws -> [Payment] {
        switch matter {
        case .bill(let id): try Invoices.payments(on: id, in: db)
        case .deposit(let id): try Invoices.deposits(on: id, in: db)
        }
    }
}
