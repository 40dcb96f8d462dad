import Localization
import Statistics

/// The lenses and the bearing for the page gallery and the tests of pages.
extension Samples {
    private static var month: Month { Month(Day(now, in: .utc)) }
    private static var yearScope: LensScope { .year(until: month) }
    private static var sampleOfferings: [(id: Offering.ID, name: String)] {
        [(31, said("Knee scan")), (32, said("Physiotherapy"))]
    }

    /// Three years in which customers' talk drifts from service to idea.
    private static func series(_ lens: Lens, customers: Int) -> LensSeries {
        var series = LensSeries(
            lens: lens, unit: lens == .paid ? "USD" : "", from: month - 59,
            periods: Array(repeating: .init(), count: 60))
        for place in 24..<60 {
            let drift = Double(place - 24) / 72
            let size = Double(customers) * (lens == .paid ? 9_000 : lens == .worked ? 1_500 : 1)
            let wave = Double(place * 7 % 5) / 100
            series.periods[place] = LensSeries.Period(
                counts: [0.15 * size, (0.65 - drift - wave) * size, (0.20 + drift + wave) * size],
                unknown: lens == .paid ? size / 9 : 0, pieces: customers)
        }
        let said =
            customers > 0 ? [Declaration.Points(10, 80, 10), .init(15, 75, 10), .init(10, 70, 20)] : []
        series.declared = Array(repeating: said, count: 60)
        return series
    }

    private static func all(_ customers: Int) -> [LensSeries] {
        Lens.allCases.map { series($0, customers: customers) }
    }

    /// A year ahead of what is heard.
    static var heardReport: BearingReport { BearingReport(all(41), yearScope, lens: .heard, ahead: 12) }

    static var bearingPages: [BearingPage] {
        [(41, Lens.heard), (7, .heard), (0, .heard), (12, .declared)].map { customers, lens in
            BearingPage(
                report: BearingReport(all(customers), yearScope, lens: lens, ahead: 12), ahead: 12,
                target: customers > 20 ? .init(20, 50, 30) : nil,
                agreement: Agreement(alpha: customers > 20 ? 0.83 : nil, units: customers),
                offerings: sampleOfferings, frame: .sampleDesk)
        }
    }

    static var lensesPages: [LensesPage] {
        [41, 3, 0].map { customers in
            LensesPage(
                scope: yearScope, figures: all(customers).map { LensFigure($0, 48..<60) },
                agreement: Agreement(alpha: customers == 3 ? 0.4 : 0.71, units: 40),
                offerings: sampleOfferings, frame: .sampleDesk)
        }
    }

    static var lensRowsPages: [LensRowsPage] {
        Lens.allCases.map { lens in
            let rows = [([0, 1_000, 0] as [Int64], Int64(0)), ([0, 0, 0], 12_500)].enumerated().map {
                place, row in
                LensRow(
                    place: .init(month: month.number, source: 81, place: Int64(place)),
                    text: said("Nobody told me the second scan costs extra!"),
                    customerName: said("Dana Whitfield"), offeringName: place == 0 ? said("Knee scan") : nil,
                    weights: row.0, unknown: lens == .paid || lens == .worked ? row.1 : 0,
                    unit: lens == .paid ? "USD" : "", link: "/conversations/1042",
                    linkName: lens == .declared ? "" : "1042")
            }
            return LensRowsPage(
                lens: lens, scope: yearScope, rows: lens == .worked ? [] : rows, next: rows.last?.place,
                offeringName: said("Knee scan"), frame: .sampleDesk)
        }
    }

    static var declaredPages: [DeclaredPage] {
        let one = Declaration(
            id: 1, offering: nil, respondent: "agent 1", name: said("Mira Sandoval"),
            points: .init(10, 80, 10),
            target: .init(20, 50, 30), month: month, madeAt: now)
        let link = DeclarationLink(id: 3, name: said("Dr Lin"), madeAt: now, endedAt: nil)
        return [true, false].map { isAdministrator in
            DeclaredPage(
                said: isAdministrator ? [one] : [],
                links: isAdministrator ? [(link, "https://help.larkspur.example/declare/3.abcdefgh")] : [],
                offerings: sampleOfferings, typed: .init(), isAdministrator: isAdministrator,
                problem: isAdministrator ? nil : said("Together they make 100."), frame: .sampleDesk)
        }
    }

    static var declarePages: [DeclarePage] {
        [
            DeclarePage(
                link: DeclarationLink(id: 3, name: said("Dr Lin"), madeAt: now, endedAt: nil),
                path: "/declare/3.abcdefgh", offerings: sampleOfferings, typed: .init(), problem: nil,
                frame: .samplePlain)
        ]
    }
}
