import Database
import Foundation
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

    /// How many messages share one transaction, where so many come at once.
    /// Each commit waits for the disk; what others write waits for it, some
    /// tens of milliseconds at this size.
    static let batch = 256

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
        let batches = Self.batches(of: raws)
        try await withThrowingTaskGroup(of: (Int, [Result<IncomingMail, any Error>]).self) { group in
            var begun = 0
            /// Some are read ahead while others are filed: neither waits for the other as long as there is work.
            func read() {
                guard begun < batches.count else { return }
                let number = begun
                begun += 1
                group.addTask { (number, await Self.prepare(batches[number])) }
            }
            for _ in 0..<Self.readAhead { read() }
            var ready: [Int: [Result<IncomingMail, any Error>]] = [:]
            for number in batches.indices {
                while ready[number] == nil, let (other, mails) = try await group.next() {
                    ready[other] = mails
                }
                guard let mails = ready.removeValue(forKey: number) else { break }
                read()
                receipts += try await file(mails, at: mailbox)
            }
        }
        return receipts
    }

    /// How many batches are read, or wait to be filed.
    private static let readAhead = 3

    /// The first are small: nothing is filed while they are read.
    private static func batches(of raws: [[UInt8]]) -> [ArraySlice<[UInt8]>] {
        var batches: [ArraySlice<[UInt8]>] = []
        var rest = raws[...]
        while !rest.isEmpty {
            batches.append(rest.prefix(min(batch, 32 << min(batches.count, 8))))
            rest = rest.dropFirst(batches[batches.count - 1].count)
        }
        return batches
    }

    /// Reads messages, several at a time.
    private static func prepare(
        _ raws: ArraySlice<[UInt8]>
    ) async -> [Result<IncomingMail, any Error>] {
        func read(_ raw: [UInt8]) -> Result<IncomingMail, any Error> {
            guard raw.count <= sizeLimit else {
                return .failure(Fault.tooLarge("A message has at most 100 MB."))
            }
            return .success(IncomingMail(raw: raw))
        }
        let width = min(ProcessInfo.processInfo.activeProcessorCount, raws.count)
        if width < 2 { return raws.map(read) }
        return await withTaskGroup(of: [(Int, Result<IncomingMail, any Error>)].self) { group in
            for lane in 0..<width {
                group.addTask {
                    stride(from: lane, to: raws.count, by: width).map {
                        ($0, read(raws[raws.startIndex + $0]))
                    }
                }
            }
            var all = [Result<IncomingMail, any Error>?](repeating: nil, count: raws.count)
            for await lane in group {
                for (place, mail) in lane { all[place] = mail }
            }
            return all.compactMap { $0 }
        }
    }

    /// Files a batch in one go. Only where one of them fails is it done again
    /// with a savepoint for each: SQLite copies each page it touches for a
    /// savepoint, PostgreSQL is asked twice more.
    private func file(
        _ prepared: [Result<IncomingMail, any Error>], at mailbox: Mailbox
    ) async throws -> [Result<Receipt, any Error>] {
        do {
            return try await file(prepared, at: mailbox) { _, work in try work() }
        } catch  where prepared.count > 1 && Self.isAboutOne(error) {
            return try await file(prepared, at: mailbox) { db, work in
                do {
                    return try db.savepoint { try work() }
                } catch  where Self.isAboutOne(error) {
                    return .failure(error)
                }
            }
        }
    }

    private typealias Filed = Result<Receipt, any Error>

    private func file(
        _ prepared: [Result<IncomingMail, any Error>], at mailbox: Mailbox,
        each: @escaping @Sendable (any Connection, () throws -> Filed) throws -> Filed
    ) async throws -> [Filed] {
        let now = clock()
        return try await database.write { db in
            let ours = Set(
                try db.rows("SELECT address_key FROM mailboxes").map { try $0("address_key") as String })
            let filing = Filing(db: db, mailbox: mailbox, ours: ours, now: now, seal: seal)
            return try prepared.map { mail in
                switch mail {
                case .failure(let error): .failure(error)
                case .success(let mail): try each(db) { .success(try filing.file(mail)) }
                }
            }
        }
    }

    /// Whether undoing one message is enough: the transaction as a whole is sound.
    private static func isAboutOne(_ error: any Error) -> Bool {
        error is Fault || (error as? DatabaseError)?.isAboutOneStatement == true
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
