/// From whom and to whom a message goes, checked against what the server can.
struct SMTPEnvelope {
    /// The recipients to name, in order, each once, as given and as written.
    private(set) var recipients: [(address: String, written: String)] = []
    /// Those that cannot even be asked for.
    private(set) var refused: [SMTPRefusal] = []
    let mailCommand: String

    /// - Parameter from: the address that bounces go to; empty for a message
    ///   that must never bounce, such as an automatic reply.
    /// - Throws: `permanent` when the message cannot go this way at all.
    init(from: String, to: [String], raw: [UInt8], extensions: SMTPExtensions) throws(SMTPFailure) {
        let sender = from.isEmpty ? "" : AddressSyntax.written(from)
        guard let sender else {
            throw SMTPFailure(
                kind: .permanent, stage: .sender, words: "“\(from)” is not an address to send from.")
        }
        if let limit = extensions.sizeLimit, raw.count > limit {
            throw Self.tooLarge(raw.count, limit: limit)
        }
        let shape = MessageShape(raw)
        let headerNeedsUTF8 = shape.hasEightBitHeader || AddressSyntax.needsUTF8(sender)
        if headerNeedsUTF8, !extensions.utf8 {
            throw SMTPFailure(
                kind: .permanent, stage: .sender, enhancedStatus: "5.6.7",
                words: "The mail server does not support letters beyond ASCII in addresses (SMTPUTF8).")
        }
        var seen: Set<String> = []
        for address in to where seen.insert(address).inserted {
            guard let written = AddressSyntax.written(address) else {
                refused.append(SMTPRefusal(address: address, words: "“\(address)” is not an address."))
                continue
            }
            if AddressSyntax.needsUTF8(written), !extensions.utf8 {
                refused.append(
                    SMTPRefusal(
                        address: address,
                        words:
                            "The mail server cannot send to \(address): it does not support letters beyond ASCII."
                    ))
                continue
            }
            recipients.append((address, written))
        }
        guard !recipients.isEmpty else {
            throw SMTPFailure(
                kind: .permanent, stage: .recipients, refused: refused,
                words: refused.first?.words ?? "There is nobody to send the message to.")
        }
        var command = "MAIL FROM:<\(sender)>"
        if extensions.takesSize { command += " SIZE=\(raw.count)" }
        if shape.isEightBit, extensions.eightBit { command += " BODY=8BITMIME" }
        if headerNeedsUTF8 || recipients.contains(where: { AddressSyntax.needsUTF8($0.written) }) {
            command += " SMTPUTF8"
        }
        mailCommand = command
    }

    private static func tooLarge(_ size: Int, limit: Int) -> SMTPFailure {
        func megabytes(_ bytes: Int) -> String { "\((bytes + 500_000) / 1_000_000) MB" }
        return SMTPFailure(
            kind: .permanent, stage: .sender, enhancedStatus: "5.3.4",
            words: "The message is too large: it has \(megabytes(size)), "
                + "the mail server takes at most \(megabytes(limit)).")
    }
}

/// Where a message has bytes beyond ASCII.
private struct MessageShape {
    var isEightBit = false
    var hasEightBitHeader = false

    init(_ raw: [UInt8]) {
        guard let first = raw.firstIndex(where: { $0 >= 0x80 }) else { return }
        isEightBit = true
        var lineStart = 0
        for index in raw.indices where raw[index] == 0x0A {
            if index - lineStart == 0 || (index - lineStart == 1 && raw[lineStart] == 0x0D) {
                hasEightBitHeader = first < index
                return
            }
            lineStart = index + 1
        }
        hasEightBitHeader = true
    }
}
