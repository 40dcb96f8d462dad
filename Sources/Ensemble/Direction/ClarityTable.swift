import Localization

/// The tables of cost clarity for spreadsheets: plain figures, English heads,
/// with n, interval and method.
enum ClarityTable: String, CaseIterable {
    case figures, steps, offerings

    func csv(_ clarity: Clarity) -> CSV {
        switch self {
        case .figures: figures(clarity)
        case .steps:
            table("period", clarity.steps.map { (.text($0.scope.from.description), $0.tally) }, clarity)
        case .offerings:
            table("offering", clarity.offerings.map { (.text($0.name), $0.tally) }, clarity)
        }
    }

    private func figures(_ clarity: Clarity) -> CSV {
        var csv = CSV(["figure", "from", "until", "value", "n", "low", "high", "level", "method"])
        for figure in clarity.all.named {
            csv.add(
                [
                    .text(figure.name), .text(clarity.scope.from.description),
                    .text(clarity.scope.until.description),
                ] + [
                    .real(figure.figure?.value), .count(figure.figure?.count ?? 0),
                    .real(figure.figure?.interval.low), .real(figure.figure?.interval.high),
                    .real(figure.figure?.interval.level),
                    figure.figure.map { .text($0.method.description) } ?? .none,
                ])
        }
        let roles = clarity.all.roles
        for (share, value) in [("10%", roles.spread?.low), ("90%", roles.spread?.high)] {
            csv.add([
                .text("hours to our part, \(share)"), .text(clarity.scope.from.description),
                .text(clarity.scope.until.description), .real(value), .count(roles.count), .none, .none,
                .none,
                .text(RoleTally.spreadMethod),
            ])
        }
        return csv
    }

    private func table(_ head: String, _ rows: [(CSV.Field, ClarityTally)], _ clarity: Clarity) -> CSV {
        let figures = ClarityTally().named.map(\.name)
        var csv = CSV(
            [head, "bills"] + figures.flatMap { [$0, "\($0) n", "\($0) low", "\($0) high"] } + [
                "tells overdue", "hours to our part, 10%", "hours to our part, 90%",
            ] + RoleStatement.Part.allCases.map { "our part: \($0.rawValue)" })
        for (name, tally) in rows {
            let cells = tally.named.flatMap { named -> [CSV.Field] in
                let figure = named.figure
                return [
                    .real(figure?.value), .count(figure?.count ?? 0), .real(figure?.interval.low),
                    .real(figure?.interval.high),
                ]
            }
            let (roles, spread) = (tally.roles, tally.roles.spread)
            let parts = RoleStatement.Part.allCases.map { CSV.Field.count(roles.parts[$0] ?? 0) }
            let last = [.count(tally.overdue), .real(spread?.low), .real(spread?.high)] + parts
            csv.add([name, .count(tally.bills)] + cells + last)
        }
        return csv
    }

    static let billHeads = [
        "invoice", "issued", "customer", "offering", "title", "currency", "told", "billed", "difference",
        "difference %", "unannounced lines", "told before", "lead hours", "plan before", "surprise", "breach",
        "disputed",
        "inside range", "conversation",
    ]

    static func fields(_ bill: ClarityBill) -> [CSV.Field] {
        [
            .text(bill.number), .day(bill.issuedOn), .text(bill.customerName), .text(bill.offeringName ?? ""),
            .text(bill.title), .text(bill.gross.currency), bill.told.map { .number($0.plain) } ?? .none,
            .number(bill.gross.plain), .number(bill.difference.plain), .real(bill.differencePercent),
            .count(bill.unannounced),
            .yes(bill.isToldBefore), .count(bill.leadHours), .yes(bill.hadPlan), .yes(bill.isSurprise),
            .yes(bill.isBreach), .yes(bill.isDisputed), bill.isInside.map(CSV.Field.yes) ?? .none,
            .number(bill.conversation.description),
        ]
    }

    static let lineHeads = ["invoice", "issued", "line", "currency", "told", "billed", "difference", "why"]

    /// The lines that differ, one a row.
    static func lines(_ bill: ClarityBill) -> [[CSV.Field]] {
        let money = { (units: Int64?) -> CSV.Field in
            units.map { .number(Money($0, bill.gross.currency).plain) } ?? .none
        }
        return bill.lines.map { line in
            [
                .text(bill.number), .day(bill.issuedOn), .text(line.text), .text(bill.gross.currency),
                money(line.told), money(line.billed), money(line.difference), .text(line.why),
            ]
        }
    }

    static let roleHeads = [
        "told", "first contact", "hours", "part", "whom", "reason", "offering", "customer", "subject",
        "conversation",
    ]

    static func fields(_ role: ClarityRole, _ r: Reader) -> [CSV.Field] {
        [
            .text(r.iso(role.toldAt.milliseconds)), .text(r.iso(role.firstContactAt.milliseconds)),
            .real(Double(role.wait.milliseconds / 60_000) / 60), .text(role.part.rawValue), .text(role.whom),
            .text(role.reason), .text(role.offeringName ?? ""), .text(role.customerName), .text(role.subject),
            .number(role.conversation.description),
        ]
    }

    static let tellHeads = [
        "due", "asked", "booked", "service", "told", "customer", "subject", "conversation",
    ]

    static func fields(_ tell: Tell, in zone: Zone) -> [CSV.Field] {
        [
            .day(tell.dueOn), .day(tell.askedOn), .day(tell.bookedOn), .day(tell.serviceOn),
            .day(tell.toldAt.map { Day($0, in: zone) }), .text(tell.customerName), .text(tell.subject),
            .number(tell.conversation.description),
        ]
    }
}
