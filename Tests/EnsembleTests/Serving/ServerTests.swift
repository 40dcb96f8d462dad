import AsyncHTTPClient
import Database
import DatabaseTesting
import Foundation
import Glibc
import Logging
import NIOSSL
import Testing

@testable import Ensemble

/// The whole server, on a socket.
struct ServerTests {
    private var logger: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

    /// Runs a server until the body has ended; the body gets its port.
    private func serving(_ desk: Desk, _ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await Server(desk: desk, logger: logger).run(until: []) { port.yield($0) } }
            group.addTask {
                for await number in ports { return try await body(number) }
            }
            try await group.next()
            group.cancelAll()
            while (try? await group.next()) != nil {}
        }
    }

    @Test func `a port that is taken is told in a sentence`() async throws {
        let holder = try Holder()
        defer { holder.close() }
        var configuration = Configuration()
        configuration.port = holder.port
        try await withDesk(on: .sqlite, configuration: configuration) { desk in
            let told = await #expect(throws: ConfigurationProblem.self) {
                try await Server(desk: desk, logger: logger).run(until: [])
            }
            #expect(told?.message.contains("The port \(holder.port) at 127.0.0.1 is in use") == true)
        }
    }

    @Test(arguments: [("192.0.2.1", "no address 192.0.2.1"), ("no..where", "“no..where”")])
    func `an address that is not ours is told in a sentence`(host: String, words: String) async throws {
        var configuration = Configuration()
        (configuration.host, configuration.port) = (host, 0)
        try await withDesk(on: .sqlite, configuration: configuration) { desk in
            let told = await #expect(throws: ConfigurationProblem.self) {
                try await Server(desk: desk, logger: logger).run(until: [])
            }
            #expect(told?.message.contains(words) == true)
        }
    }

    @Test func `with a certificate of its own it speaks TLS`() async throws {
        let files = try Certificate()
        defer { files.remove() }
        var configuration = Configuration()
        configuration.port = 0
        configuration.baseURL = "https://localhost"
        (configuration.tlsCertificate, configuration.tlsKey) = (files.certificate, files.key)
        try await withDesk(on: .sqlite, configuration: configuration) { desk in
            try await serving(desk) { port in
                var tls = TLSConfiguration.makeClientConfiguration()
                tls.trustRoots = .file(files.certificate)
                let client = HTTPClient(configuration: HTTPClient.Configuration(tlsConfiguration: tls))
                do {
                    let request = HTTPClientRequest(url: "https://localhost:\(port)/health")
                    let answer = try await client.execute(request, timeout: .seconds(20))
                    #expect(answer.status == .ok)
                    #expect(answer.headers.first(name: "strict-transport-security") != nil)
                    try await client.shutdown()
                } catch {
                    try await client.shutdown()
                    throw error
                }
            }
        }
    }
}

/// A socket that holds a port.
private struct Holder {
    let port: Int
    private let socket: Int32

    init() throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = socket
        let isHeld = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, size) == 0 && listen(socket, 1) == 0 && getsockname(socket, $0, &size) == 0
            }
        }
        try #require(isHeld)
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    func close() { _ = Glibc.close(socket) }
}

/// A certificate for `localhost` that vouches for itself, made by `openssl`.
private struct Certificate {
    private let folder: URL
    var certificate: String { folder.appending(path: "certificate.pem").path }
    var key: String { folder.appending(path: "key.pem").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/env")
        openssl.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-out",
            certificate, "-keyout", key,
        ]
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
        try #require(openssl.terminationStatus == 0, "openssl, which bin/setup test installs")
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}
