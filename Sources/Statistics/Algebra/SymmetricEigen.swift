/// The eigenvalues and eigenvectors of a symmetric matrix by Jacobi's
/// rotations. O(n³) a sweep, some six sweeps.
struct SymmetricEigen {
    /// In no particular order.
    let values: [Double]
    /// Column k belongs to value k; columns are orthonormal.
    let vectors: Matrix

    init(_ matrix: Matrix) {
        let n = matrix.rows
        var a = matrix
        var v = Matrix.identity(n)
        for _ in 0..<60 {
            var off = 0.0
            var all = 0.0
            for i in 0..<n {
                for j in 0..<n {
                    all += a[i, j] * a[i, j]
                    if i != j { off += a[i, j] * a[i, j] }
                }
            }
            if off <= 1e-30 * all { break }
            for p in 0..<n {
                for q in (p + 1)..<max(p + 1, n) where a[p, q] != 0 { Self.rotate(&a, &v, p, q) }
            }
        }
        values = (0..<n).map { a[$0, $0] }
        vectors = v
    }

    private static func rotate(_ a: inout Matrix, _ v: inout Matrix, _ p: Int, _ q: Int) {
        let theta = (a[q, q] - a[p, p]) / (2 * a[p, q])
        let t = (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + hypot(theta, 1))
        let c = 1 / hypot(t, 1)
        let s = t * c
        for k in 0..<a.rows {
            let (x, y) = (a[k, p], a[k, q])
            a[k, p] = c * x - s * y
            a[k, q] = s * x + c * y
        }
        for k in 0..<a.rows {
            let (x, y) = (a[p, k], a[q, k])
            a[p, k] = c * x - s * y
            a[q, k] = s * x + c * y
            let (vx, vy) = (v[k, p], v[k, q])
            v[k, p] = c * vx - s * vy
            v[k, q] = s * vx + c * vy
        }
    }
}
