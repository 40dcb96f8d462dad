/// Why a blend moved: because segments changed, or because their weights did.
///
/// A business can turn only because its customers changed.
///
/// Source: E. M. Kitagawa, Components of a Difference Between Two Rates
/// (1955).
public struct MixShift: Hashable, Sendable {
    /// `kitagawa 1`.
    public static let method = StatisticalMethod("kitagawa")

    /// One segment, before and after.
    public struct Segment: Hashable, Sendable {
        /// Its customers, before and after; zero or more.
        public let before, after: Double
        /// Its blend, before and after.
        public let blendBefore, blendAfter: Composition

        /// Records a segment.
        public init(before: Double, after: Double, blendBefore: Composition, blendAfter: Composition) {
            self.before = before
            self.after = after
            self.blendBefore = blendBefore
            self.blendAfter = blendAfter
        }
    }

    /// Points of product, service and idea that moved inside segments.
    public let within: [Double]
    /// Points that moved because weights between segments did.
    public let between: [Double]

    /// Splits the move of the whole; the two parts sum to it. O(segments).
    ///
    /// - Parameter segments: at least one, with customers before and after
    ///   in at least one each.
    /// - Throws: `StatisticsError` outside these limits.
    public init(_ segments: [Segment]) throws(StatisticsError) {
        try Require.atLeast(1, segments.count, "segments")
        for index in segments.indices {
            try Require.notNegative(segments[index].before, "segments[\(index)].before")
            try Require.notNegative(segments[index].after, "segments[\(index)].after")
        }
        let n0 = try Require.finiteResult(segments.reduce(0) { $0 + $1.before }, "segments")
        let n1 = try Require.finiteResult(segments.reduce(0) { $0 + $1.after }, "segments")
        guard n0 > 0, n1 > 0 else {
            throw StatisticsError(.empty, "segments", "have no customers before or after")
        }
        var (within, between) = ([0.0, 0, 0], [0.0, 0, 0])
        for segment in segments {
            let (w0, w1) = (segment.before / n0, segment.after / n1)
            let (x0, x1) = (segment.blendBefore.parts, segment.blendAfter.parts)
            for part in 0..<3 {
                within[part] += 50 * (w0 + w1) * (x1[part] - x0[part])
                between[part] += 50 * (w1 - w0) * (x0[part] + x1[part])
            }
        }
        self.within = within
        self.between = between
    }
}
