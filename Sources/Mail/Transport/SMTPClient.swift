/// Hands messages to an SMTP server over a few kept connections.
///
/// ```swift
/// let smtp = SMTPClient(server)
/// let receipt = try await smtp.send(raw, from: "info@clinic.example", to: ["mia@example.org"])
/// ```
/// Safe to share: messages beyond the number of connections wait their turn,
/// first come, first served. Each connection has a thread of its own, so the
/// network's slowness never holds up anything else.
public actor SMTPClient {
    private let server: SMTPServer
    private let limit: Int
    private let idleTime: Duration
    private var free: [SMTPSession] = []
    private var busy = 0
    private var waiting: [CheckedContinuation<SMTPSession, Never>] = []
    private var isSweeping = false

    /// Connects only when there is something to send.
    /// - Parameters:
    ///   - connections: the most to have open at once; at least one.
    ///   - idleTime: how long an unused connection is kept.
    public init(_ server: SMTPServer, connections: Int = 2, idleTime: Duration = .seconds(20)) {
        self.server = server
        limit = max(1, connections)
        self.idleTime = idleTime
    }

    /// Hands over one message.
    ///
    /// Recipients that the server refuses do not keep the others from getting
    /// it; see `SMTPReceipt.refused`. A kept connection that has died is
    /// replaced unseen, as long as nothing of the message had been sent.
    /// - Parameters:
    ///   - raw: the whole message, header and body; line ends are made CR LF.
    ///   - from: where bounces go; empty so that it never bounces.
    ///   - to: the recipients' bare addresses, To, Cc and Bcc alike.
    ///   - atTheDoor: called on the connection's own thread before the final
    ///     dot, from which on the server may have the message: the place to
    ///     write down that it may. When it throws, nothing is delivered.
    /// - Throws: `SMTPFailure`; its `kind` says whether to try again.
    public func send(
        _ raw: [UInt8], from: String, to: [String], atTheDoor: @escaping @Sendable () throws -> Void = {}
    ) async throws(SMTPFailure) -> SMTPReceipt {
        let session = await take()
        defer { give(session) }
        return try await session.send(raw, from: from, to: to, atTheDoor: atTheDoor)
    }

    /// Connects, signs in and says goodbye: whether the settings are right.
    /// - Throws: `SMTPFailure` with a sentence about what is wrong.
    public func check() async throws(SMTPFailure) {
        let session = await take()
        defer { give(session) }
        try await session.check()
    }

    /// Closes the connections that nobody uses now.
    public func close() async {
        for session in free { _ = await session.close() }
    }

    private func take() async -> SMTPSession {
        if let session = free.popLast() {
            busy += 1
            return session
        }
        if busy < limit {
            busy += 1
            return SMTPSession(server)
        }
        return await withCheckedContinuation { waiting.append($0) }
    }

    private func give(_ session: SMTPSession) {
        if !waiting.isEmpty {
            waiting.removeFirst().resume(returning: session)
            return
        }
        busy -= 1
        free.append(session)
        sweepLater()
    }

    /// Closes what stays unused, by one waiting task however many messages.
    private func sweepLater() {
        guard !isSweeping else { return }
        isSweeping = true
        Task { [weak self, idleTime] in
            try? await Task.sleep(for: idleTime)
            await self?.sweep()
        }
    }

    private func sweep() async {
        isSweeping = false
        for session in free where !(await session.close(unusedFor: idleTime)) { sweepLater() }
    }
}
