import Mail

/// What trying the servers of a mailbox showed: that one can sign in, or
/// what is wrong.
public struct MailboxTest: Equatable, Sendable {
    public enum Outcome: Equatable, Sendable {
        case works
        /// The reason, in a sentence.
        case fails(String)
        /// There is no server to try.
        case absent
    }

    public var incoming = Outcome.absent
    /// How many messages lie in the folder that is read.
    public var messages = 0
    public var outgoing = Outcome.absent

    var hasFailed: Bool { isFailure(incoming) || isFailure(outgoing) }

    private func isFailure(_ outcome: Outcome) -> Bool {
        if case .fails = outcome { true } else { false }
    }
}

extension MailboxTest {
    /// Somebody waits for the answer.
    private static let patience = Duration.seconds(10)

    /// Signs in to both servers and leaves again; nothing is read, marked or sent.
    /// - Parameters:
    ///   - server: the installation's own, for a mailbox that has none.
    ///   - authorities: a file of certificates to trust in place of the system's.
    static func run(_ mailbox: Mailbox, server: SMTPSettings?, authorities: String?) async -> MailboxTest {
        async let incoming = incoming(mailbox.imap, authorities)
        async let outgoing = outgoing(mailbox.smtp ?? server, authorities)
        let (outcome, messages) = await incoming
        return MailboxTest(incoming: outcome, messages: messages, outgoing: await outgoing)
    }

    private static func incoming(_ settings: IMAPSettings?, _ authorities: String?) async -> (Outcome, Int) {
        guard let settings else { return (.absent, 0) }
        var server = IMAPServer(settings, authorities: authorities)
        (server.connectTimeout, server.answerTimeout) = (patience, patience)
        let client = IMAPClient(server)
        do throws(IMAPFailure) {
            let folder = try await client.open(settings.folder, readOnly: true)
            await client.close()
            return (.works, folder.exists)
        } catch {
            await client.close()
            return (.fails(error.words), 0)
        }
    }

    private static func outgoing(_ settings: SMTPSettings?, _ authorities: String?) async -> Outcome {
        guard let settings else { return .absent }
        var server = SMTPServer(settings, authorities: authorities)
        server.timeout = patience
        let client = SMTPClient(server, connections: 1)
        do throws(SMTPFailure) {
            try await client.check()
            await client.close()
            return .works
        } catch {
            await client.close()
            return .fails(error.words)
        }
    }
}

extension Desk {
    /// Tries the servers of a mailbox.
    /// - Throws: `Fault.forbidden`, `Fault.notFound`.
    public func test(_ mailbox: Mailbox.ID, by actor: Actor) async throws -> MailboxTest {
        try actor.requireAdministrator()
        return await MailboxTest.run(
            try await mailboxes.find(mailbox), server: configuration.smtp,
            authorities: configuration.mailAuthorities)
    }
}
