import Logging

/// Logs statements with their time, never their values.
struct StatementTrace {
    private let logger: Logger

    /// `nil` when statements are not to be traced.
    init?(_ options: DatabaseOptions) {
        guard options.trace else { return nil }
        logger = options.logger
    }

    func start() -> ContinuousClock.Instant { ContinuousClock.now }

    func end(_ text: String, _ start: ContinuousClock.Instant) {
        let milliseconds = (ContinuousClock.now - start).seconds * 1000
        logger.debug(
            "\(text)", metadata: ["ms": .stringConvertible((milliseconds * 1000).rounded() / 1000)])
    }
}
