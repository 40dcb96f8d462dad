import Dispatch
import Mail

/// The messages of a file or folder, some at a time, so that an mbox of any
/// size is received in bounded memory.
enum MailBatches {
    /// Bytes after which a batch is full, whatever it counts.
    static let size = 16 << 20

    /// Reads on a thread of its own, which waits until its last batch but one has been taken.
    static func read(_ path: String) -> AsyncThrowingStream<[[UInt8]], any Error> {
        let places = DispatchSemaphore(value: 2)
        let stream = AsyncThrowingStream<[[UInt8]], any Error> { continuation in
            DispatchQueue.global().async {
                do {
                    try pump(path) { batch in
                        places.wait()
                        if case .terminated = continuation.yield(batch) { throw CancellationError() }
                    }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in places.signal() }
        }
        return AsyncThrowingStream(unfolding: Taking(stream, places).next)
    }

    private static func pump(_ path: String, _ full: ([[UInt8]]) throws -> Void) throws {
        var batch: [[UInt8]] = []
        var size = 0
        try MboxReader.read(path: path, limit: Incoming.sizeLimit) { _, message in
            batch.append(message)
            size += message.count
            guard batch.count >= Incoming.batch || size >= Self.size else { return }
            try full(batch)
            batch = []
            size = 0
        }
        if !batch.isEmpty { try full(batch) }
    }

    /// Gives the reader its next turn with each batch that is taken.
    private final class Taking: @unchecked Sendable {
        // Used by the one task that iterates.
        private var iterator: AsyncThrowingStream<[[UInt8]], any Error>.Iterator
        private let places: DispatchSemaphore

        init(_ stream: AsyncThrowingStream<[[UInt8]], any Error>, _ places: DispatchSemaphore) {
            iterator = stream.makeAsyncIterator()
            self.places = places
        }

        @Sendable func next() async throws -> [[UInt8]]? {
            let batch = try await iterator.next()
            places.signal()
            return batch
        }
    }
}
