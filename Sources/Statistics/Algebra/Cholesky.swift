/// The lower triangle L with L Lᵀ = A, for a symmetric positive A.
///
/// O(n³/6) to make, O(n²) to solve.
struct Cholesky {
    private(set) var lower: Matrix

    /// `nil` where A is not positive definite to working precision.
    init?(_ a: Matrix) {
        lower = Matrix(rows: a.rows, columns: a.rows)
        for row in 0..<a.rows {
            for column in 0...row {
                var sum = a[row, column]
                for inner in 0..<column { sum -= lower[row, inner] * lower[column, inner] }
                if row == column {
                    guard sum.isFinite, sum > 1e-13 * abs(a[row, row]), sum > 0 else { return nil }
                    lower[row, row] = sqrt(sum)
                } else {
                    lower[row, column] = sum / lower[column, column]
                }
            }
        }
    }

    /// L⁻¹ b.
    func whitened(_ b: [Double]) -> [Double] {
        var y = b
        for row in 0..<lower.rows {
            for column in 0..<row { y[row] -= lower[row, column] * y[column] }
            y[row] /= lower[row, row]
        }
        return y
    }

    /// A⁻¹ b.
    func solve(_ b: [Double]) -> [Double] {
        var y = whitened(b)
        for row in stride(from: lower.rows - 1, through: 0, by: -1) {
            for below in (row + 1)..<max(row + 1, lower.rows) { y[row] -= lower[below, row] * y[below] }
            y[row] /= lower[row, row]
        }
        return y
    }

    /// A⁻¹. O(n³).
    var inverse: Matrix {
        let n = lower.rows
        var result = Matrix(rows: n, columns: n)
        for column in 0..<n {
            var unit = [Double](repeating: 0, count: n)
            unit[column] = 1
            let solved = solve(unit)
            for row in 0..<n { result[row, column] = solved[row] }
        }
        return result
    }

    var logDeterminant: Double {
        (0..<lower.rows).reduce(0) { $0 + 2 * log(lower[$1, $1]) }
    }
}
