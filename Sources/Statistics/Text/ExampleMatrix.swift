/// The training texts as one sparse matrix, a row a text.
struct ExampleMatrix: Sendable {
    private(set) var starts: [Int] = [0]
    private(set) var columns: [Int32] = []
    private(set) var values: [Float] = []
    /// The label's index, -1 for a text that belongs to none.
    private(set) var labels: [Int32] = []
    /// The square of each row's length, with 1 for the constant column.
    private(set) var squaredLengths: [Float] = []

    var count: Int { labels.count }

    mutating func append(_ vector: NGramVector, label: Int) {
        for element in vector.elements {
            columns.append(element.row)
            values.append(element.value)
        }
        starts.append(columns.count)
        labels.append(Int32(label))
        squaredLengths.append(vector.squaredLength + 1)
    }
}
