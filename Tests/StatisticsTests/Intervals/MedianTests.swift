import Statistics
import Testing

@Suite struct `The median` {
    private func values(_ count: Int) -> [(value: Double, count: Int)] {
        (1...count).map { (value: Double($0), count: 1) }
    }

    /// Ranks of the 95 % interval as tables of the sign test give them (Conover 1999, table A3).
    @Test(arguments: [
        (6, 1, 6), (10, 2, 9), (15, 4, 12), (20, 6, 15), (25, 8, 18), (50, 18, 33), (100, 40, 61),
    ])
    func `has the interval between the ranks of the sign test`(count: Int, low: Int, high: Int) throws {
        let figure = try Median.signTest(values(count))
        #expect(figure.interval.low == Double(low) && figure.interval.high == Double(high))
        #expect(figure.value == Double(count + 1) / 2 && figure.count == count)
        #expect(figure.interval.level == 0.95)
    }

    @Test func `of too few values claims no more than their range can`() throws {
        let figure = try Median.signTest(values(5))
        #expect(figure.interval.low == 1 && figure.interval.high == 5 && figure.interval.level == 0.9375)
        #expect(throws: StatisticsError.self) { try Median.signTest(values(1)) }
        #expect(throws: StatisticsError.self) { try Median.signTest([]) }
    }

    @Test func `counts what was seen more than once, in any order`() throws {
        let figure = try Median.signTest([(value: 9, count: 3), (value: 1, count: 4), (value: 5, count: 3)])
        #expect(figure.value == 5 && figure.count == 10)
        #expect(figure.interval.low == 1 && figure.interval.high == 9)
    }

    @Test func `keeps to the normal ranks where there are very many`() throws {
        let figure = try Median.signTest(values(1_000_000))
        // 500,000 − 1.959964 × 500 = 499,020.0, exact to a rank.
        #expect(abs(figure.interval.low - 499_020.5) <= 1.5)
        #expect(figure.interval.low + figure.interval.high == 1_000_001)
    }
}
