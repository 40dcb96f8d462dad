import Foundation

/// Stands between a program and its PostgreSQL server, and breaks the
/// connection once, after the server has answered a `COMMIT` and before the
/// program hears of it.
final class BreakingProxy: Sendable {
    let port: UInt16
    private let listener: Int32
    private let server: UInt16
    private let breaks = Collected<Bool>()
    private let armed = Collected<Bool>()

    /// - Parameter server: the port of the server on this machine.
    init(server: UInt16) throws {
        self.server = server
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = Self.local(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, $0, &length) == 0
            }
        }
        guard bound else { throw Refusal(number: Int(errno)) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in
            while case let client = accept(listener, nil, nil), client >= 0 {
                Thread.detachNewThread { [self] in serve(client) }
            }
        }
    }

    /// Breaks the next commit.
    func arm() { armed.add(true) }

    var hasBroken: Bool { !breaks.all.isEmpty }

    func close() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve(_ client: Int32) {
        let upstream = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer {
            Foundation.close(client)
            Foundation.close(upstream)
        }
        var address = Self.local(server)
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(upstream, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard connected else { return }
        var isCommitting = false
        while true {
            var ends = [
                pollfd(fd: client, events: Int16(POLLIN), revents: 0),
                pollfd(fd: upstream, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&ends, 2, 30_000) > 0 else { return }
            if ends[0].revents != 0 {
                guard let data = Self.read(client) else { return }
                // A simple query: Q, its length, the text.
                isCommitting =
                    data.first == UInt8(ascii: "Q") && data.dropFirst(5).starts(with: Array("COMMIT".utf8))
                Self.write(data, to: upstream)
            }
            if ends[1].revents != 0 {
                guard let data = Self.read(upstream) else { return }
                if isCommitting, !armed.all.isEmpty, breaks.all.isEmpty {
                    breaks.add(true)
                    return
                }
                Self.write(data, to: client)
            }
        }
    }

    private static func local(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }

    private static func read(_ end: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(end, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    private static func write(_ data: [UInt8], to end: Int32) {
        var rest = data[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(end, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
