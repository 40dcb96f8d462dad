import Database
import Foundation
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
    /// - Parameters:
    ///   - signals: on which it stops.
    ///   - ready: called when connections are taken, with the port.
    /// - Throws: `ConfigurationProblem` where a file that is named can't be
    ///   used, or nobody can listen at the address and the port.
    public func run(
        until signals: [UnixSignal] = [.sigterm, .sigint], ready: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        try desk.configuration.checkFiles()
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
                services: services, gracefulShutdownSignals: signals, logger: logger))
        do { try await group.run() } catch { throw problem(error) ?? error }
        await desk.database.close()
    }

    /// HTTP/1.1, by TLS where a certificate is configured.
    private static func protocols(_ configuration: Configuration) throws -> HTTPServerBuilder {
        guard let tls = try configuration.tls() else { return .http1() }
        return try .tls(.http1(), tlsConfiguration: tls)
    }

    /// What keeps the server from listening, in a sentence; `nil` for anything else.
    private func problem(_ error: any Error) -> ConfigurationProblem? {
        let (host, port) = (desk.configuration.host, desk.configuration.port)
        if error is SocketAddressError || error is SocketAddressError.UnknownHost {
            return ConfigurationProblem("The host “\(host)” to listen at is unknown.")
        }
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE:
            return ConfigurationProblem(
                "The port \(port) at \(host) is in use by another program. Stop that one, or choose another port."
            )
        case EACCES:
            return ConfigurationProblem("This user may not listen at the port \(port).")
        case EADDRNOTAVAIL:
            return ConfigurationProblem("This machine has no address \(host) to listen at.")
        default: return nil
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
