/// Any 2×2 matrix: a gain, or the covariance between two pairs.
struct Matrix2: Hashable, Sendable {
    var xx, xy, yx, yy: Double

    static let zero = Matrix2(xx: 0, xy: 0, yx: 0, yy: 0)

    @inline(__always)
    init(xx: Double, xy: Double, yx: Double, yy: Double) {
        self.xx = xx
        self.xy = xy
        self.yx = yx
        self.yy = yy
    }

    @inline(__always)
    init(_ s: SymmetricMatrix2) { self.init(xx: s.xx, xy: s.xy, yx: s.xy, yy: s.yy) }

    @inline(__always)
    var transposed: Matrix2 { Matrix2(xx: xx, xy: yx, yx: xy, yy: yy) }

    /// The symmetric part, for products that are symmetric but for rounding.
    @inline(__always)
    var symmetric: SymmetricMatrix2 { SymmetricMatrix2(xx: xx, xy: 0.5 * (xy + yx), yy: yy) }

    @inline(__always)
    static func * (a: Self, b: Self) -> Self {
        Self(
            xx: a.xx * b.xx + a.xy * b.yx, xy: a.xx * b.xy + a.xy * b.yy,
            yx: a.yx * b.xx + a.yy * b.yx, yy: a.yx * b.xy + a.yy * b.yy)
    }

    @inline(__always)
    static func * (a: Self, b: Vector2) -> Vector2 {
        Vector2(a.xx * b.x + a.xy * b.y, a.yx * b.x + a.yy * b.y)
    }

    @inline(__always)
    static func * (a: Double, b: Self) -> Self {
        Self(xx: a * b.xx, xy: a * b.xy, yx: a * b.yx, yy: a * b.yy)
    }

    @inline(__always)
    static func + (a: Self, b: Self) -> Self {
        Self(xx: a.xx + b.xx, xy: a.xy + b.xy, yx: a.yx + b.yx, yy: a.yy + b.yy)
    }

    @inline(__always)
    static func - (a: Self, b: Self) -> Self {
        Self(xx: a.xx - b.xx, xy: a.xy - b.xy, yx: a.yx - b.yx, yy: a.yy - b.yy)
    }
}
