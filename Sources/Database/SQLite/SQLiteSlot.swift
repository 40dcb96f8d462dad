/// The place of a connection to a file, or to a database in memory; opened
/// when first needed.
///
/// A lane owns it, or it is lent to one read at a time.
final class SQLiteSlot: @unchecked Sendable {  // passed on under a lock, used by one thread at a time
    private let path: String?
    private let readOnly: Bool
    private let options: DatabaseOptions
    private let interrupts: Interrupts
    private var current: SQLiteSession?
    /// The ids that the writer gives out.
    let numbers = SQLiteNumbers()

    init(path: String?, readOnly: Bool, options: DatabaseOptions, interrupts: Interrupts) {
        self.path = path
        self.readOnly = readOnly
        self.options = options
        self.interrupts = interrupts
    }

    func session() throws -> SQLiteSession {
        if let current { return current }
        let session = try SQLiteSession(path: path, readOnly: readOnly, options: options)
        if readOnly { interrupts.add(ObjectIdentifier(session), session.interrupter) }
        current = session
        return session
    }

    /// Closes the connection to a file; the next use opens another.
    func abandon() {
        if path != nil { close() }
    }

    func close() {
        guard let session = current else { return }
        interrupts.remove(ObjectIdentifier(session))
        session.close()
        current = nil
    }
}
