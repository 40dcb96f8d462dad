/// A symmetric 2×2 matrix: a covariance in the plane.
public struct SymmetricMatrix2: Hashable, Sendable {
    /// Row 1, column 1.
    public var xx: Double
    /// Row 1, column 2, and its mirror.
    public var xy: Double
    /// Row 2, column 2.
    public var yy: Double

    /// All zero.
    public static let zero = SymmetricMatrix2(xx: 0, xy: 0, yy: 0)
    /// Ones on the diagonal.
    public static let identity = SymmetricMatrix2(xx: 1, xy: 0, yy: 1)

    /// Makes a symmetric matrix.
    public init(xx: Double, xy: Double, yy: Double) {
        self.xx = xx
        self.xy = xy
        self.yy = yy
    }

    /// The same variance both ways.
    public init(diagonal: Double) { self.init(xx: diagonal, xy: 0, yy: diagonal) }

    /// xx·yy − xy².
    public var determinant: Double { xx * yy - xy * xy }

    var isFinite: Bool { xx.isFinite && xy.isFinite && yy.isFinite }

    /// The inverse, or `nil` where the matrix has none to working precision.
    public var inverse: SymmetricMatrix2? {
        // Scaled by the diagonal first, so that units do not decide.
        let determinant = determinant
        guard isFinite, abs(determinant) > 1e-14 * abs(xx * yy), determinant != 0 else { return nil }
        let inverse = SymmetricMatrix2(xx: yy / determinant, xy: -xy / determinant, yy: xx / determinant)
        return inverse.isFinite ? inverse : nil
    }

    /// The matrix times a vector.
    public static func * (a: Self, b: Vector2) -> Vector2 {
        Vector2(a.xx * b.x + a.xy * b.y, a.xy * b.x + a.yy * b.y)
    }

    /// vᵀ M v.
    public func quadratic(_ v: Vector2) -> Double { v.dot(self * v) }

    /// The lower triangle L with L Lᵀ = M; a variance below zero by rounding
    /// counts as zero.
    var cholesky: (xx: Double, yx: Double, yy: Double) {
        let a = sqrt(max(0, xx))
        let b = a > 0 ? xy / a : 0
        return (a, b, sqrt(max(0, yy - b * b)))
    }

    /// Whether it can be a covariance: no negative variance, correlation
    /// within ±1 up to rounding.
    var isCovariance: Bool {
        isFinite && xx >= 0 && yy >= 0 && determinant >= -1e-9 * xx * yy
    }

    /// The sum.
    public static func + (a: Self, b: Self) -> Self {
        Self(xx: a.xx + b.xx, xy: a.xy + b.xy, yy: a.yy + b.yy)
    }
    /// The difference.
    public static func - (a: Self, b: Self) -> Self {
        Self(xx: a.xx - b.xx, xy: a.xy - b.xy, yy: a.yy - b.yy)
    }
    /// Every element stretched.
    public static func * (a: Double, b: Self) -> Self { Self(xx: a * b.xx, xy: a * b.xy, yy: a * b.yy) }
}
