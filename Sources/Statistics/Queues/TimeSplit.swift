/// Who a case was waiting for, and for how long: "12 h us, 48 h you, 24 h
/// the lab". The parts always add up to the time that passed.
///
/// Times are whole units (milliseconds, hours) from any zero.
public struct TimeSplit<Party: Hashable & Sendable>: Hashable, Sendable {
    /// A stretch that one party owned.
    public struct Stretch: Hashable, Sendable {
        /// Whose move it was.
        public let party: Party
        /// From when, included.
        public let from: Int
        /// Until when, excluded; not before `from`.
        public let to: Int

        /// Records a stretch.
        public init(_ party: Party, from: Int, to: Int) {
            self.party = party
            self.from = from
            self.to = to
        }
    }

    /// The time of each party that had any.
    public let totals: [Party: Int]
    /// From the first moment to the last.
    public let elapsed: Int

    /// Adds up stretches that cover a time without gap or overlap, given in
    /// any order. O(n log n).
    ///
    /// - Throws: `StatisticsError` where there is none, one ends before it
    ///   starts, or they leave a gap or overlap.
    public init(_ stretches: [Stretch]) throws(StatisticsError) {
        try Require.atLeast(1, stretches.count, "stretches")
        for index in stretches.indices where stretches[index].to < stretches[index].from {
            throw StatisticsError(.unsorted, "stretches[\(index)]", "ends before it starts")
        }
        let sorted = stretches.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        var totals: [Party: Int] = [:]
        for (index, stretch) in sorted.enumerated() {
            if index > 0, stretch.from != sorted[index - 1].to {
                let word = stretch.from > sorted[index - 1].to ? "a gap" : "an overlap"
                throw StatisticsError(.outOfRange, "stretches", "have \(word) at \(stretch.from)")
            }
            let (length, overflows) = stretch.to.subtractingReportingOverflow(stretch.from)
            guard !overflows else { throw StatisticsError(.overflow, "stretches", "are too long to count") }
            if length > 0 { totals[stretch.party, default: 0] += length }
        }
        let (elapsed, overflows) = sorted[sorted.count - 1].to.subtractingReportingOverflow(sorted[0].from)
        guard !overflows else { throw StatisticsError(.overflow, "stretches", "are too long to count") }
        self.totals = totals
        self.elapsed = elapsed
    }

    /// Adds up from hand-overs, given in any order; of several at one moment
    /// the last given holds. O(n log n).
    ///
    /// - Parameters:
    ///   - start: when the case began, with `first` to move.
    ///   - end: when it ended or now; not before `start`.
    ///   - handovers: those outside start … end are refused.
    /// - Throws: `StatisticsError` outside these limits.
    public init(
        from start: Int, to end: Int, first: Party, handovers: [(at: Int, to: Party)]
    ) throws(StatisticsError) {
        guard start <= end else { throw StatisticsError(.unsorted, "end", "must not be before the start") }
        for index in handovers.indices where handovers[index].at < start || handovers[index].at > end {
            throw StatisticsError(.outOfRange, "handovers[\(index)].at", "lies outside the case")
        }
        let order = handovers.indices.sorted { (handovers[$0].at, $0) < (handovers[$1].at, $1) }
        var stretches: [Stretch] = []
        var (party, since) = (first, start)
        for index in order {
            stretches.append(Stretch(party, from: since, to: handovers[index].at))
            (party, since) = (handovers[index].to, handovers[index].at)
        }
        stretches.append(Stretch(party, from: since, to: end))
        try self.init(stretches)
    }
}
