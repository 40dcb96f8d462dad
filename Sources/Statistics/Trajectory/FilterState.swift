/// Where a blend stands and which way it goes, with how sure that is.
public struct FilterState: Hashable, Sendable {
    /// The position in log-ratio coordinates.
    public internal(set) var level: Vector2
    /// The change a period, in the same coordinates.
    public internal(set) var slope: Vector2
    /// The covariance of the level.
    public internal(set) var levelCovariance: SymmetricMatrix2
    /// The covariance of the slope.
    public internal(set) var slopeCovariance: SymmetricMatrix2
    /// Rows of the level, columns of the slope.
    var cross: Matrix2

    /// One period on, before the drift of that period is added.
    @inline(__always)
    func advanced(_ phi: Double) -> FilterState {
        let a = Matrix2(slopeCovariance)
        let shared = cross + phi * a
        return FilterState(
            level: level + phi * slope,
            slope: phi * slope,
            levelCovariance: (Matrix2(levelCovariance) + phi * cross + phi * shared.transposed).symmetric,
            slopeCovariance: (phi * phi) * slopeCovariance,
            cross: phi * shared)
    }

    /// Adds the drift of one period.
    @inline(__always)
    mutating func diffuse(_ levelNoise: Double, _ slopeNoise: Double) {
        levelCovariance.xx += levelNoise
        levelCovariance.yy += levelNoise
        slopeCovariance.xx += slopeNoise
        slopeCovariance.yy += slopeNoise
    }

    /// Stretches all uncertainty.
    @inline(__always)
    mutating func widen(_ factor: Double) {
        levelCovariance = factor * levelCovariance
        slopeCovariance = factor * slopeCovariance
        cross = factor * cross
    }

    /// Takes in an observation; answers with its log-likelihood, or `nil`
    /// where its expected spread has no inverse.
    @inline(__always)
    mutating func update(_ seen: Vector2, _ error: SymmetricMatrix2) -> Double? {
        let spread = levelCovariance + error
        guard let inverse = spread.inverse else { return nil }
        let gap = seen - level
        let weight = Matrix2(inverse)
        let p = Matrix2(levelCovariance)
        let gainLevel = p * weight
        let gainSlope = cross.transposed * weight
        let r = Matrix2(error)
        let keep = Matrix2(xx: 1 - gainLevel.xx, xy: -gainLevel.xy, yx: -gainLevel.yx, yy: 1 - gainLevel.yy)

        // Joseph's form: (I−KH) P (I−KH)ᵀ + K R Kᵀ, block by block. It stays
        // a covariance whatever the rounding.
        let newCross =
            keep * (cross - p * gainSlope.transposed) + gainLevel * r * gainSlope.transposed
        let slopeCross = gainSlope * cross
        let newSlope =
            Matrix2(slopeCovariance) - slopeCross - slopeCross.transposed
            + gainSlope * (p + r) * gainSlope.transposed
        levelCovariance = (keep * p * keep.transposed + gainLevel * r * gainLevel.transposed).symmetric
        slopeCovariance = newSlope.symmetric
        cross = newCross
        level = level + gainLevel * gap
        slope = slope + gainSlope * gap
        return -log(2 * Double.pi) - 0.5 * log(spread.determinant) - 0.5 * inverse.quadratic(gap)
    }
}
