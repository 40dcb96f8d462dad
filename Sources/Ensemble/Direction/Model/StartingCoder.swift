import Foundation

/// Keeps the starting model in memory for as long as it is asked.
///
/// The model learns when it is first needed, on a thread of its own, so that
/// no request waits behind it but those that ask for it.
public actor StartingCoder {
    private let patience: Duration
    private let sleep: @Sendable (Duration) async throws -> Void
    private let make: @Sendable () throws -> StartingModel
    private var model: Task<StartingModel, any Error>?
    private var watch: Task<Void, Never>?
    private var asked = 0

    /// - Parameter patience: the model is let go once it was not asked for
    ///   so long; at most twice that.
    public init(patience: Duration = .seconds(120)) {
        self.init(patience: patience) { try StartingModel.shipped() }
    }

    init(
        patience: Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        _ make: @escaping @Sendable () throws -> StartingModel
    ) {
        self.patience = patience
        self.sleep = sleep
        self.make = make
    }

    /// What the model makes of each sentence of a text, and its version.
    public func propose(
        _ text: String
    ) async throws -> (proposals: [StartingModel.Proposal], version: String) {
        let model = try await held()
        return (model.propose(text), model.version)
    }

    /// Whether the model is in memory, or on its way there.
    var isHeld: Bool { model != nil }

    private func held() async throws -> StartingModel {
        asked += 1
        let task = model ?? Task { [make] in try await Self.onItsOwnThread(make) }
        model = task
        if watch == nil { watch = Task { await self.letGoWhenUnused() } }
        do {
            return try await Self.value(of: task)
        } catch {
            if !(error is CancellationError) { model = nil }
            throw error
        }
    }

    /// Learning takes seconds and does not stop half-way; who is told to stop does not wait for it.
    private static func value<T: Sendable>(of task: Task<T, any Error>) async throws -> T {
        let (values, learned) = AsyncThrowingStream<T, any Error>.makeStream()
        Task {
            do { learned.yield(try await task.value) } catch { return learned.finish(throwing: error) }
        }
        for try await value in values { return value }
        throw CancellationError()
    }

    private func letGoWhenUnused() async {
        var last = -1
        while last != asked {
            last = asked
            try? await sleep(patience)
        }
        model = nil
        watch = nil
        Memory.letGoOfHeap()
    }

    private static func onItsOwnThread(
        _ make: @escaping @Sendable () throws -> StartingModel
    ) async throws -> StartingModel {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                let model = Result(catching: make)
                // Learning needs several times what is learnt.
                Memory.letGoOfHeap()
                continuation.resume(with: model)
            }
            // The folded texts and their n-grams lie on the heap; the stack holds little.
            thread.stackSize = 4 << 20
            thread.qualityOfService = .utility
            thread.start()
        }
    }
}
