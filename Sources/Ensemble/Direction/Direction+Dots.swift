import Database
import Statistics

extension Direction {
    /// The lenses with each dot of those that rest on fewer than five: a mean of so few says less than they do.
    ///
    /// - Complexity: reads at most four rows a lens, and none where there are more.
    static func dotted(_ figures: [LensFigure], _ scope: LensScope, in db: any Connection) throws
        -> [LensFigure]
    {
        try figures.map { figure in
            // What somebody declares is their own word and no sample.
            guard figure.lens != .declared, !figure.isWithheld, (1...LensFigure.fewest).contains(figure.count)
            else {
                return figure
            }
            var figure = figure
            figure.dots = try dots(figure, scope, in: db).compactMap { try? Composition.replacingZeros($0) }
            return figure
        }
    }

    private static func dots(_ figure: LensFigure, _ scope: LensScope, in db: any Connection) throws
        -> [[Double]]
    {
        let months: SQL = "month BETWEEN \(scope.from.number) AND \(scope.until.number)"
        let offering: SQL = scope.offering.map { "AND offering = \($0)" } ?? ""
        let rows: SQL =
            switch figure.lens {
            case .heard:
                """
                SELECT product, service, idea FROM emphasis_customers
                WHERE scope = \(scope.number) AND \(months) ORDER BY month, customer LIMIT \(LensFigure.fewest)
                """
            case .paid, .worked, .declared:
                """
                SELECT product, service, idea FROM emphasis_rows
                WHERE lens = \(figure.lens) AND unit = \(figure.unit) AND \(months) \(offering)
                ORDER BY month, source, place LIMIT \(LensFigure.fewest)
                """
            }
        return try db.rows(rows).map { row in
            try ["product", "service", "idea"].map { Double(try row($0) as Int64) }
        }
    }
}
