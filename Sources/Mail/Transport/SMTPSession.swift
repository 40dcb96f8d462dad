/// One connection to an SMTP server on a thread of its own, opened when
/// needed and kept for the next message.
actor SMTPSession {
    private let server: SMTPServer
    private let executor = ThreadExecutor()
    private var dialogue: SMTPDialogue?
    private var lastUse = ContinuousClock.now

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ server: SMTPServer) { self.server = server }

    /// Hands over one message, connecting if need be.
    func send(
        _ raw: [UInt8], from: String, to: [String], atTheDoor: @Sendable () throws -> Void
    ) throws(SMTPFailure) -> SMTPReceipt {
        defer { lastUse = .now }
        if let kept = reusable() {
            do {
                return try deliver(raw, from: from, to: to, over: kept, atTheDoor)
            } catch let error where Self.isStale(error) {
                // A kept connection may have died, or have had its share of
                // messages, without us knowing. Nothing has been sent yet.
            }
        }
        return try deliver(raw, from: from, to: to, over: connect(), atTheDoor)
    }

    /// Connects anew and sees that the server answers.
    func check() throws(SMTPFailure) {
        let dialogue = try connect()
        defer { lastUse = .now }
        try dialogue.say("NOOP", stage: .connecting)
        let answer = try dialogue.reply(.connecting)
        guard answer.isSuccess else { throw SMTPFailure(answer, stage: .connecting) }
    }

    /// Says goodbye if the connection has not been used for that long.
    /// - Returns: whether it is closed now.
    func close(unusedFor patience: Duration = .zero) -> Bool {
        guard dialogue != nil else { return true }
        guard ContinuousClock.now - lastUse >= patience else { return false }
        try? dialogue?.say("QUIT", stage: .answer)
        dialogue = nil
        return true
    }

    private func reusable() -> SMTPDialogue? {
        guard let dialogue, dialogue.wire.isUsable, dialogue.wire.news() == .nothing else {
            dialogue = nil
            return nil
        }
        return dialogue
    }

    private func connect() throws(SMTPFailure) -> SMTPDialogue {
        dialogue = nil
        do throws(WireFailure) {
            let wire = try Wire(server.wire)
            let extensions = SMTPExtensions(greeting: wire.greeting)
            if server.user?.isEmpty == false, !extensions.isSignedIn {
                throw WireFailure(
                    kind: .noMechanism,
                    words: "\(server.wire.server) offers no way to sign in that is known here.")
            }
            let made = SMTPDialogue(
                wire: wire, extensions: extensions, deliveryTimeout: server.deliveryTimeout)
            dialogue = made
            return made
        } catch {
            throw SMTPFailure(error, stage: .connecting)
        }
    }

    /// Delivers, and afterwards leaves the connection as the next message
    /// needs it, or closed.
    private func deliver(
        _ raw: [UInt8], from: String, to: [String], over dialogue: SMTPDialogue,
        _ atTheDoor: () throws -> Void
    ) throws(SMTPFailure) -> SMTPReceipt {
        let envelope = try SMTPEnvelope(from: from, to: to, raw: raw, extensions: dialogue.extensions)
        do {
            return try dialogue.deliver(raw, envelope, atTheDoor: atTheDoor)
        } catch {
            if !reset(dialogue, after: error) { self.dialogue = nil }
            throw error
        }
    }

    private func reset(_ dialogue: SMTPDialogue, after failure: SMTPFailure) -> Bool {
        // Within the message a command would be part of it.
        guard failure.kind != .inDoubt, failure.code != 421, failure.stage != .message || failure.code != nil,
            dialogue.wire.isUsable,
            (try? dialogue.say("RSET", stage: .sender)) != nil,
            let answer = try? dialogue.reply(.sender)
        else { return false }
        return answer.isSuccess
    }

    private static func isStale(_ failure: SMTPFailure) -> Bool {
        (failure.stage == .sender || failure.stage == .recipients) && failure.kind == .transient
            && (failure.code == nil || failure.code == 421)
    }
}
