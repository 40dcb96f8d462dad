import Database

/// Which bills stand behind a number.
public enum ClarityShow: String, Sendable, CaseIterable {
    case all, told, untold, plan
    case noPlan = "no-plan"
    case surprises, breaches, disputed, ranges, inside, outside

    var condition: SQL {
        switch self {
        case .all: ""
        case .told: "AND told_before = 1"
        case .untold: "AND told_before = 0"
        case .plan: "AND plan_before = 1"
        case .noPlan: "AND plan_before = 0"
        case .surprises: "AND surprise = 1"
        case .breaches: "AND breach = 1"
        case .disputed: "AND disputed = 1"
        case .ranges: "AND inside IS NOT NULL"
        case .inside: "AND inside = 1"
        case .outside: "AND inside = 0"
        }
    }
}

/// A bill behind a number.
public struct ClarityBill: Sendable {
    public let invoice: Invoice.ID
    public let number: String
    public let title: String
    public let conversation: Conversation.ID
    public let customerName: String
    public let offeringName: String?
    public let issuedOn: Day
    public let gross: Money
    /// Likely; `nil`: nothing was.
    public let told: Money?
    public let unannounced: Int
    public let isToldBefore: Bool
    public let leadHours: Int?
    public let hadPlan: Bool
    public let isSurprise: Bool
    public let isBreach: Bool
    public let isDisputed: Bool
    /// Of a job's last bill.
    public let isInside: Bool?
    public let logRatio: Double?
    /// Of a surprise: the lines that differ from what was told.
    public var lines: [ClarityLine] = []
    public var disputes: [Contest] = []

    /// Billed less told.
    public var difference: Money { Money(gross.minorUnits - (told?.minorUnits ?? 0), gross.currency) }

    /// The same in percent of what was told, to one decimal; `nil` where nothing was.
    public var differencePercent: Double? {
        told.flatMap { told in
            told.minorUnits > 0
                ? (Double(difference.minorUnits) / Double(told.minorUnits) * 1_000).rounded() / 10 : nil
        }
    }

    /// What a customer contested.
    public struct Contest: Sendable {
        public let name: String
        public let why: String
        public let outcome: String?
    }
}

/// A line that differs from what was told.
public struct ClarityLine: Sendable {
    public let text: String
    /// Likely; `nil`: nobody had announced it.
    public let told: Int64?
    /// `nil`: told and not billed.
    public let billed: Int64?
    public let why: String

    public var difference: Int64 { (billed ?? 0) - (told ?? 0) }
}

extension Direction {
    /// The bills behind a number, newest first.
    /// - Returns: at most `limit`, with their differing lines and disputes, and where the next page begins.
    /// - Throws: `Fault.forbidden`.
    public func bills(
        _ show: ClarityShow, _ scope: ClarityScope, after: Keyset? = nil, limit: Int = 25, for actor: Actor
    ) async throws -> (bills: [ClarityBill], next: Keyset?) {
        try check(scope, actor)
        return try await database.read { db in
            var bills = try db.rows(Self.listing(show, scope, after: after, limit: limit + 1)).map(
                ClarityBill.init)
            let next = bills.count > limit ? bills[limit - 1].place : nil
            bills = Array(bills.prefix(limit))
            try Self.addDetails(to: &bills, in: db)
            return (bills, next)
        }
    }

    static func listing(_ show: ClarityShow, _ scope: ClarityScope, after: Keyset?, limit: Int) -> SQL {
        let behind: SQL =
            after.map { "AND (issued_on, invoice) < (\($0.moment), \($0.id))" } ?? ""
        return """
            SELECT clarity.*, invoices.series, invoices.number, invoices.title, customers.name AS customer_name,
                offerings.name AS offering_name
            FROM (SELECT invoice, conversation, offering, issued_on, currency, gross, told, unannounced, told_before,
                    lead_hours, plan_before, surprise, breach, disputed, inside, log_ratio
                FROM clarity_bills
                WHERE issued_on BETWEEN \(scope.from.first) AND \(scope.until.last) \(narrowed(scope))
                    \(show.condition) \(behind)
                ORDER BY issued_on DESC, invoice DESC LIMIT \(limit)) AS clarity
            JOIN invoices ON invoices.id = clarity.invoice
            JOIN customers ON customers.id = invoices.customer
            LEFT JOIN offerings ON offerings.id = clarity.offering
            ORDER BY clarity.issued_on DESC, clarity.invoice DESC
            """
    }

    private static func addDetails(to bills: inout [ClarityBill], in db: any Connection) throws {
        let surprises = bills.filter(\.isSurprise).map(\.invoice)
        let contested = bills.filter(\.isDisputed).map(\.invoice)
        var lines: [Invoice.ID: [ClarityLine]] = [:]
        var disputes: [Invoice.ID: [ClarityBill.Contest]] = [:]
        for row in surprises.isEmpty
            ? []
            : try db.rows(
                """
                SELECT invoice, text, told, billed, why FROM clarity_lines WHERE invoice IN \(list: surprises)
                ORDER BY invoice, position
                """)
        {
            lines[try row("invoice"), default: []].append(
                ClarityLine(
                    text: try row("text"), told: try row("told"), billed: try row("billed"),
                    why: try row("why")))
        }
        for row in contested.isEmpty
            ? []
            : try db.rows(
                "SELECT invoice, name, why, outcome FROM disputes WHERE invoice IN \(list: contested) ORDER BY id"
            )
        {
            disputes[try row("invoice"), default: []].append(
                ClarityBill.Contest(name: try row("name"), why: try row("why"), outcome: try row("outcome")))
        }
        for place in bills.indices {
            bills[place].lines = lines[bills[place].invoice] ?? []
            bills[place].disputes = disputes[bills[place].invoice] ?? []
        }
    }
}

extension ClarityBill {
    /// Its place in the list: the day, and the invoice.
    var place: Keyset { Keyset(moment: Moment(milliseconds: issuedOn.number), id: invoice.rawValue) }

    init(row: Row) throws {
        let currency: String = try row("currency")
        let told: Int64? = try row("told")
        let (series, place): (String, Int64) = (try row("series"), try row("number"))
        self.init(
            invoice: try row("invoice"), number: "\(series)-\(place)", title: try row("title"),
            conversation: try row("conversation"), customerName: try row("customer_name"),
            offeringName: try row("offering_name"), issuedOn: try row("issued_on"),
            gross: Money(try row("gross"), currency), told: told.map { Money($0, currency) },
            unannounced: try row("unannounced"), isToldBefore: try row("told_before"),
            leadHours: try row("lead_hours"), hadPlan: try row("plan_before"),
            isSurprise: try row("surprise"),
            isBreach: try row("breach"), isDisputed: try row("disputed"), isInside: try row("inside"),
            logRatio: try row("log_ratio"))
    }
}
