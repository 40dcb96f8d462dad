/// What an SMTP server said it can do, in its answer to EHLO.
struct SMTPExtensions: Equatable {
    /// Several commands may be sent before the first is answered.
    var pipelining = false
    /// Eight-bit text may be sent as it is.
    var eightBit = false
    /// Addresses and headers may be UTF-8.
    var utf8 = false
    /// The most bytes a message may have; `nil` when it does not say.
    var sizeLimit: Int?
    /// `SIZE` was offered, so a message's size may be told beforehand.
    var takesSize = false
    /// Whether the server let us in under a name.
    var isSignedIn = false

    /// - Parameter greeting: every line the server said until now. Only what
    ///   came after the last 220 counts: STARTTLS makes all before void.
    init(greeting: [String]) {
        let start = greeting.lastIndex { $0.hasPrefix("220") }.map { $0 + 1 } ?? 0
        for line in greeting[start...] {
            if line.hasPrefix("235") { isSignedIn = true }
            guard line.hasPrefix("250") else { continue }
            let words = line.dropFirst(4).uppercased().split(separator: " ")
            switch words.first {
            case "PIPELINING": pipelining = true
            case "8BITMIME": eightBit = true
            case "SMTPUTF8": utf8 = true
            case "SIZE":
                takesSize = true
                sizeLimit = words.dropFirst().first.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
            default: break
            }
        }
    }
}
