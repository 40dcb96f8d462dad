/// Counting so that a loud customer cannot own the chart.
public enum CustomerCounts {
    /// One unit a customer and period: each customer's mentions are scaled
    /// to sum to 1, then added up. O(customers × parts).
    ///
    /// - Parameter mentions: a row a customer with the mentions of each part,
    ///   zero or more, all rows of one length. A row of zeros counts nothing.
    /// - Returns: the sum of each part, and how many customers said anything.
    /// - Throws: `StatisticsError` where there is no row, rows differ in
    ///   length, or an amount is negative or not finite.
    ///
    /// Source: MEASURES.md, rule 2.
    public static func onePerCustomer(
        _ mentions: [[Double]]
    ) throws(StatisticsError) -> (counts: [Double], customers: Int) {
        try Require.atLeast(1, mentions.count, "mentions")
        try Require.rectangular(mentions, "mentions")
        var counts = [Double](repeating: 0, count: mentions[0].count)
        var customers = 0
        for index in mentions.indices {
            let row = mentions[index]
            try Require.notNegative(row, "mentions[\(index)]")
            let top = row.max() ?? 0
            guard top > 0 else { continue }
            let sum = row.reduce(0) { $0 + $1 / top }
            for part in row.indices { counts[part] += row[part] / top / sum }
            customers += 1
        }
        return (counts, customers)
    }
}
