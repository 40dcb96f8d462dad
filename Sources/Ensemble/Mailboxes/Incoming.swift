import Database
import Localization
import Mail

/// Mail in: the one door that polling, pipes and programs share.
///
/// Nothing is lost: the raw message is kept in the transaction that files
/// it. Nothing comes twice: a message that is there already changes nothing.
public struct Incoming: Sendable {
    let database: any Database
    let clock: Clock
    let seal: Seal

    /// What became of a message.
    public enum Receipt: Equatable, Sendable {
        /// It opened this conversation.
        case opened(Conversation.ID)
        /// It went into this conversation.
        case added(Conversation.ID)
        /// It had come before.
        case duplicate(Conversation.ID?)

        public var conversation: Conversation.ID? {
            switch self {
            case .opened(let id), .added(let id): id
            case .duplicate(let id): id
            }
        }
    }

    /// How many messages share one transaction.
    static let batch = 64

    /// Receives one message.
    /// - Parameters:
    ///   - raw: the message as it came, at most `sizeLimit` bytes.
    ///   - mailbox: at which it came.
    /// - Throws: `Fault.notFound` for an unknown mailbox, `Fault.tooLarge`.
    public func receive(_ raw: [UInt8], at mailbox: Mailbox.ID) async throws -> Receipt {
        try await receive([raw], at: mailbox)[0].get()
    }

    public static let sizeLimit = 100 * 1024 * 1024

    /// Receives several messages, in order. One that fails leaves the others alone.
    /// - Returns: a receipt for each, in the same order.
    public func receive(_ raws: [[UInt8]], at mailbox: Mailbox.ID) async throws -> [Result<
        Receipt, any Error
    >] {
        let mailbox = try await database.read { db in try Mailboxes.find(mailbox, in: db) }
        var receipts: [Result<Receipt, any Error>] = []
        receipts.reserveCapacity(raws.count)
        var batches = Self.batches(of: raws)
        guard let first = batches.popFirst() else { return [] }
        var prepared = await Self.prepare(first)
        while let next = batches.popFirst() {
            // The next ones are read while these are filed.
            async let reading = Self.prepare(next)
            receipts += try await file(prepared, at: mailbox)
            prepared = await reading
        }
        return receipts + (try await file(prepared, at: mailbox))
    }

    private static func batches(of raws: [[UInt8]]) -> ArraySlice<ArraySlice<[UInt8]>> {
        stride(from: 0, to: raws.count, by: batch).map { raws[$0..<min($0 + batch, raws.count)] }[...]
    }

    /// Reads messages on all cores.
    private static func prepare(_ raws: ArraySlice<[UInt8]>) async -> [Result<IncomingMail, any Error>] {
        func read(_ raw: [UInt8]) -> Result<IncomingMail, any Error> {
            guard raw.count <= sizeLimit else {
                return .failure(Fault.tooLarge("A message has at most 100 MB."))
            }
            return .success(IncomingMail(raw: raw))
        }
        if raws.count == 1, let raw = raws.first { return [read(raw)] }
        return await withTaskGroup(of: (Int, Result<IncomingMail, any Error>).self) { group in
            for (place, raw) in raws.enumerated() { group.addTask { (place, read(raw)) } }
            var read = [Result<IncomingMail, any Error>?](repeating: nil, count: raws.count)
            for await (place, mail) in group { read[place] = mail }
            return read.compactMap { $0 }
        }
    }

    private func file(
        _ prepared: [Result<IncomingMail, any Error>], at mailbox: Mailbox
    ) async throws -> [Result<Receipt, any Error>] {
        let now = clock()
        return try await database.write { db in
            let ours = Set(
                try db.rows("SELECT address_key FROM mailboxes").map { try $0("address_key") as String })
            let filing = Filing(db: db, mailbox: mailbox, ours: ours, now: now, seal: seal)
            return try prepared.map { mail -> Result<Receipt, any Error> in
                switch mail {
                case .failure(let error): return .failure(error)
                case .success(let mail):
                    if prepared.count == 1 { return .success(try filing.file(mail)) }
                    do {
                        return .success(try db.savepoint { try filing.file(mail) })
                    } catch let error as DatabaseError where error.isAboutOneStatement {
                        return .failure(error)
                    } catch let error as Fault {
                        return .failure(error)
                    }
                }
            }
        }
    }
}

extension DatabaseError {
    /// Whether undoing one savepoint is enough: the transaction as a whole is sound.
    fileprivate var isAboutOneStatement: Bool {
        switch kind {
        case .uniqueViolation, .foreignKey, .check, .notNull, .decoding: true
        default: false
        }
    }
}
