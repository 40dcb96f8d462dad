import Database

/// What is billed, against what was told, and against what earlier bills of the matter billed of it.
extension Invoices {
    /// What its customer accepted in a conversation and those joined with it, with its lines, oldest first;
    /// what somebody else was told there is never theirs.
    static func accepted(in conversation: Conversation.ID, currency: String, db: any Connection) throws
        -> [Estimate]
    {
        let ids: [Estimate.ID] = try db.rows(
            """
            SELECT id FROM estimates
            WHERE \(Conversations.theirs("conversation", conversation, in: db))
                AND state = \(EstimateState.accepted) AND currency = \(currency)
            ORDER BY number, version LIMIT 500
            """
        ).map { try $0("id") }
        return try ids.map { try Estimates.find($0, in: db) }
    }

    /// An invoice beside what was told: less what earlier invoices billed of it already.
    static func comparison(of invoice: Invoice, in db: any Connection) throws -> Comparison {
        let accepted = try accepted(
            in: invoice.conversation, currency: invoice.content.currency, db: db
        ).filter { estimate in
            // What is accepted after a bill was issued was not told before it.
            invoice.issuedAt.map { issued in estimate.answer.map { $0.at <= issued } ?? false } ?? true
        }
        let living = try Conversations.living(invoice.conversation, in: db).id
        let earlier = try earlierLines(in: living, before: invoice, db: db)
        let billed = billed(earlier)
        let told = accepted.flatMap { estimate in
            let sums = estimate.content.sums
            return estimate.content.lines.enumerated().map { place, line in
                let key = InvoiceLine.Told(estimate.id, line: place)
                return Comparison.ToldLine(
                    place: key, text: line.text, provider: line.provider,
                    gross: Spread(
                        sums.low.shares[place].gross, sums.likely.shares[place].gross,
                        sums.high.shares[place].gross), quantity: line.quantity,
                    earlier: billed[key] ?? Billed())
            }
        }
        let shares = invoice.content.sum.shares
        return Comparison(
            told: told, billed: zip(invoice.content.lines, shares.map(\.gross)).map { ($0, $1) },
            earlier: earlier)
    }

    // MARK: What was billed already

    /// What earlier bills took of a told line, less what credit notes gave back.
    struct Billed: Equatable, Sendable {
        /// Tax and all, its share of a discount off.
        var gross: Int64 = 0
        /// As priced: quantity by price, less the line's own discount.
        var amount: Int64 = 0
        /// In thousandths.
        var quantity: Int64 = 0
        /// What one cost, where it was the same each time.
        var price: Int64?
        var count = 0
    }

    /// A line of a bill that was issued, or of a credit note, which counts below zero.
    struct EarlierLine: Sendable {
        let bill: Invoice.ID
        let told: InvoiceLine.Told?
        let provider: String
        /// Tax and all, its share of a discount off.
        let gross: Int64
        let line: CostLine
        let sign: Int64
    }

    /// - Parameter invoice: what was issued before this one; `nil` for all that was issued.
    static func earlierLines(in conversation: Conversation.ID, before invoice: Invoice?, db: any Connection)
        throws -> [EarlierLine]
    {
        let earlier: SQL =
            invoice.flatMap { invoice in
                invoice.issuedAt.map {
                    "AND (invoices.issued_at, invoices.id) < (\($0), \(invoice.id))" as SQL
                }
            } ?? ""
        return try db.rows(
            """
            SELECT invoices.id, invoices.kind, invoices.credits, invoice_lines.gross, invoice_lines.told_in,
                invoice_lines.told_line, invoice_lines.quantity, invoice_lines.price, invoice_lines.discount,
                invoice_lines.provider
            FROM invoice_lines JOIN invoices ON invoices.id = invoice_lines.invoice
            WHERE \(Conversations.within("invoices.conversation", conversation))
                AND invoices.issued_at IS NOT NULL \(earlier)
            ORDER BY invoices.issued_at, invoices.id, invoice_lines.position
            """
        ).map { row in
            let (estimate, place): (Estimate.ID?, Int?) = (try row("told_in"), try row("told_line"))
            let sign: Int64 = try row("kind") as Invoice.Kind == .credit ? -1 : 1
            return EarlierLine(
                bill: try row("credits") ?? row("id"),
                told: estimate.flatMap { estimate in place.map { InvoiceLine.Told(estimate, line: $0) } },
                provider: try row("provider"), gross: sign * (try row("gross")),
                line: CostLine(
                    "", quantity: try row("quantity"), price: Spread(try row("price")),
                    discount: try row("discount")), sign: sign)
        }
    }

    /// What was billed of each told line.
    static func billed(_ lines: [EarlierLine]) -> [InvoiceLine.Told: Billed] {
        var billed: [InvoiceLine.Told: Billed] = [:]
        for line in lines {
            guard let told = line.told else { continue }
            billed[told, default: Billed()].add(line.line, gross: line.gross, sign: line.sign)
        }
        return billed
    }

    /// The lines of what was accepted, at their likely price, less what was billed of them.
    static func rest(of accepted: Estimate, billed: [InvoiceLine.Told: Billed]) -> [InvoiceLine] {
        accepted.content.lines.enumerated().compactMap { place, line in
            let told = InvoiceLine.Told(accepted.id, line: place)
            return (billed[told] ?? Billed()).rest(of: line).map { InvoiceLine($0, told: told) }
        }
    }

    /// What is left of the discounts on the whole: each bill of the same estimates has had its share.
    static func restOfDiscount(
        of accepted: [Estimate], for content: InvoiceContent, in conversation: Conversation.ID,
        db: any Connection
    ) throws -> Int64 {
        let whole = accepted.reduce(0) { $0 + $1.content.discount }
        guard whole > 0 else { return 0 }
        let given: Int64 =
            try db.value(
                """
                SELECT CAST(COALESCE(SUM(CASE WHEN kind = 'credit' THEN -discount ELSE discount END), 0) AS BIGINT)
                FROM invoices
                WHERE \(Conversations.within("conversation", conversation)) AND issued_at IS NOT NULL
                    AND currency = \(content.currency)
                    AND EXISTS (SELECT 1 FROM invoice_lines
                        WHERE invoice_lines.invoice = invoices.id
                            AND invoice_lines.told_in IN \(list: accepted.map(\.id)))
                """) ?? 0
        let most = content.lines.reduce(Int64(0)) { $0 + $1.line.amount(.likely) }
        return min(max(0, whole - given), most)
    }
}

extension Invoices.Billed {
    /// - Parameter gross: signed as it counts.
    mutating func add(_ line: CostLine, gross: Int64, sign: Int64) {
        self.gross += gross
        amount += sign * line.amount(.likely)
        quantity += sign * line.quantity
        price = count == 0 || price == line.price.likely ? line.price.likely : nil
        count += 1
    }

    /// What a told line still has to bill: the rest of its quantity where it was billed by it, else of its amount.
    /// - Returns: `nil` where nothing is left.
    func rest(of line: CostLine) -> CostLine? {
        var rest = line
        rest.price = Spread(line.price.likely)
        guard amount > 0 else { return rest }
        let left = rest.amount(.likely) - amount
        guard left > 0 else { return nil }
        if price == line.price.likely, quantity > 0, quantity < line.quantity {
            rest.quantity = line.quantity - quantity
            if rest.amount(.likely) == left { return rest }
        }
        rest.quantity = 1_000
        rest.unit = ""
        rest.discount = 0
        rest.price = Spread(left)
        return rest
    }
}
