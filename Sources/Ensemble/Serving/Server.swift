import Database
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import UnixSignals
import NIOCore
import NIOSSL
import ServiceLifecycle

/// A running desk: the web, the workers, the readers of the history; all
/// stop in order when the process is told to.
public struct Server: Sendable {
    let desk: Desk
    let logger: Logger

    public init(desk: Desk, logger: Logger) {
        self.desk = desk
        self.logger = logger
    }

    /// Serves until SIGTERM or SIGINT; what is in flight is finished.
    /// - Parameter ready: called when connections are taken, with the port.
    public func run(ready: @escaping @Sendable (Int) -> Void = { _ in }) async throws {
        try await desk.letters.expect()
        let web = DeskWeb(desk: desk)
        let configuration = desk.configuration
        let application = Application(
            router: web.router(), server: try Self.protocols(configuration),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), serverName: nil),
            onServerRunning: { channel in ready(channel.localAddress?.port ?? 0) },
            logger: logger)
        let services: [any Service] = [
            web.workers.watched("search", ReaderService(desk: desk, logger: logger)),
            web.workers.watched("jobs", JobWorker(desk: desk, logger: logger)),
            web.workers.watched("proposals", ProposalService(desk: desk, logger: logger)),
            web.workers.watched("mailboxes", MailboxPoller(desk: desk, logger: logger)),
            application,
            // They end in the opposite order, each waiting for the one before:
            // the application's last answers are the lines to open pages.
            web.workers.watched("live pages", LiveService(live: web.live, database: desk.database)),
            RestService(),
        ]
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
        await desk.database.close()
    }

    /// HTTP/1.1, by TLS where a certificate is configured.
    private static func protocols(_ configuration: Configuration) throws -> HTTPServerBuilder {
        guard let certificate = configuration.tlsCertificate, let key = configuration.tlsKey else {
            return .http1()
        }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate).map(
                NIOSSLCertificateSource.certificate)
            let privateKey = try NIOSSLPrivateKey(file: key, format: .pem)
            return try .tls(
                .http1(),
                tlsConfiguration: .makeServerConfiguration(
                    certificateChain: chain, privateKey: .privateKey(privateKey)))
        } catch {
            throw ConfigurationProblem(
                "The TLS certificate or its key could not be read from the files named.")
        }
    }
}

/// Once the start is over, gives back what only it needed.
struct RestService: Service {
    /// By then all who work have looked around once.
    static let wait = Duration.seconds(1)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            guard (try? await Task.sleep(for: Self.wait)) != nil else { return }
            Memory.letGoOfHeap()
            Memory.letGoOfCode()
        }
        try? await gracefulShutdown()
    }
}

/// Carries news to open pages until the server stops.
struct LiveService: Service {
    let live: Live
    let database: any Database

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await live.follow(database) }
            group.addTask { try? await gracefulShutdown() }
            await group.next()
            group.cancelAll()
        }
        live.close()
    }
}

/// Lets the readers of the history work off what happens.
struct ReaderService: Service {
    let desk: Desk
    let logger: Logger

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await desk.follow { error in
                    logger.error("readers of the history failed", metadata: ["error": "\(error)"])
                }
            }
            group.addTask { try? await gracefulShutdown() }
            // Whichever ends first, the shutdown or a closed database, ends them all.
            await group.next()
            group.cancelAll()
        }
    }
}
