/// The place of a connection on a lane; opened when first needed.
final class SQLiteSlot {
    private let path: String?
    private let readOnly: Bool
    private let options: DatabaseOptions
    private var current: SQLiteSession?
    /// The ids that the writer gives out.
    let numbers = SQLiteNumbers()

    init(path: String?, readOnly: Bool, options: DatabaseOptions) {
        self.path = path
        self.readOnly = readOnly
        self.options = options
    }

    func session() throws -> SQLiteSession {
        if let current { return current }
        let session = try SQLiteSession(path: path, readOnly: readOnly, options: options)
        current = session
        return session
    }

    func close() {
        current?.close()
        current = nil
    }
}
