import Logging
import ServiceLifecycle
import Synchronization

/// Which of the services beside the web run now.
final class Workers: Sendable {
    private let expected: Mutex<Set<String>> = Mutex([])
    private let running: Mutex<Set<String>> = Mutex([])

    /// Those that should run and don't.
    var missing: [String] {
        let running = running.withLock { $0 }
        return expected.withLock { $0 }.subtracting(running).sorted()
    }

    /// The service, watched under a name.
    func watched(_ name: String, _ service: any Service) -> any Service {
        expected.withLock { _ = $0.insert(name) }
        return Watched(name: name, service: service, workers: self)
    }

    private struct Watched: Service {
        let name: String
        let service: any Service
        let workers: Workers

        func run() async throws {
            workers.running.withLock { _ = $0.insert(name) }
            defer { workers.running.withLock { _ = $0.remove(name) } }
            try await service.run()
        }
    }
}
