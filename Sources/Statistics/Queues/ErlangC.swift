/// How long people wait for the next free agent, when nobody gives up.
///
/// Source: A. K. Erlang (1917); blocking by the recursion of Erlang B.
public struct ErlangC: Hashable, Sendable {
    /// `erlang c 1`.
    public static let method = StatisticalMethod("erlang c")

    /// A, arrivals × handling time, in agents kept busy.
    public let load: Double
    /// How many there are.
    public let agents: Int
    /// The chance to have to wait, 0 to 1.
    public let waitProbability: Double

    /// Sets up a queue. O(agents).
    ///
    /// - Parameters:
    ///   - load: zero or more, below the agents: at or above it the queue
    ///     grows without end.
    ///   - agents: 1 to 10,000,000.
    /// - Throws: `StatisticsError` outside these limits.
    public init(load: Double, agents: Int) throws(StatisticsError) {
        try Require.notNegative(load, "load")
        try Require.within(agents, 1...10_000_000, "agents")
        guard load < Double(agents) else {
            throw StatisticsError(
                .outOfRange, "load", "must be below the \(agents) agents, or the queue grows for ever")
        }
        self.load = load
        self.agents = agents
        let blocked = try Self.blocking(load: load, agents: agents)
        let busy = load / Double(agents)
        waitProbability = min(1, blocked / (1 - busy * (1 - blocked)))
    }

    /// The mean wait before an answer, in the unit of the handling time.
    /// O(1).
    /// - Throws: `StatisticsError` where the handling time is not positive.
    public func meanWait(handling: Double) throws(StatisticsError) -> Double {
        try Require.positive(handling, "handling")
        return try Require.finiteResult(waitProbability * handling / (Double(agents) - load), "handling")
    }

    /// The share answered within a time, 0 to 1. O(1).
    /// - Parameter time: zero or more, in the unit of the handling time.
    /// - Throws: `StatisticsError` outside these limits.
    public func answered(within time: Double, handling: Double) throws(StatisticsError) -> Double {
        try Require.notNegative(time, "time")
        try Require.positive(handling, "handling")
        return 1 - waitProbability * exp(-(Double(agents) - load) * (time / handling))
    }

    /// The fewest agents who answer a share of people within a time.
    /// O(agents).
    ///
    /// - Parameters:
    ///   - load: zero to 1,000,000.
    ///   - share: inside [0, 1).
    /// - Throws: `StatisticsError` outside these limits.
    public static func leastAgents(
        load: Double, answering share: Double, within time: Double, handling: Double
    ) throws(StatisticsError) -> Int {
        try Require.notNegative(load, "load")
        guard load <= 1_000_000 else { throw StatisticsError(.outOfRange, "load", "must be at most 1000000") }
        try Require.probability(share, "share")
        guard share < 1 else { throw StatisticsError(.outOfRange, "share", "must be below 1") }
        try Require.notNegative(time, "time")
        try Require.positive(handling, "handling")
        var blocked = 1.0
        for agents in 1...10_000_000 {
            let n = Double(agents)
            blocked = load * blocked / (n + load * blocked)
            guard n > load else { continue }
            let waits = blocked / (1 - load / n * (1 - blocked))
            if 1 - waits * exp(-(n - load) * (time / handling)) >= share { return agents }
        }
        throw StatisticsError(.notConverged, "share", "needs more than ten million agents")
    }

    /// Erlang B: the chance that all are busy where nobody waits. O(agents).
    /// - Throws: `StatisticsError` where the load is negative or the agents
    ///   not from 0 to 10,000,000.
    public static func blocking(load: Double, agents: Int) throws(StatisticsError) -> Double {
        try Require.notNegative(load, "load")
        try Require.within(agents, 0...10_000_000, "agents")
        var blocked = 1.0
        for n in 1..<max(1, agents + 1) {
            blocked = load * blocked / (Double(n) + load * blocked)
            if blocked == 0 { break }
            // A load too large to square blocks everybody.
            if !blocked.isFinite { return 1 }
        }
        return blocked
    }
}
