/// The exchange that hands one message to an SMTP server.
///
/// Source: RFC 5321; pipelining RFC 2920; SMTPUTF8 RFC 6531.
struct SMTPDialogue {
    let wire: Wire
    let extensions: SMTPExtensions
    let deliveryTimeout: Duration
    /// Commands in one go; few enough that the answers fit the system's
    /// buffers, or both sides could wait for the other to read.
    private static let group = 100

    /// Hands over the message.
    /// - Parameter atTheDoor: called before the final dot, from which on the
    ///   server may have the message; when it throws, nothing is delivered.
    /// - Throws: see `SMTPFailure`. Nothing was delivered unless it is `inDoubt`.
    func deliver(
        _ raw: [UInt8], _ envelope: SMTPEnvelope, atTheDoor: () throws -> Void
    ) throws(SMTPFailure) -> SMTPReceipt {
        let (accepted, refused) = try introduce(envelope)
        guard !accepted.isEmpty else { throw Self.nobody(refused) }
        try say("DATA", stage: .message, refused: refused)
        let goAhead = try reply(.message, refused: refused)
        guard goAhead.code == 354 else { throw SMTPFailure(goAhead, stage: .message, refused: refused) }
        try write(raw, refused: refused)
        let answer = try end(refused: refused, atTheDoor: atTheDoor)
        return SMTPReceipt(answer: answer.answer, accepted: accepted, refused: refused)
    }

    // MARK: - Sender and recipients

    private func introduce(
        _ envelope: SMTPEnvelope
    ) throws(SMTPFailure) -> (accepted: [String], refused: [SMTPRefusal]) {
        var accepted: [String] = []
        var refused = envelope.refused
        var commands = [envelope.mailCommand] + envelope.recipients.map { "RCPT TO:<\($0.written)>" }
        var recipients = envelope.recipients[...]
        var mail: SMTPReply?
        while !commands.isEmpty {
            let count = extensions.pipelining ? min(Self.group, commands.count) : 1
            try say(
                commands.prefix(count).joined(separator: "\r\n"), stage: mail == nil ? .sender : .recipients)
            commands.removeFirst(count)
            for _ in 0..<count {
                let answer = try reply(mail == nil ? .sender : .recipients, refused: refused)
                if mail == nil {
                    mail = answer
                } else if let recipient = recipients.popFirst() {
                    if answer.isSuccess {
                        accepted.append(recipient.address)
                    } else {
                        refused.append(SMTPRefusal(address: recipient.address, reply: answer))
                    }
                }
            }
            if let mail, !mail.isSuccess { throw SMTPFailure(mail, stage: .sender) }
        }
        return (accepted, refused)
    }

    /// Every recipient was refused: worth another try if one may yet be taken.
    private static func nobody(_ refused: [SMTPRefusal]) -> SMTPFailure {
        let first = refused.first { $0.isTransient } ?? refused.first
        return SMTPFailure(
            kind: first?.isTransient == true ? .transient : .permanent, stage: .recipients, code: first?.code,
            enhancedStatus: first?.enhancedStatus, answer: first?.answer, refused: refused,
            words: first?.words ?? "There is nobody to send the message to.")
    }

    // MARK: - The message

    private func write(_ raw: [UInt8], refused: [SMTPRefusal]) throws(SMTPFailure) {
        var stuffing = DotStuffing(raw)
        while case let piece = stuffing.piece(), !piece.isEmpty {
            do { try wire.write(piece) } catch { throw interrupted(error, refused: refused) }
        }
    }

    /// Sends the final dot and waits for the answer. From the dot on, losing
    /// the connection leaves the message in doubt.
    private func end(refused: [SMTPRefusal], atTheDoor: () throws -> Void) throws(SMTPFailure) -> SMTPReply {
        try seeThatItListens(refused: refused)
        do { try atTheDoor() } catch {
            // What a stranger throws is for the log; a person is told in words.
            let why = (error as? HeldBack)?.words ?? "That it goes out could not be written down."
            throw SMTPFailure(
                kind: .transient, stage: .message, refused: refused,
                words: "The message was held back at the last moment. \(why)")
        }
        // That may have taken its time, and every moment less is less doubt.
        try seeThatItListens(refused: refused)
        do { try wire.write(".\r\n") } catch { throw SMTPFailure(error, stage: .answer, refused: refused) }
        let answer = try reply(.answer, patience: deliveryTimeout, refused: refused)
        guard answer.isSuccess else {
            guard answer.code >= 400 else {
                throw SMTPFailure(.malformed(wire.settings.server), stage: .answer, refused: refused)
            }
            throw SMTPFailure(answer, stage: .answer, refused: refused)
        }
        return answer
    }

    /// A server that has closed, or spoken before the end, has given up on the
    /// message.
    private func seeThatItListens(refused: [SMTPRefusal]) throws(SMTPFailure) {
        switch wire.news() {
        case .nothing: return
        case .closed: throw SMTPFailure(.lost(wire.settings.server), stage: .message, refused: refused)
        case .said: throw interrupted(.lost(wire.settings.server), refused: refused)
        }
    }

    /// The connection broke within the message. Servers that refuse a message
    /// early say why before they close; that is the better reason.
    private func interrupted(_ failure: WireFailure, refused: [SMTPRefusal]) -> SMTPFailure {
        defer { wire.giveUp() }
        if let last = try? reply(.message, patience: .seconds(1)), last.code >= 400 {
            return SMTPFailure(last, stage: .message, refused: refused)
        }
        return SMTPFailure(failure, stage: .message, refused: refused)
    }

    // MARK: - Lines

    func say(_ line: String, stage: SMTPFailure.Stage, refused: [SMTPRefusal] = []) throws(SMTPFailure) {
        do { try wire.write(line + "\r\n") } catch {
            throw SMTPFailure(error, stage: stage, refused: refused)
        }
    }

    func reply(
        _ stage: SMTPFailure.Stage, patience: Duration? = nil, refused: [SMTPRefusal] = []
    ) throws(SMTPFailure) -> SMTPReply {
        do throws(WireFailure) {
            var lines: [SMTPReply.Line] = []
            while lines.count < 200 {
                guard let line = SMTPReply.Line(try wire.line(limit: 8192, patience: patience)) else { break }
                lines.append(line)
                guard line.isLast else { continue }
                guard let reply = SMTPReply(lines: lines) else { break }
                return reply
            }
            throw WireFailure.malformed(wire.settings.server)
        } catch {
            throw SMTPFailure(error, stage: stage, refused: refused)
        }
    }
}
