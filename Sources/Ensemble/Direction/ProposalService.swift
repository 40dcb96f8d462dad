import Logging
import ServiceLifecycle

/// Lets the model read what customers wrote, beside the requests, until the server stops.
struct ProposalService: Service {
    let desk: Desk
    let logger: Logger
    /// How long it rests where nothing is due: several messages are read at once.
    static let rest = Duration.milliseconds(500)

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await work() }
            group.addTask { try? await gracefulShutdown() }
            await group.next()
            group.cancelAll()
        }
    }

    private func work() async {
        while !Task.isCancelled {
            do {
                if try await desk.proposals.work() > 0 { continue }
            } catch {
                if Task.isCancelled { return }
                logger.error("proposals could not be made", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: Self.rest)
        }
    }
}
