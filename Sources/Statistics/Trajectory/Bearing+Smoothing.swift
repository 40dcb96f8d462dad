extension Bearing {
    /// What is known of each period with hindsight, oldest first. O(periods).
    ///
    /// Source: H. E. Rauch, F. Tung & C. T. Striebel (1965).
    /// - Throws: `StatisticsError` where a prediction has no inverse.
    public func smoothed() throws(StatisticsError) -> [FilterState] {
        var result = states
        for index in stride(from: states.count - 2, through: 0, by: -1) {
            result[index] = try smooth(states[index], next: result[index + 1], at: index)
        }
        return result
    }

    /// How far the heading turned in each period, in degrees of the
    /// log-ratio plane from −180 to 180; positive turns from product towards
    /// service. One fewer than periods; 0 where a slope has no direction.
    /// O(periods).
    /// - Throws: `StatisticsError` where a prediction has no inverse.
    public func rateOfTurn() throws(StatisticsError) -> [Double] {
        let slopes = try smoothed().map(\.slope)
        return zip(slopes, slopes.dropFirst()).map { before, after in
            atan2(before.cross(after), before.dot(after)) * 180 / .pi
        }
    }

    private func smooth(
        _ state: FilterState, next: FilterState, at index: Int
    ) throws(StatisticsError) -> FilterState {
        let predicted = model.step(state)
        guard let factor = Cholesky(predicted.joint) else {
            throw StatisticsError(
                .singular, "states[\(index)]", "predicts the next period without any uncertainty")
        }
        // J = P Fᵀ (predicted P)⁻¹, row by row.
        let p = state.joint
        let phi = model.damping
        var f = Matrix.identity(4)
        f[0, 2] = phi
        f[1, 3] = phi
        f[2, 2] = phi
        f[3, 3] = phi
        let carried = p * f.transposed
        var gain = Matrix(rows: 4, columns: 4)
        for row in 0..<4 {
            let solved = factor.solve((0..<4).map { carried[row, $0] })
            for column in 0..<4 { gain[row, column] = solved[column] }
        }
        let gap = zip(next.joined, predicted.joined).map { $0 - $1 }
        let moved = zip(state.joined, gain * gap).map { $0 + $1 }
        var narrowing = next.joint
        let expected = predicted.joint
        for k in narrowing.elements.indices { narrowing.elements[k] -= expected.elements[k] }
        var covariance = gain * narrowing * gain.transposed
        for k in covariance.elements.indices { covariance.elements[k] += p.elements[k] }
        return FilterState(joined: moved, joint: covariance)
    }
}

extension FilterState {
    fileprivate var joined: [Double] { [level.x, level.y, slope.x, slope.y] }

    fileprivate var joint: Matrix {
        var m = Matrix(rows: 4, columns: 4)
        (m[0, 0], m[0, 1], m[1, 0], m[1, 1]) =
            (levelCovariance.xx, levelCovariance.xy, levelCovariance.xy, levelCovariance.yy)
        (m[2, 2], m[2, 3], m[3, 2], m[3, 3]) =
            (slopeCovariance.xx, slopeCovariance.xy, slopeCovariance.xy, slopeCovariance.yy)
        (m[0, 2], m[0, 3], m[1, 2], m[1, 3]) = (cross.xx, cross.xy, cross.yx, cross.yy)
        (m[2, 0], m[3, 0], m[2, 1], m[3, 1]) = (cross.xx, cross.xy, cross.yx, cross.yy)
        return m
    }

    fileprivate init(joined x: [Double], joint m: Matrix) {
        self.init(
            level: Vector2(x[0], x[1]), slope: Vector2(x[2], x[3]),
            levelCovariance: SymmetricMatrix2(xx: m[0, 0], xy: 0.5 * (m[0, 1] + m[1, 0]), yy: m[1, 1]),
            slopeCovariance: SymmetricMatrix2(xx: m[2, 2], xy: 0.5 * (m[2, 3] + m[3, 2]), yy: m[3, 3]),
            cross: Matrix2(xx: m[0, 2], xy: m[0, 3], yx: m[1, 2], yy: m[1, 3]))
    }
}
