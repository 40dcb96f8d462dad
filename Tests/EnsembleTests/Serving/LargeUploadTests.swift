import Database
import DatabaseTesting
import Foundation
import Glibc
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Ensemble

@Suite struct `A file that is far too large` {
    @Test(arguments: [true, false])
    func `is refused in a sentence, and is never held whole`(isLengthTold: Bool) async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let plan = try await desk.plans.begin(
                PlanDraft(name: "Scan", steps: [StepDraft("Send it", owner: .customer, kind: .upload)]),
                in: cast.conversation, by: cast.agent)
            let web = DeskWeb(desk: desk)
            try await Application(router: web.router()).test(.live) { client in
                let port = try #require(client.port)
                let held = Self.memory()
                let upload = Upload(port: port, path: "/plan/\(plan).x/steps/1/completion")
                let (sent, answer) = try await upload.sent(1 << 30, tellingLength: isLengthTold)
                #expect(answer.hasPrefix("HTTP/1.1 413"), "\(answer.prefix(200))")
                #expect(answer.contains("That is more than can be sent at once: 25 MB of files."))
                #expect(sent <= 1 << 30)
                #expect(Self.memory() - held < 400 << 20, "of 1,024 MiB")
            }
        }
    }

    /// What the process holds now, in bytes.
    private static func memory() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return (Int(text.split(separator: " ").dropFirst().first ?? "0") ?? 0)
            * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}

/// A form with a file that is made while it is sent, over a socket of our own.
private struct Upload: Sendable {
    let port: Int
    let path: String

    /// `MSG_NOSIGNAL`: a connection that is gone is an error, and no signal.
    private static let quietly: Int32 = 0x4000

    /// The socket blocks: on a thread of its own, so that the server keeps those it needs.
    func sent(_ size: Int, tellingLength: Bool) async throws -> (sent: Int, answer: String) {
        try await withCheckedThrowingContinuation { done in
            Thread.detachNewThread {
                done.resume(with: Result { try send(size, tellingLength: tellingLength) })
            }
        }
    }

    /// - Returns: how many bytes went out before the answer came, and the answer.
    func send(_ size: Int, tellingLength: Bool) throws -> (sent: Int, answer: String) {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isOpen = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(isOpen == 0)
        var timeout = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        let length = tellingLength ? "Content-Length: \(size)" : "Transfer-Encoding: chunked"
        _ = write(
            socket,
            "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=mark\r\n\(length)\r\n\r\n"
        )
        let piece = [UInt8](repeating: 0x61, count: 1 << 20)
        let framed = Array("100000\r\n".utf8) + piece + Array("\r\n".utf8)
        var sent = 0
        while sent < size, !isAnswered(socket) {
            guard write(socket, tellingLength ? piece : framed) else { break }
            sent += piece.count
        }
        return (sent, read(socket))
    }

    private func isAnswered(_ socket: Int32) -> Bool {
        var look = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return poll(&look, 1, 0) > 0
    }

    private func write(_ socket: Int32, _ text: String) -> Bool { write(socket, Array(text.utf8)) }

    private func write(_ socket: Int32, _ bytes: [UInt8]) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Self.quietly)
            }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }

    private func read(_ socket: Int32) -> String {
        var answer: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 65_536)
        while !String(decoding: answer, as: UTF8.self).contains("</html>") {
            let count = recv(socket, &room, room.count, 0)
            guard count > 0 else { break }
            answer += room[..<count]
        }
        return String(decoding: answer, as: UTF8.self)
    }
}
