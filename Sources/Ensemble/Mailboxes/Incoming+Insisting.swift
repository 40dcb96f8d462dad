import Database

extension Incoming {
    /// How often a message that fails by itself is tried.
    static let tries: Int64 = 3

    /// Receives what a mail server holds for us, where one message that can't
    /// be filed must not stop those behind it for good: when it fails by
    /// itself for the third time, it is kept as one that could not be read.
    /// - Returns: a receipt for each, in the same order; a failure for what is
    ///   to be tried again.
    /// - Throws: what is about no message: the database can't be reached or written.
    func receiveInsisting(_ raws: [[UInt8]], at mailbox: Mailbox.ID) async throws -> [Result<
        Receipt, any Error
    >] {
        var receipts = try await receiveEach(raws, at: mailbox)
        for (place, receipt) in receipts.enumerated() {
            guard case .failure(let error) = receipt else { continue }
            let isLast = try await noteRefusal(of: raws[place], at: mailbox) >= Self.tries
            if isLast {
                receipts[place] = .success(try await keepUnread(raws[place], at: mailbox, because: error))
            }
        }
        return receipts
    }

    /// All at once; where that fails as a whole, one by one to see whose fault it is.
    private func receiveEach(_ raws: [[UInt8]], at mailbox: Mailbox.ID) async throws -> [Result<
        Receipt, any Error
    >] {
        do { return try await receive(raws, at: mailbox) } catch  where Self.isAboutMail(error) {}
        var receipts: [Result<Receipt, any Error>] = []
        for raw in raws {
            do { receipts.append(.success(try await receive(raw, at: mailbox))) } catch
                where Self.isAboutMail(error)
            { receipts.append(.failure(error)) }
        }
        return receipts
    }

    /// - Returns: how often it failed by now.
    private func noteRefusal(of raw: [UInt8], at mailbox: Mailbox.ID) async throws -> Int64 {
        let fingerprint = Fingerprint.of(raw, messageID: nil)
        return try await database.write { db in
            try db.value(
                """
                INSERT INTO mail_refusals (mailbox, fingerprint, tries) VALUES (\(mailbox), \(fingerprint), 1)
                ON CONFLICT (mailbox, fingerprint) DO UPDATE SET tries = mail_refusals.tries + 1
                RETURNING tries
                """) ?? 1
        }
    }

    private func keepUnread(_ raw: [UInt8], at mailbox: Mailbox.ID, because error: any Error) async throws
        -> Receipt
    {
        let why =
            (error as? Fault)?.message.english ?? (error as? DatabaseError)?.message
            ?? "It could not be filed."
        let mail = IncomingMail(raw: raw, unreadBecause: why)
        let fingerprint = Fingerprint.of(raw, messageID: nil)
        let (now, seal) = (clock(), seal)
        return try await database.write { db in
            try db.execute(
                "DELETE FROM mail_refusals WHERE mailbox = \(mailbox) AND fingerprint = \(fingerprint)")
            let filing = Filing(
                db: db, mailbox: try Mailboxes.find(mailbox, in: db), ours: [], now: now, seal: seal)
            return try filing.file(mail)
        }
    }

    /// Whether another message might succeed where this one failed.
    private static func isAboutMail(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return error is Fault }
        return switch error.kind {
        case .uniqueViolation, .foreignKey, .check, .notNull, .decoding, .other: true
        default: false
        }
    }
}
