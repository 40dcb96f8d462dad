import CPostgres

extension PostgresAddress {
    /// Whether the server accepts connections, if not from everyone.
    var isAnswering: Bool {
        withSettings { PQpingParams($0, $1, 0) } == PQPING_OK
    }

    /// Passes the names and values of a connection's settings as libpq wants
    /// them.
    func withSettings<T>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> T
    ) -> T {
        let settings = settings.sorted { $0.key < $1.key }
        return withCStrings(settings.map(\.key)) { keys in
            withCStrings(settings.map(\.value)) { values in body(keys, values) }
        }
    }

    private var settings: [String: String] {
        let ours = [
            "application_name": "ensemble", "connect_timeout": "10",
            // A server that vanished is noticed within half a minute.
            "tcp_user_timeout": "30000", "keepalives_idle": "30",
        ]
        return ours.merging(parts) { $1 }.merging(["client_encoding": "UTF8"]) { $1 }
    }
}

/// Passes an array of C strings that ends with NULL.
private func withCStrings<T>(_ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T) -> T {
    var memory: [CChar] = []
    var starts: [Int] = []
    for string in strings {
        starts.append(memory.count)
        memory.append(contentsOf: string.utf8CString)
    }
    if memory.isEmpty { memory.append(0) }
    return memory.withUnsafeBufferPointer { memory in
        let pointers = starts.map { memory.baseAddress?.advanced(by: $0) } + [nil]
        return pointers.withUnsafeBufferPointer { pointers in
            // Never nil: there is at least the NULL at the end.
            pointers.baseAddress.map(body)!
        }
    }
}
