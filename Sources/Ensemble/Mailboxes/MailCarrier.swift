import Database
import Dispatch
import Logging
import Mail

/// Whoever takes letters to the mail server.
protocol MailCarrier: Sendable {
    /// Hands a letter over.
    /// - Parameter atTheDoor: called, and waited for, before the moment in
    ///   which the mail server may take it.
    /// - Throws: `MailCarrierFailure`.
    func carry(_ letter: Letter, atTheDoor: @escaping @Sendable () async throws -> Void) async throws
        -> MailReceipt
}

struct MailReceipt: Sendable {
    /// Worth saying on the conversation.
    var remark: String?
    /// Recipients that were refused while others were taken, with the reason.
    var refused: String?
    /// Recipients that may be taken at another time.
    var putOff: [String] = []
}

enum MailCarrierFailure: Error {
    case transient(String)
    case permanent(String)
    /// The connection broke after the message, before the answer.
    case inDoubt(String)
}

/// Keeps letters in the database while no mail server is configured: `/dev/mail` shows them.
struct DrawerCarrier: MailCarrier {
    let database: any Database
    let clock: Clock

    func carry(_ letter: Letter, atTheDoor: @escaping @Sendable () async throws -> Void) async throws
        -> MailReceipt
    {
        let now = clock()
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO unsent_mail (id, recipients, subject, bytes, created_at)
                VALUES (\(db.newID()), \(letter.recipients.joined(separator: ", ")), \(letter.subject),
                    \(RawMail.compress(letter.bytes)), \(now))
                """)
            // A drawer, not an archive.
            try db.execute(
                """
                DELETE FROM unsent_mail WHERE id NOT IN (SELECT id FROM unsent_mail ORDER BY id DESC LIMIT 500)
                """)
        }
        return MailReceipt(remark: "No mail server is configured: the message was kept, not sent.")
    }
}

/// Hands letters to SMTP servers.
struct SMTPCarrier: MailCarrier {
    /// The installation's own server, for mailboxes without one.
    let server: SMTPSettings?
    let drawer: DrawerCarrier
    let clients: SMTPClients

    init(server: SMTPSettings?, authorities: String?, drawer: DrawerCarrier) {
        self.server = server
        self.drawer = drawer
        clients = SMTPClients(authorities: authorities)
    }

    func carry(_ letter: Letter, atTheDoor: @escaping @Sendable () async throws -> Void) async throws
        -> MailReceipt
    {
        guard let settings = letter.server ?? server else {
            return try await drawer.carry(letter, atTheDoor: atTheDoor)
        }
        let client = await clients.client(for: settings)
        do throws(SMTPFailure) {
            let receipt = try await client.send(
                letter.bytes, from: letter.sender, to: letter.recipients,
                atTheDoor: { try Blocking.run(atTheDoor) })
            let refused = receipt.refused.filter { !$0.isTransient }
                .map { "\($0.address): \($0.words)" }.joined(separator: "; ")
            return MailReceipt(
                refused: refused.nonEmpty, putOff: receipt.refused.filter(\.isTransient).map(\.address))
        } catch {
            switch error.kind {
            case .transient: throw MailCarrierFailure.transient(error.words)
            case .permanent: throw MailCarrierFailure.permanent(error.words)
            case .inDoubt: throw MailCarrierFailure.inDoubt(error.words)
            }
        }
    }
}

/// One client for each server, so that connections are used again.
actor SMTPClients {
    private let authorities: String?

    init(authorities: String?) { self.authorities = authorities }

    private var clients: [String: SMTPClient] = [:]

    func client(for settings: SMTPSettings) -> SMTPClient {
        let key = JSON.text(settings)
        if let client = clients[key] { return client }
        let client = SMTPClient(SMTPServer(settings, authorities: authorities))
        clients[key] = client
        return client
    }
}

extension SMTPServer {
    init(_ settings: SMTPSettings, authorities: String?) {
        self.init(
            host: settings.host, port: settings.port, security: TransportSecurity(word: settings.security),
            user: settings.user, password: settings.password, caFile: authorities)
    }
}

extension TransportSecurity {
    /// `tls`, `starttls` or `none`; anything else is the safest.
    init(word: String) {
        switch word {
        case "none": self = .none
        case "starttls": self = .startTLS(required: true)
        default: self = .tls
        }
    }
}

/// Lets a thread that may block wait for something asynchronous.
enum Blocking {
    private final class Outcome: @unchecked Sendable {
        // Written before the semaphore is signalled, read after.
        var error: (any Error)?
    }

    /// Never call it from a task: only from a thread that is one's own.
    static func run(_ work: @escaping @Sendable () async throws -> Void) throws {
        let done = DispatchSemaphore(value: 0)
        let outcome = Outcome()
        Task {
            do { try await work() } catch { outcome.error = error }
            done.signal()
        }
        done.wait()
        if let error = outcome.error { throw error }
    }
}
