import Localization

/// Cost clarity for the page gallery and the tests of pages.
extension Samples {
    private static var month: Month { Month(Day(now, in: .utc)) }
    private static var clarityScope: ClarityScope { ClarityStep.month.span(until: month) }

    /// A month of many bills, of which so many in ten were told before.
    private static func tally(_ bills: Int, tenths: Int) -> ClarityTally {
        var tally = ClarityTally()
        tally.bills = bills
        tally.told = bills * tenths / 10
        tally.plans = bills * tenths / 14
        tally.surprises = bills * (10 - tenths) / 12
        tally.breaches = tally.surprises / 2
        tally.disputed = tally.surprises / 4
        tally.ranges = tally.told * 2 / 3
        tally.inside = tally.ranges * 3 / 4
        tally.logs = Double(tally.ranges) * 0.06
        tally.squares = Double(tally.ranges) * 0.02
        tally.leads = tally.told > 0 ? [52: tally.told / 2 + 1, 96: tally.told - tally.told / 2] : [:]
        tally.excess = tally.surprises > 0 ? ["USD": Int64(tally.surprises) * 4_250] : [:]
        tally.due = bills / 3
        tally.inTime = bills * tenths / 30
        tally.overdue = bills / 20
        tally.roles.waits = [35: bills / 3, 190: bills / 2, 4_000: bills / 6]
        tally.roles.parts = [.all: bills / 3, .part: bills / 6, .refer: bills / 4, .no: bills / 4]
            .filter { $0.value > 0 }
        return tally
    }

    private static func clarity(_ counts: [Int]) -> Clarity {
        let tallies = counts.enumerated().map { tally($0.element, tenths: min(9, $0.offset)) }
        let all = tallies.reduce(into: ClarityTally()) { $0 += $1 }
        let offerings: [(offering: Offering.ID?, name: String, tally: ClarityTally)] =
            counts.isEmpty
            ? []
            : [
                (
                    Offering.ID(rawValue: 31), said("Knee scan, both sides, with a specialist’s reading"),
                    tally(44, tenths: 7)
                ),
                (Offering.ID(rawValue: 32), said("Physiotherapy"), tally(7, tenths: 5)),
                (nil, "", tally(3, tenths: 0)),
            ]
        return Clarity(
            scope: clarityScope, step: .month, all: all,
            steps: Array(
                zip(
                    ClarityStep.month.steps(of: clarityScope),
                    tallies + Array(repeating: ClarityTally(), count: 12 - counts.count)
                )
            ).map { (scope: $0, tally: $1) },
            offerings: offerings)
    }

    static var clarityBill: ClarityBill {
        var bill = ClarityBill(
            invoice: 81, number: "2026-12", title: said("Second scan"), conversation: 1042,
            customerName: said("Dana Whitfield"), offeringName: said("Knee scan"),
            issuedOn: Day(now, in: .utc) - 2,
            gross: Money(24_090, "USD"), told: Money(18_000, "USD"), unannounced: 1, isToldBefore: false,
            leadHours: nil, hadPlan: false, isSurprise: true, isBreach: true, isDisputed: true,
            isInside: false,
            logRatio: 0.2914)
        bill.lines = [
            ClarityLine(
                text: said("MRI scan, left knee"), told: 18_000, billed: 19_500,
                why: said("It took a quarter of an hour longer.")),
            ClarityLine(
                text: said("Laboratory"), told: nil, billed: 4_590,
                why: said("The doctor asked for it on the day.")),
            ClarityLine(text: said("Bandage"), told: 1_200, billed: nil, why: ""),
        ]
        bill.disputes = [
            ClarityBill.Contest(
                name: said("Dana Whitfield"), why: said("Nobody told me about the laboratory."),
                outcome: said("You are right; we take it back."))
        ]
        return bill
    }

    private static var goodBill: ClarityBill {
        ClarityBill(
            invoice: 82, number: "2026-13", title: said("First visit"), conversation: 1043,
            customerName: said("Sam Okoro"), offeringName: nil, issuedOn: Day(now, in: .utc) - 3,
            gross: Money(9_000, "USD"), told: Money(9_000, "USD"), unannounced: 0, isToldBefore: true,
            leadHours: 52,
            hadPlan: true, isSurprise: false, isBreach: false, isDisputed: false, isInside: nil, logRatio: nil
        )
    }

    static var clarityPages: [ClarityPage] {
        let offerings: [(id: Offering.ID, name: String)] = [
            (31, said("Knee scan")), (32, said("Physiotherapy")),
        ]
        return [[3, 8, 15, 31, 40, 38, 44, 52, 47, 61, 58, 12], [1, 2], []].map { counts in
            ClarityPage(
                clarity: clarity(counts), surprises: counts.isEmpty ? [] : [clarityBill],
                offerings: offerings,
                pack: .named("us-gfe"), frame: .sampleDesk)
        }
    }

    static var clarityBillsPages: [ClarityBillsPage] {
        [
            ClarityBillsPage(
                bills: [clarityBill, goodBill], next: clarityBill.place, show: .surprises,
                scope: clarityScope,
                offeringName: nil, frame: .sampleDesk),
            ClarityBillsPage(
                bills: [], next: nil, show: .untold,
                scope: ClarityScope(from: month, until: month, offering: .one(31)),
                offeringName: said("Knee scan"),
                frame: .sampleDesk),
        ]
    }

    static var clarityRolesPages: [ClarityRolesPage] {
        let roles = RoleStatement.Part.allCases.map { part in
            ClarityRole(
                id: 1, conversation: 1042, subject: said("Will the second scan cost extra?"),
                customerName: said("Dana Whitfield"), offeringName: part == .no ? nil : said("Knee scan"),
                firstContactAt: now - .days(3), toldAt: now - .days(2), part: part,
                whom: [.part, .refer].contains(part) ? said("Harbour Imaging") : "",
                reason: part == .all ? "" : said("We have no scanner for shoulders."))
        }
        return [ClarityRoleShow.all, .no].map { show in
            ClarityRolesPage(
                roles: show == .all ? roles : [], next: nil, show: show, scope: clarityScope,
                offeringName: nil, frame: .sampleDesk)
        }
    }

    static var clarityTellsPages: [ClarityTellsPage] {
        let today = Day(now, in: .utc)
        let tells = [nil, now - .days(9), now].map { told in
            Tell(
                id: 1, conversation: 1042, askedOn: today - 12, bookedOn: nil, serviceOn: nil,
                dueOn: today - 8,
                toldAt: told, subject: said("Will the second scan cost extra?"),
                customerName: said("Dana Whitfield"))
        }
        return [
            ClarityTellsPage(
                tells: tells, next: nil, show: .all, scope: clarityScope, offeringName: nil,
                frame: .sampleDesk),
            ClarityTellsPage(
                tells: [], next: nil, show: .overdue, scope: clarityScope, offeringName: nil,
                frame: .sampleDesk),
        ]
    }
}
