import Foundation
import Statistics
import Testing

@testable import Ensemble

/// The forecast that the page shows, judged by the page's own code on three
/// public series: US consumption, investment and government; US jobs; Iowa's
/// electricity. `bin/setup test` fetches them from PyPI.
@Suite struct `The shipped forecast` {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../.venv/series").standardized

    /// A series with what is asked of it; enough origins to tell, and no more, a fit being slow here.
    struct Series: Sendable, CustomStringConvertible {
        let name: String
        let horizons: [Int]
        let shortest, every: Int

        var description: String { name }
    }

    static let all = [
        Series(name: "us-jobs", horizons: [1, 6, 12], shortest: 36, every: 3),
        Series(name: "us-macro", horizons: [1, 4, 8], shortest: 60, every: 5),
        Series(name: "iowa-power", horizons: [1, 3], shortest: 8, every: 1),
    ]

    /// What a lens makes of amounts that are known whole.
    private func periods(_ name: String) throws -> [Emphasis] {
        let text = try String(contentsOf: Self.folder.appending(path: "\(name).csv"), encoding: .utf8)
        let rows = text.split(whereSeparator: \.isNewline).dropFirst().map { line in
            line.split(separator: ",").compactMap { Double($0) }
        }
        let until = Month(number: 24_315)
        let series = LensSeries(
            lens: .paid, unit: "USD", from: until - (rows.count - 1),
            periods: rows.map { .init(counts: $0, pieces: 10) })
        return series.months.compactMap { $0 }
    }

    @Test(arguments: all)
    func `is never much worse than no change, and its regions hold what they should`(series: Series) throws {
        let periods = try periods(series.name)
        #expect(periods.count >= 17)
        let record = try ForecastRecord(
            periods, horizons: series.horizons, shortest: series.shortest, every: series.every)
        for horizon in record.horizons {
            #expect(horizon.ratio <= 1.05, "\(series) \(horizon)")
            // Below 24 periods they are too narrow whatever is done, and the page says so.
            guard series.shortest >= 24 else { continue }
            #expect(horizon.count >= 24 && (0.75...0.98).contains(horizon.coverage), "\(series) \(horizon)")
        }
    }

    @Test func `forecasts of a short series are given with the warning that they are too narrow`() throws {
        let forecast = try CombinedForecast(periods("iowa-power"), horizon: 3).forecasts[2]
        #expect(forecast.understatesUncertainty && forecast.covariance.determinant > 0)
    }
}
