import Database
import Mail

/// Recipients that the mail server put off while it took the message for
/// others. The message is sent; each of them is tried by a job of its own,
/// as long and as carefully as the message itself.
extension Outbox {
    /// One recipient of a message that was sent to others.
    struct PutOff: Codable, Hashable, Sendable {
        let message: Message.ID
        let address: String

        var key: String { "message:\(message):\(address)" }
    }

    static func putOff(_ addresses: [String], of id: Message.ID, at now: Moment, in db: any Connection) throws
    {
        for address in addresses {
            try db.execute(
                """
                INSERT INTO put_off_recipients (message, address, since) VALUES (\(id), \(address), \(now))
                ON CONFLICT (message, address) DO NOTHING
                """)
            let recipient = PutOff(message: id, address: address)
            try Jobs.add(
                .sendToPutOff, key: recipient.key, payload: recipient, runAt: now + .minutes(5), at: now,
                in: db)
        }
    }

    /// Sends the message to the one that was put off.
    /// - Throws: `JobFailure`.
    func send(to recipient: PutOff) async throws {
        guard let letter = try await prepare(recipient) else { return }
        do {
            _ = try await carrier.carry(letter) { try await pass(recipient) }
        } catch let failure as MailCarrierFailure {
            switch failure {
            case .transient(let why):
                _ = try await database.write { db in
                    try db.execute(
                        "UPDATE put_off_recipients SET passed_at = NULL WHERE \(Self.row(recipient))")
                }
                throw JobFailure.later(why)
            case .permanent(let why): try await giveUp(recipient, because: why)
            case .inDoubt(let why):
                try await giveUp(recipient, because: "It may or may not have arrived. \(why)")
            }
            return
        }
        _ = try await database.write { db in
            try db.execute("DELETE FROM put_off_recipients WHERE \(Self.row(recipient))")
        }
    }

    /// - Returns: `nil` when there is nothing to send any more.
    private func prepare(_ recipient: PutOff) async throws -> Letter? {
        let now = clock()
        return try await database.write { db -> Letter? in
            guard
                let row = try db.row("SELECT passed_at FROM put_off_recipients WHERE \(Self.row(recipient))"),
                let stored = try db.row(
                    "SELECT \(Message.columns) FROM messages WHERE id = \(recipient.message)")
            else { return nil }
            if try row("passed_at") as Moment? != nil {
                let why =
                    "It may or may not have arrived. The server stopped while the mail server was taking it."
                try Self.giveUp(recipient, because: why, at: now, in: db)
                return nil
            }
            var message = try Message(row: stored)
            if let why = try Self.closedMailbox(of: message, in: db) {
                try Self.giveUp(recipient, because: why, at: now, in: db)
                return nil
            }
            message.attachments = try Attachments.of([message.id], in: db)[message.id] ?? []
            return try Letter(message, onlyTo: [recipient.address], seal: seal, in: db)
        }
    }

    private func pass(_ recipient: PutOff) async throws {
        let now = clock()
        let passed = try await database.write { db in
            try db.execute(
                """
                UPDATE put_off_recipients SET passed_at = \(now)
                WHERE \(Self.row(recipient)) AND passed_at IS NULL
                """)
        }
        guard passed == 1 else { throw HeldBack("Somebody else is sending it.") }
    }

    private func giveUp(_ recipient: PutOff, because why: String) async throws {
        let now = clock()
        try await database.write { db in try Self.giveUp(recipient, because: why, at: now, in: db) }
    }

    static func giveUp(
        _ recipient: PutOff, because why: String, at now: Moment, in db: any Connection
    ) throws {
        let given = try db.execute("DELETE FROM put_off_recipients WHERE \(row(recipient))")
        guard given == 1 else { return }
        let conversation: Conversation.ID? = try db.value(
            "SELECT conversation FROM messages WHERE id = \(recipient.message)")
        try tellFailure(
            recipient.message, in: conversation, why: "\(recipient.address): \(why)", at: now, db: db)
    }

    private static func row(_ recipient: PutOff) -> SQL {
        "message = \(recipient.message) AND address = \(recipient.address)"
    }
}
