import Foundation

/// A server on loopback that plays a written part, for answers no real
/// server would give.
final class ScriptedServer: Sendable {
    let port: Int
    private let listener: Int32

    /// - Parameter part: played once for each connection, on its own thread,
    ///   with the connection's number from 0. The connection is closed when
    ///   it returns.
    init(_ part: @escaping @Sendable (Peer, Int) -> Void) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard listener >= 0, bound else { throw POSIXError(.EADDRNOTAVAIL) }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread {
            var number = 0
            while case let descriptor = accept(listener, nil, nil), descriptor >= 0 {
                let mine = number
                number += 1
                Thread.detachNewThread {
                    let peer = Peer(descriptor)
                    part(peer, mine)
                    peer.end()
                }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// The other end of one connection.
    final class Peer {
        private let descriptor: Int32
        private var buffer: [UInt8] = []

        fileprivate init(_ descriptor: Int32) { self.descriptor = descriptor }

        fileprivate func end() {
            shutdown(descriptor, Int32(SHUT_RDWR))
            close(descriptor)
        }

        func say(_ text: String) { say(bytes: Array((text + "\r\n").utf8)) }

        func say(bytes: [UInt8]) {
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes {
                    send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return }
                sent += count
            }
        }

        /// The next line without its end; empty when the connection is closed.
        @discardableResult
        func hear() -> String {
            while true {
                if let end = buffer.firstIndex(of: 0x0A) {
                    defer { buffer.removeSubrange(...end) }
                    return String(decoding: buffer[..<end].filter { $0 != 0x0D }, as: UTF8.self)
                }
                var bytes = [UInt8](repeating: 0, count: 65_536)
                let count = recv(descriptor, &bytes, bytes.count, 0)
                guard count > 0 else { return "" }
                buffer += bytes[..<count]
            }
        }

        /// Says nothing until the other side closes.
        func stayMute() {
            var bytes = [UInt8](repeating: 0, count: 65_536)
            while recv(descriptor, &bytes, bytes.count, 0) > 0 {}
        }

        /// Closes with a reset, so that what the other side writes next fails.
        func slam() {
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(
                descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
        }
    }
}

extension ScriptedServer.Peer {
    /// Plays an SMTP server up to and with the sign of readiness after EHLO.
    func welcomeSMTP(_ extensions: [String] = ["PIPELINING", "SIZE 1000000"]) {
        say("220 scripted ESMTP")
        hear()
        for name in ["scripted"] + extensions.dropLast() { say("250-\(name)") }
        say("250 \(extensions.last ?? "HELP")")
    }

    /// Hears a message up to its final dot; its lines.
    func hearMessage() -> [String] {
        var lines: [String] = []
        while case let line = hear(), line != "." {
            // The connection was closed within the message.
            if line.isEmpty, lines.count > 100_000 { return lines }
            lines.append(line)
        }
        return lines
    }

    /// Plays an IMAP server up to the answer to CAPABILITY after signing in.
    func welcomeIMAP(_ capabilities: String = "IMAP4rev1 UIDPLUS MOVE IDLE") {
        say("* OK scripted")
        while case let line = hear(), !line.isEmpty {
            let words = line.split(separator: " ")
            let tag = words.first ?? "?"
            switch words.dropFirst().first?.uppercased() {
            case "CAPABILITY":
                say("* CAPABILITY \(capabilities)")
                say("\(tag) OK done")
                if tag.hasPrefix("E") { return }
            default: say("\(tag) OK done")
            }
        }
    }

    /// Hears one command, which must start so after its tag; the tag.
    func hearIMAP(_ expected: String) -> String {
        let line = hear()
        guard let space = line.firstIndex(of: " ") else { return "?" }
        let tag = String(line[..<space])
        if !line[space...].dropFirst().hasPrefix(expected) { say("\(tag) BAD expected \(expected)") }
        return tag
    }
}
