import Testing

@testable import Statistics

struct StoredFigureTests {
    @Test func `a stored figure comes back, a broken one does not`() throws {
        let figure = try Proportion.wilson(18, of: 60)
        let range = try Interval(
            low: figure.interval.low, high: figure.interval.high, level: 0.95, method: Proportion.method)
        #expect(
            try Figure(value: figure.value, count: 60, interval: range, method: figure.method) == figure)
        for bad in notNumbers {
            #expect(
                refusal(try Interval(low: bad, high: 1, level: 0.9, method: Mean.method)) == "low: notFinite")
            #expect(
                refusal(try Interval(low: 0, high: bad, level: 0.9, method: Mean.method)) == "high: notFinite"
            )
            #expect(
                refusal(try Interval(low: 0, high: 1, level: bad, method: Mean.method)) == "level: notFinite")
            #expect(
                refusal(try Figure(value: bad, count: 1, interval: range, method: Mean.method))
                    == "value: notFinite")
        }
        #expect(refusal(try Interval(low: 2, high: 1, level: 0.9, method: Mean.method)) == "high: unsorted")
        #expect(
            refusal(try Figure(value: 1, count: -1, interval: range, method: Mean.method))
                == "count: negative")
        #expect(
            StatisticsError(.negative, "counts[2]", "must not be negative").description
                == "counts[2] must not be negative.")
    }
}
