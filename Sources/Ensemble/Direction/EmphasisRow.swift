import Database

/// What one sentence heard, line billed or hour worked weighs in its lens.
struct EmphasisRow: Equatable {
    let lens: Lens
    /// The message or answer, the invoice, the work entry.
    let source: Int64
    /// The mention, the invoice's line; 0.
    let place: Int64
    let conversation: Conversation.ID
    let offering: Offering.ID?
    let customer: Customer.ID
    let month: Int
    /// Of what is paid: the currency.
    let unit: String
    let weight: Weight
    /// Of an hour: 1 where it carries a kind of work, and goes by it.
    var carried: Int64 = 0

    /// Whole numbers: thousandths of the words, minor units, thousandths of an hour.
    struct Weight: Equatable {
        var product: Int64 = 0
        var service: Int64 = 0
        var idea: Int64 = 0
        /// Of what belongs to no offering, and so has no profile.
        var unknown: Int64 = 0

        static func + (one: Self, other: Self) -> Self {
            Self(
                product: one.product + other.product, service: one.service + other.service,
                idea: one.idea + other.idea, unknown: one.unknown + other.unknown)
        }

        static prefix func - (one: Self) -> Self {
            Self(product: -one.product, service: -one.service, idea: -one.idea, unknown: -one.unknown)
        }

        /// An amount by a profile; what the division leaves over is the largest part's, whichever way it counts.
        init(_ amount: Int64, by profile: OfferingText.Profile) {
            let (p, s, i) = (Int64(profile.product), Int64(profile.service), Int64(profile.idea))
            product = amount * p / (p + s + i)
            service = amount * s / (p + s + i)
            idea = amount * i / (p + s + i)
            let rest = amount - product - service - idea
            if p >= max(s, i) { product += rest } else if s >= i { service += rest } else { idea += rest }
        }

        init(product: Int64 = 0, service: Int64 = 0, idea: Int64 = 0, unknown: Int64 = 0) {
            (self.product, self.service, self.idea, self.unknown) = (product, service, idea, unknown)
        }

        init(row: Row) throws {
            self.init(
                product: try row("product"), service: try row("service"), idea: try row("idea"),
                unknown: try row("unknown"))
        }
    }
}

extension EmphasisRow {
    static let columns: SQL =
        "lens, source, place, conversation, offering, customer, month, unit, product, service, idea, unknown, carried"

    init(row: Row) throws {
        lens = try row("lens")
        source = try row("source")
        place = try row("place")
        conversation = try row("conversation")
        offering = try row("offering")
        customer = try row("customer")
        month = try row("month")
        unit = try row("unit")
        weight = try Weight(row: row)
        carried = try row("carried")
    }

    func insert(in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO emphasis_rows (\(Self.columns))
            VALUES (\(lens), \(source), \(place), \(conversation), \(offering), \(customer), \(month), \(unit),
                \(weight.product), \(weight.service), \(weight.idea), \(weight.unknown), \(carried))
            """)
    }

    // MARK: What they stand for

    /// Marked words that count, but not in what is held back as none of ours; those of an answer are of what it was asked about. `narrowed` begins with AND.
    static func heard(_ narrowed: SQL) -> SQL {
        """
        SELECT 'heard' AS lens, mentions.source AS source, mentions.id AS place,
            COALESCE(messages.conversation, survey_responses.conversation, 0) AS conversation,
            COALESCE(offering_versions.offering, survey_responses.offering) AS offering,
            mentions.customer AS customer, mentions.month AS month, '' AS unit, mentions.product AS product,
            mentions.service AS service, mentions.idea AS idea, CAST(0 AS BIGINT) AS unknown, CAST(0 AS BIGINT) AS carried
        FROM mentions
        LEFT JOIN messages ON messages.id = mentions.source AND mentions.source_kind = 'message'
        LEFT JOIN conversations ON conversations.id = messages.conversation
        LEFT JOIN survey_responses ON survey_responses.id = mentions.source AND mentions.source_kind = 'answer'
        LEFT JOIN conversation_offerings ON conversation_offerings.conversation = messages.conversation
        LEFT JOIN offering_versions ON offering_versions.id = conversation_offerings.version
        WHERE mentions.counted = 1 AND conversations.suspended_at IS NULL \(narrowed)
        """
    }

    /// Lines of issued invoices and credit notes, net of tax, by the profile of
    /// their offering's version; a line that names none, by that which its conversation's offering had on that day.
    static func paid(_ narrowed: SQL, in db: any Connection, _ body: (EmphasisRow) throws -> Void) throws {
        try db.each(
            """
            SELECT invoice_lines.invoice AS source, invoice_lines.position AS place, invoice_lines.gross,
                invoice_lines.tax_rate, invoices.kind, invoices.currency, invoices.issued_on, invoices.customer,
                COALESCE(conversations.merged_into, conversations.id) AS conversation, \(profile)
            FROM invoice_lines JOIN invoices ON invoices.id = invoice_lines.invoice
            JOIN conversations ON conversations.id = invoices.conversation
            \(chosen)
            LEFT JOIN offering_versions
                ON offering_versions.id = COALESCE(invoice_lines.offering, \(standing("invoices.issued_at", day: "invoices.issued_on")))
            WHERE invoices.issued_on IS NOT NULL \(narrowed)
            """
        ) { row in
            let (gross, tax, kind): (Int64, Int64, String) = (
                try row("gross"), try row("tax_rate"), try row("kind")
            )
            let net = gross - gross * tax / (10_000 + tax)
            try body(
                EmphasisRow(
                    .paid, row, month: Month(row("issued_on") as Day), unit: row("currency"),
                    amount: kind == "credit" ? -net : net))
        }
    }

    /// Hours, by the profile of the kind of work that they carry, as it stood when they were booked; those that
    /// carry none by the profile that the conversation's offering had on their day.
    static func worked(_ narrowed: SQL, in db: any Connection, _ body: (EmphasisRow) throws -> Void) throws {
        try db.each(
            """
            SELECT work_entries.id AS source, CAST(0 AS BIGINT) AS place, work_entries.quantity, work_entries.day,
                COALESCE(conversations.merged_into, conversations.id) AS conversation, conversations.customer,
                \(profile), work_entries.activity, activity_versions.product AS own_product,
                activity_versions.service AS own_service, activity_versions.idea AS own_idea
            FROM work_entries JOIN conversations ON conversations.id = work_entries.conversation
            \(chosen)
            LEFT JOIN offering_versions
                ON offering_versions.id = \(standing("work_entries.created_at", day: "work_entries.day"))
            LEFT JOIN activity_versions ON activity_versions.id = work_entries.activity
            WHERE work_entries.kind = 'time' \(narrowed)
            """
        ) { row in
            let own = try (row("activity") as Int64?).map { _ in
                OfferingText.Profile(try row("own_product"), try row("own_service"), try row("own_idea"))
            }
            try body(
                EmphasisRow(
                    .worked, row, month: Month(row("day") as Day), unit: "", amount: row("quantity"), by: own)
            )
        }
    }

    /// What a conversation is about, as it was chosen.
    private static let chosen: SQL = """
        LEFT JOIN conversation_offerings ON conversation_offerings.conversation
            = COALESCE(conversations.merged_into, conversations.id)
        LEFT JOIN offering_versions AS chosen ON chosen.id = conversation_offerings.version
        """

    /// The version in which the chosen offering stood when something was written down, and on its day; its
    /// first where there was none yet. Later versions never change what was.
    private static func standing(_ written: SQL, day: SQL) -> SQL {
        """
        (SELECT standing.id FROM offering_versions AS standing WHERE standing.offering = chosen.offering
            AND (standing.number = 1
                OR (standing.created_at <= \(written) AND standing.created_at < (\(day) + 1) * 86400000))
        ORDER BY standing.number DESC LIMIT 1)
        """
    }

    private static let profile: SQL = """
        offering_versions.offering, offering_versions.product, offering_versions.service,
        offering_versions.idea
        """

    private init(
        _ lens: Lens, _ row: Row, month: Month, unit: String, amount: Int64,
        by own: OfferingText.Profile? = nil
    ) throws {
        let offering: Offering.ID? = try row("offering")
        let profile =
            try own
            ?? offering.map { _ in
                OfferingText.Profile(try row("product"), try row("service"), try row("idea"))
            }
        let weight = profile.map { Weight(amount, by: $0) } ?? Weight(unknown: amount)
        self.init(
            lens: lens, source: try row("source"), place: try row("place"),
            conversation: try row("conversation"), offering: offering, customer: try row("customer"),
            month: month.number, unit: unit, weight: weight, carried: own == nil ? 0 : 1)
    }
}
