import CPostgres

/// The values of a statement in the binary form, in one piece of memory.
struct PostgresParameters {
    private var bytes: [UInt8] = []
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    private let formats: [Int32]

    init(_ bindings: [SQL.Binding]) {
        formats = Array(repeating: 1, count: bindings.count)
        starts.reserveCapacity(bindings.count)
        lengths.reserveCapacity(bindings.count)
        for binding in bindings { append(binding.value) }
        if bytes.isEmpty { bytes.append(0) }  // an empty text needs an address too
    }

    private mutating func append(_ value: Value) {
        let start = bytes.count
        switch value {
        case .null:
            starts.append(nil)
            lengths.append(0)
            return
        case .integer(let number): withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
        case .real(let number):
            withUnsafeBytes(of: number.bitPattern.bigEndian) { bytes.append(contentsOf: $0) }
        case .text(let text): bytes.append(contentsOf: text.utf8)
        case .blob(let blob): bytes.append(contentsOf: blob)
        }
        starts.append(start)
        lengths.append(Int32(clamping: bytes.count - start))
    }

    var count: Int32 { Int32(starts.count) }

    /// Passes the addresses, lengths and formats as libpq wants them.
    func withPointers<T>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> T
    ) -> T {
        bytes.withUnsafeBytes { memory in
            let base = memory.baseAddress?.assumingMemoryBound(to: CChar.self)
            let values = starts.map { start in start.flatMap { base?.advanced(by: $0) } }
            return values.withUnsafeBufferPointer { values in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { formats in
                        body(values.baseAddress, lengths.baseAddress, formats.baseAddress)
                    }
                }
            }
        }
    }
}
