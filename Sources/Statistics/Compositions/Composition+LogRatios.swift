extension Composition {
    /// The centred log-ratios ln xᵢ − mean ln x, in the order product,
    /// service, idea; they sum to 0. O(1).
    public var centredLogRatios: [Double] {
        let (p, s, i) = logs
        let mean = (p + s + i) / 3
        return [p - mean, s - mean, i - mean]
    }

    /// The isometric log-ratio coordinates: x is product against service and
    /// idea, y is service against idea. Never show them to people. O(1).
    ///
    /// Source: Egozcue et al. (2003); basis rows (√⅔, −1/√6, −1/√6) and
    /// (0, 1/√2, −1/√2).
    public var logRatios: Vector2 {
        let (p, s, i) = logs
        return Vector2(sqrt(2.0 / 3) * (p - 0.5 * (s + i)), sqrt(0.5) * (s - i))
    }

    /// The blend at isometric log-ratio coordinates, the inverse of
    /// `logRatios`. A share below 1e-308 is held there. O(1).
    ///
    /// - Throws: `StatisticsError` where a coordinate is not finite.
    public init(logRatios z: Vector2) throws(StatisticsError) {
        try Require.finite(z.x, "logRatios.x")
        try Require.finite(z.y, "logRatios.y")
        // Beyond this every share but one is at its floor anyway.
        self.init(finiteLogRatios: Vector2(max(-1e6, min(1e6, z.x)), max(-1e6, min(1e6, z.y))))
    }

    init(finiteLogRatios z: Vector2) {
        let logs = z.centredLogs
        self.init(logs: logs.product, logs.service, logs.idea)
    }
}

extension Vector2 {
    /// Vᵀz: the centred logarithms, or rates of change of them, that belong
    /// to isometric log-ratio coordinates.
    var centredLogs: (product: Double, service: Double, idea: Double) {
        let a = sqrt(1.0 / 6) * x
        let b = sqrt(0.5) * y
        return (2 * a, b - a, -b - a)
    }
}
