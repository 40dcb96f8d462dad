import Foundation
import Statistics

/// `bench forecasts FOLDER`: the forecast that the bearing shows, judged on three public series from every
/// origin: its error beside "no change", and the share of truths that its 80 % regions hold.
extension Bench {
    static func forecasts(_ folder: String) throws {
        let series: [(name: String, horizons: [Int], shortest: Int)] = [
            ("us-macro", [1, 4, 8], 60), ("us-jobs", [1, 6, 12], 36), ("iowa-power", [1, 3], 8),
        ]
        for (name, horizons, shortest) in series {
            let text = try String(contentsOfFile: "\(folder)/\(name).csv", encoding: .utf8)
            let periods = try text.split(whereSeparator: \.isNewline).dropFirst().map { line in
                Emphasis(known: try Composition(line.split(separator: ",").compactMap { Double($0) }))
            }
            let record = try ForecastRecord(periods, horizons: horizons, shortest: shortest)
            for horizon in record.horizons {
                let place = "\(name), \(horizon.ahead) ahead, n = \(horizon.count)"
                say("\(place) error", horizon.ratio, "of no change")
                say("\(place) held", horizon.coverage, "share")
            }
        }
    }
}
