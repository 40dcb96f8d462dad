/// Least squares by Householder reflections (QR).
///
/// O(rows · columns²). Keeps R and Qᵀy, so that fits on some of the columns
/// need no return to the rows.
struct OrthogonalFit {
    /// The upper triangle, columns × columns.
    let r: Matrix
    /// The first `columns` elements of Qᵀy.
    let projected: [Double]
    /// Σ (y − ŷ)² of the fit on all columns.
    let residualSum: Double

    /// - Parameters:
    ///   - columns: as many columns, each as long as `y`; no more columns
    ///     than rows.
    init(columns: [[Double]], _ y: [Double]) {
        var work = columns
        var y = y
        let n = y.count
        let p = columns.count
        var r = Matrix(rows: p, columns: p)
        for k in 0..<p {
            let norm = Self.norm(work[k], from: k)
            guard norm > 0 else { continue }
            let alpha = work[k][k] > 0 ? -norm : norm
            var v = Array(work[k][k..<n])
            v[0] -= alpha
            let square = v.reduce(0) { $0 + $1 * $1 }
            guard square > 0 else { continue }
            for j in k..<p { Self.reflect(&work[j], v, square, from: k) }
            Self.reflect(&y, v, square, from: k)
        }
        for k in 0..<p { for j in k..<p { r[k, j] = work[j][k] } }
        self.r = r
        projected = Array(y[0..<p])
        residualSum = y[p...].reduce(0) { $0 + $1 * $1 }
    }

    /// The coefficients, or `nil` where columns repeat each other.
    var coefficients: [Double]? {
        let p = r.rows
        var beta = projected
        let largest = (0..<p).map { abs(r[$0, $0]) }.max() ?? 0
        for k in stride(from: p - 1, through: 0, by: -1) {
            // Below this share of its column's length, what is left of the
            // column is rounding.
            var length = 0.0
            for i in 0...k { length = hypot(length, r[i, k]) }
            guard largest > 0, abs(r[k, k]) > 1e-10 * length else { return nil }
            for j in (k + 1)..<max(k + 1, p) { beta[k] -= r[k, j] * beta[j] }
            beta[k] /= r[k, k]
        }
        return beta
    }

    private static func norm(_ column: [Double], from k: Int) -> Double {
        let largest = column[k...].reduce(0) { max($0, abs($1)) }
        guard largest > 0 else { return 0 }
        return largest * sqrt(column[k...].reduce(0) { $0 + ($1 / largest) * ($1 / largest) })
    }

    private static func reflect(_ column: inout [Double], _ v: [Double], _ square: Double, from k: Int) {
        var dot = 0.0
        for i in v.indices { dot += v[i] * column[k + i] }
        let factor = 2 * dot / square
        for i in v.indices { column[k + i] -= factor * v[i] }
    }
}
