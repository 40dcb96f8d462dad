/// A small dense matrix, kept row by row.
struct Matrix: Hashable, Sendable {
    let rows: Int
    let columns: Int
    var elements: [Double]

    init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        elements = [Double](repeating: 0, count: rows * columns)
    }

    static func identity(_ size: Int) -> Matrix {
        var matrix = Matrix(rows: size, columns: size)
        for index in 0..<size { matrix[index, index] = 1 }
        return matrix
    }

    subscript(row: Int, column: Int) -> Double {
        @inline(__always) get { elements[row * columns + column] }
        @inline(__always) set { elements[row * columns + column] = newValue }
    }

    var transposed: Matrix {
        var result = Matrix(rows: columns, columns: rows)
        for row in 0..<rows { for column in 0..<columns { result[column, row] = self[row, column] } }
        return result
    }

    /// O(rows · columns · other.columns).
    static func * (a: Matrix, b: Matrix) -> Matrix {
        var result = Matrix(rows: a.rows, columns: b.columns)
        for row in 0..<a.rows {
            for inner in 0..<a.columns {
                let factor = a[row, inner]
                for column in 0..<b.columns { result[row, column] += factor * b[inner, column] }
            }
        }
        return result
    }

    static func * (a: Matrix, b: [Double]) -> [Double] {
        (0..<a.rows).map { row in
            var sum = 0.0
            for column in 0..<a.columns { sum += a[row, column] * b[column] }
            return sum
        }
    }
}
