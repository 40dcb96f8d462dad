import Database
import Localization

/// A matter that is done: what it brought, what went into it, and whether
/// the customer was well served.
public struct ProfitMatter: Equatable, Sendable {
    public let conversation: Conversation.ID
    public let customer: Customer.ID
    public let offering: Offering.ID?
    public let doneAt: Moment
    /// Minor units, without tax.
    public let revenue: Int64
    /// What its material cost us.
    public let material: Int64
    public let writtenOff: Int64
    /// The customer had a matter done before.
    public let isReturning: Bool
    /// Told before, billed as told, not contested, and good where they answered; `nil`: neither billed nor answered.
    public let isServed: Bool?
    /// Booked, and for answers.
    public internal(set) var minutes = 0.0
    /// Of its time, in minor units; `nil` where some of it has no rate.
    public internal(set) var time: Double? = 0
    /// The offering of the first matter with one that this customer ever had done; `nil`: there is none.
    public internal(set) var cameFor: Offering.ID?
    /// For lists.
    public internal(set) var customerName = ""
    public internal(set) var subject = ""
    public internal(set) var offeringName: String?

    /// Before the time that went into it.
    public var margin: Int64 { revenue - material - writtenOff }
    /// What it left over, after the time that went into it.
    public var contribution: Double? { time.map { Double(margin) - $0 } }
}

extension ProfitMatter {
    /// The matters done between two moments, in a currency or in none, oldest first.
    static func all(
        _ scope: Results.Scope, _ moments: (from: Moment, until: Moment), currency: String
    ) -> SQL {
        """
        SELECT conversation, customer, offering, done_at, revenue, material, written_off,
            CASE WHEN EXISTS (SELECT 1 FROM profit_matters AS earlier
                WHERE earlier.customer = profit_matters.customer AND (earlier.done_at, earlier.conversation)
                    < (profit_matters.done_at, profit_matters.conversation)) THEN 1 ELSE 0 END AS returning_customer,
            (SELECT first.offering FROM profit_matters AS first
                WHERE first.customer = profit_matters.customer AND first.offering IS NOT NULL
                ORDER BY first.done_at, first.conversation LIMIT 1) AS came_for,
            (SELECT MIN(told_before * (1 - surprise) * (1 - disputed)) FROM clarity_bills
                WHERE clarity_bills.conversation = profit_matters.conversation) AS billed_well,
            (SELECT MIN(CASE WHEN COALESCE(core, 5) >= 4 AND COALESCE(money, 5) >= 4 THEN 1 ELSE 0 END)
                FROM result_answers WHERE result_answers.conversation = profit_matters.conversation
                    AND (core IS NOT NULL OR money IS NOT NULL)) AS said_well
        FROM profit_matters
        WHERE done_at >= \(moments.from) AND done_at < \(moments.until)
            AND currency IN (\(currency), '') \(scope.narrowed)
        ORDER BY done_at, conversation
        """
    }

    init(row: Row, material shares: [Offering.ID: Int]) throws {
        let offering: Offering.ID? = try row("offering")
        let (billed, said): (Int64?, Int64?) = (try row("billed_well"), try row("said_well"))
        let booked: Int64 = try row("material")
        let share = offering.flatMap { shares[$0] } ?? OfferingCost.materialUnsaid
        let returning: Int64 = try row("returning_customer")
        self.init(
            conversation: try row("conversation"), customer: try row("customer"), offering: offering,
            doneAt: try row("done_at"), revenue: try row("revenue"),
            material: booked * Int64(share) / 10_000, writtenOff: try row("written_off"),
            isReturning: returning == 1,
            isServed: [billed, said].compactMap { $0 }.min().map { $0 == 1 })
        cameFor = try row("came_for")
    }
}
