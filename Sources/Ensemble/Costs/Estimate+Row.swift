import Database

extension Estimate {
    static let columns: SQL = """
        estimates.id, estimates.number, estimates.version, estimates.conversation, estimates.kind,
        estimates.base, estimates.state, estimates.title, estimates.currency, estimates.tax_included,
        estimates.discount, estimates.assumptions, estimates.exclusions, estimates.notes,
        estimates.valid_until, estimates.work_day, estimates.deposit, estimates.plans, estimates.low,
        estimates.likely, estimates.high, estimates.fingerprint, estimates.message, estimates.made_by,
        estimates.created_at, estimates.delivered_at, estimates.seen_at, estimates.acknowledged_at,
        estimates.answered_at, estimates.answer_name, estimates.answer_address, estimates.answer_channel,
        estimates.answer_agent, estimates.answer_words, estimates.answer_plan, estimates.superseded_by
        """

    /// - Parameter lines: empty where only the sums are wanted.
    init(row: Row, lines: [CostLine] = []) throws {
        id = try row("id")
        number = try row("number")
        version = try row("version")
        conversation = try row("conversation")
        base = try row("base")
        state = try row("state")
        content = try EstimateContent(row: row, lines: lines)
        gross = Spread(try row("low"), try row("likely"), try row("high"))
        fingerprint = try row("fingerprint")
        message = try row("message")
        madeBy = try row("made_by")
        createdAt = try row("created_at")
        deliveredAt = try row("delivered_at")
        seenAt = try row("seen_at")
        acknowledgedAt = try row("acknowledged_at")
        answer = try (row("answered_at") as Moment?).map { try Answer(row: row, at: $0) }
        supersededBy = try row("superseded_by")
    }
}

extension Estimate.Answer {
    init(row: Row, at moment: Moment) throws {
        at = moment
        name = try row("answer_name")
        channel = try row("answer_channel")
        address = try row("answer_address")
        agent = try row("answer_agent")
        words = try row("answer_words") ?? ""
        plan = try row("answer_plan")
    }
}

extension EstimateContent {
    init(row: Row, lines: [CostLine]) throws {
        self.init(
            kind: try row("kind"), title: try row("title"), currency: try row("currency"),
            taxIncluded: try row("tax_included"), lines: lines, discount: try row("discount"),
            assumptions: try row("assumptions"), exclusions: try row("exclusions"), notes: try row("notes"),
            validUntil: try row("valid_until"), workDay: try row("work_day"), deposit: try row("deposit"),
            plans: try Self.decodedPlans.value(from: row("plans")))
    }

    private static let decodedPlans = Decoded<[PayTerms]>()
}

extension CostLine {
    static let columns: SQL =
        "text, offering, quantity, unit, low, likely, high, tax_rate, discount, provider"

    init(row: Row) throws {
        self.init(
            try row("text"), offering: try row("offering"), quantity: try row("quantity"),
            unit: try row("unit"), price: Spread(try row("low"), try row("likely"), try row("high")),
            taxRate: try row("tax_rate"), discount: try row("discount"), provider: try row("provider"))
    }
}
