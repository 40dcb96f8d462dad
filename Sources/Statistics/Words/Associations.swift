/// What comes to mind at a name.
public enum Associations {
    /// Sutrop's salience S = F/(N·mP), from 0 to 1: how many name it, and
    /// how early. O(n).
    ///
    /// - Parameters:
    ///   - positions: where in each list that names it the idea stands, from
    ///     1; empty gives 0.
    ///   - lists: N, how many people were asked; at least as many as
    ///     positions, above zero.
    /// - Throws: `StatisticsError` outside these limits.
    ///
    /// Source: U. Sutrop, List Task and a Cognitive Salience Index (2001).
    public static func salience(positions: [Int], lists: Int) throws(StatisticsError) -> Double {
        try Require.positive(lists, "lists")
        guard positions.count <= lists else {
            throw StatisticsError(.outOfRange, "positions", "must be at most one a list")
        }
        var sum = 0.0
        for index in positions.indices {
            try Require.positive(positions[index], "positions[\(index)]")
            sum += Double(positions[index])
        }
        guard !positions.isEmpty else { return 0 }
        let named = Double(positions.count)
        return named / Double(lists) / (sum / named)
    }

    /// How much more often an idea is named here than of a comparison name:
    /// the ratio of shares. Half a mention is added to each where the other
    /// name never had it. O(1).
    ///
    /// - Parameters: mentions from 0 to the people asked, who are above zero.
    /// - Throws: `StatisticsError` outside these limits.
    public static func uniqueness(
        here: (mentions: Int, asked: Int), there: (mentions: Int, asked: Int)
    ) throws(StatisticsError) -> Double {
        try Proportion.requireCounts(here.mentions, here.asked, "here.mentions", of: "here.asked")
        try Proportion.requireCounts(there.mentions, there.asked, "there.mentions", of: "there.asked")
        let added = there.mentions == 0 ? 0.5 : 0
        return ((Double(here.mentions) + added) / Double(here.asked))
            / ((Double(there.mentions) + added) / Double(there.asked))
    }
}
