import Database
import Localization
import Logging
import Mail
import Markup
import Synchronization

/// Mail out: exactly what was shown, once.
///
/// A message is `queued`, then `sending` from the moment in which the mail
/// server could take it, then `sent`. A crash before `sending` leaves it
/// queued and it goes out later; a crash while `sending` is the one window
/// that SMTP leaves open, and the message says so.
public struct Outbox: Sendable {
    let database: any Database
    let clock: Clock
    let seal: Seal
    let carrier: any MailCarrier

    static func key(_ message: Message.ID) -> String { "message:\(message)" }

    /// Sends the message of a job, and says what became of it.
    /// - Throws: `JobFailure`.
    func send(_ id: Message.ID) async throws {
        guard let letter = try await prepare(id) else { return }
        let receipt: MailReceipt
        let hasPassed = Mutex(false)
        do {
            receipt = try await carrier.carry(letter) {
                try await pass(id)
                hasPassed.withLock { $0 = true }
            }
        } catch let failure as MailCarrierFailure {
            try await note(failure, of: id, hasPassed: hasPassed.withLock { $0 })
            return
        }
        let now = clock()
        try await database.write { db in
            try db.execute(
                """
                UPDATE messages SET delivery = 'sent', delivered_at = \(now), delivery_why = \(receipt.remark)
                WHERE id = \(id) AND delivery IN ('queued', 'sending', 'unclear')
                """)
            let conversation: Conversation.ID? = try db.value(
                "SELECT conversation FROM messages WHERE id = \(id)")
            try Events.record(
                .messageSent, by: .system, conversation: conversation, message: id, at: now, in: db)
            try Estimates.noteSent(id, at: now, in: db)
            try Self.putOff(receipt.putOff, of: id, at: now, in: db)
            if let refused = receipt.refused {
                try Self.tellFailure(id, in: conversation, why: refused, at: now, db: db)
            }
        }
    }

    /// Notes that the mail server may have the message from now on.
    ///
    /// Only one passes: where a lease ran out on a slow line, two workers may stand before the door.
    private func pass(_ id: Message.ID) async throws {
        let now = clock()
        let passed = try await database.write { db in
            try db.execute(
                """
                UPDATE messages SET delivery = 'sending', delivered_at = \(now)
                WHERE id = \(id) AND delivery = 'queued'
                """)
        }
        guard passed == 1 else { throw HeldBack("Somebody else is sending it.") }
    }

    /// - Returns: `nil` when there is nothing to send: it was taken back, or sent before.
    private func prepare(_ id: Message.ID) async throws -> Letter? {
        let now = clock()
        return try await database.write { db -> Letter? in
            guard let row = try db.row("SELECT \(Message.columns) FROM messages WHERE id = \(id)") else {
                return nil
            }
            var message = try Message(row: row)
            switch message.delivery {
            case .undoable, .queued: break
            case .sending:
                try Self.markUnclear(
                    message, why: "The server stopped while the mail server was taking it.", at: now, in: db)
                return nil
            case .sent, .failed, .unclear, nil: return nil
            }
            if let why = try Self.closedMailbox(of: message, in: db) {
                try Self.markFailed(id, because: why, by: .system, at: now, in: db)
                return nil
            }
            try db.execute("UPDATE messages SET delivery = 'queued' WHERE id = \(id)")
            message.attachments = try Attachments.of([id], in: db)[id] ?? []
            return try Letter(message, seal: seal, in: db)
        }
    }

    static func closedMailbox(of message: Message, in db: any Connection) throws -> String? {
        let address: String? = try db.value(
            """
            SELECT mailboxes.address FROM conversations JOIN mailboxes ON mailboxes.id = conversations.mailbox
            WHERE conversations.id = \(message.conversation) AND mailboxes.closed_at IS NOT NULL
            """)
        return address.map { "The mailbox \($0) was closed before it went out." }
    }

    /// - Parameter hasPassed: whether this attempt was the one that went through the door.
    private func note(_ failure: MailCarrierFailure, of id: Message.ID, hasPassed: Bool) async throws {
        let now = clock()
        switch failure {
        case .transient(let why):
            let state: Message.Delivery = hasPassed ? .sending : .queued
            _ = try await database.write { db in
                try db.execute(
                    """
                    UPDATE messages SET delivery = 'queued', delivery_why = \(why)
                    WHERE id = \(id) AND delivery = \(state)
                    """)
            }
            throw JobFailure.later(why)
        case .permanent(let why):
            try await database.write { db in
                try Self.markFailed(id, because: why, by: .system, at: now, in: db)
            }
        case .inDoubt(let why):
            try await database.write { db in
                guard let row = try db.row("SELECT \(Message.columns) FROM messages WHERE id = \(id)") else {
                    return
                }
                try Self.markUnclear(Message(row: row), why: why, at: now, in: db)
            }
        }
    }

    /// What follows when a job that sends is given up: the author is told. Others are none of its business.
    static func abandon(
        _ job: Job, because why: String, by actor: Actor, at now: Moment, in db: any Connection
    ) throws {
        switch job.kind {
        case .sendMessage:
            let message = try JSON.value(Message.ID.self, from: job.payload)
            try markFailed(message, because: why, by: actor, at: now, in: db)
        case .sendToPutOff:
            try giveUp(JSON.value(PutOff.self, from: job.payload), because: why, at: now, in: db)
        case .sendSurvey:
            try Surveys.noteUndelivered(
                JSON.value(SurveyAsk.ID.self, from: job.payload), why: why, at: now, in: db)
        default: return
        }
    }

    /// Gives a message up and tells its author on the conversation, which is our move again.
    static func markFailed(
        _ id: Message.ID, because why: String, by actor: Actor, at now: Moment, in db: any Connection
    ) throws {
        let conversation: Conversation.ID? = try db.value(
            """
            UPDATE messages SET delivery = 'failed', delivery_why = \(why) WHERE id = \(id)
                AND delivery IN ('undoable', 'queued', 'sending')
            RETURNING conversation
            """)
        guard let conversation else { return }
        try tellFailure(id, in: conversation, why: why, at: now, db: db)
    }

    static func tellFailure(
        _ id: Message.ID, in conversation: Conversation.ID?, why: String, at now: Moment, db: any Connection
    ) throws {
        guard let conversation else { return }
        try Events.record(
            .messageFailed, by: .system, conversation: conversation, message: id, data: ["why": why], at: now,
            in: db)
        try Conversations.reopen(
            Conversations.living(conversation, in: db), by: .system, as: .reopened, because: .failed,
            at: now, in: db)
    }

    private static func markUnclear(_ message: Message, why: String, at now: Moment, in db: any Connection)
        throws
    {
        try db.execute(
            "UPDATE messages SET delivery = 'unclear', delivery_why = \(why) WHERE id = \(message.id)")
        try Events.record(
            .messageUnclear, by: .system, conversation: message.conversation, message: message.id,
            data: ["why": why],
            at: now, in: db)
        try Conversations.reopen(
            Conversations.living(message.conversation, in: db), by: .system, as: .reopened, because: .failed,
            at: now, in: db)
    }

    /// Sends a failed or unclear message again, under the same Message-ID.
    /// - Throws: `Fault.notFound`, `Fault.conflict` for one that was sent.
    public func sendAgain(_ id: Message.ID, by actor: Actor) async throws -> Conversation.ID {
        try actor.requireStaff()
        let now = clock()
        return try await database.write { db in
            guard let row = try db.row("SELECT \(Message.columns) FROM messages WHERE id = \(id)") else {
                throw Fault.notFound("There is no such message.")
            }
            let message = try Message(row: row)
            guard message.delivery == .failed || message.delivery == .unclear else {
                throw Fault.conflict("This message needs no second sending.")
            }
            try db.execute("UPDATE messages SET delivery = 'queued', delivery_why = NULL WHERE id = \(id)")
            try db.execute("DELETE FROM jobs WHERE key = \(Self.key(id))")
            try Jobs.add(.sendMessage, key: Self.key(id), payload: id, runAt: now, at: now, in: db)
            try Events.record(
                .replied, by: actor, conversation: message.conversation, message: id, data: ["again": "yes"],
                at: now,
                in: db)
            return message.conversation
        }
    }

    /// Says that a message whose fate was unclear did arrive.
    /// - Throws: `Fault.notFound`.
    public func confirmSent(_ id: Message.ID, by actor: Actor) async throws -> Conversation.ID {
        try actor.requireStaff()
        let now = clock()
        return try await database.write { db in
            let conversation: Conversation.ID? = try db.value(
                """
                UPDATE messages SET delivery = 'sent', delivery_why = NULL WHERE id = \(id) AND delivery = 'unclear'
                RETURNING conversation
                """)
            guard let conversation else { throw Fault.notFound("There is no such message.") }
            try Estimates.noteSent(id, at: now, in: db)
            return conversation
        }
    }
}
