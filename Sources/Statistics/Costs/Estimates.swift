/// How well estimates told what was billed.
public struct EstimateCalibration: Hashable, Sendable {
    /// `estimate calibration 1`.
    public static let method = StatisticalMethod("estimate calibration")

    /// One job: what was told and what was billed, in one unit of money.
    public struct Job: Hashable, Sendable {
        /// The range that was told, and its likely value.
        public let low, likely, high: Double
        /// What was billed.
        public let billed: Double

        /// Records a job.
        public init(low: Double, likely: Double, high: Double, billed: Double) {
            self.low = low
            self.likely = likely
            self.high = high
            self.billed = billed
        }
    }

    /// The share of jobs billed inside their range, with Wilson's interval;
    /// 80 % ranges should hold 0.8 of them.
    public let inside: Figure
    /// The mean of ln(billed/likely): above 0 means estimates run low.
    public let bias: Double

    /// Judges past estimates. O(n).
    ///
    /// - Parameter jobs: at least one; amounts above zero (low may be zero),
    ///   low ≤ likely ≤ high.
    /// - Throws: `StatisticsError` outside these limits.
    public init(_ jobs: [Job], level: Double = 0.95) throws(StatisticsError) {
        try Require.atLeast(1, jobs.count, "jobs")
        var hits = 0
        var sum = 0.0
        for index in jobs.indices {
            let job = jobs[index]
            try Require.notNegative(job.low, "jobs[\(index)].low")
            try Require.positive(job.likely, "jobs[\(index)].likely")
            try Require.positive(job.billed, "jobs[\(index)].billed")
            try Require.finite(job.high, "jobs[\(index)].high")
            guard job.low <= job.likely, job.likely <= job.high else {
                throw StatisticsError(.unsorted, "jobs[\(index)]", "must have low ≤ likely ≤ high")
            }
            if job.low <= job.billed, job.billed <= job.high { hits += 1 }
            sum += log(job.billed) - log(job.likely)
        }
        inside = try Proportion.wilson(hits, of: jobs.count, level: level)
        bias = sum / Double(jobs.count)
    }
}
