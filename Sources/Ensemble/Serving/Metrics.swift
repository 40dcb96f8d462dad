import Hummingbird
import Synchronization

/// Counts of this process, for `/metrics`. A handful of numbers under one
/// lock: no library is needed to write them down.
final class ServerMetrics: Sendable {
    private struct Counts {
        /// Requests by method and class of status: `GET 2`.
        var requests: [String: Int] = [:]
        /// How many were answered within each of `bounds` seconds.
        var buckets = [Int](repeating: 0, count: ServerMetrics.bounds.count)
        var seconds = 0.0
        var total = 0
    }

    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
    private let counts = Mutex(Counts())

    func note(method: String, status: Int, seconds: Double) {
        counts.withLock { counts in
            counts.requests["\(method) \(status / 100)", default: 0] += 1
            counts.total += 1
            counts.seconds += seconds
            for (place, bound) in Self.bounds.enumerated() where seconds <= bound {
                counts.buckets[place] += 1
            }
        }
    }

    /// In Prometheus's text format.
    var text: String {
        let counts = counts.withLock { $0 }
        var lines = [
            "# HELP ensemble_requests_total Requests answered, by method and class of status.",
            "# TYPE ensemble_requests_total counter",
        ]
        for (key, count) in counts.requests.sorted(by: { $0.key < $1.key }) {
            let parts = key.split(separator: " ")
            lines.append("ensemble_requests_total{method=\"\(parts[0])\",status=\"\(parts[1])xx\"} \(count)")
        }
        lines += [
            "# HELP ensemble_request_seconds How long requests took.",
            "# TYPE ensemble_request_seconds histogram",
        ]
        for (bound, count) in zip(Self.bounds, counts.buckets) {
            lines.append("ensemble_request_seconds_bucket{le=\"\(bound)\"} \(count)")
        }
        lines += [
            "ensemble_request_seconds_bucket{le=\"+Inf\"} \(counts.total)",
            "ensemble_request_seconds_sum \(counts.seconds)",
            "ensemble_request_seconds_count \(counts.total)",
        ]
        return lines.joined(separator: "\n") + "\n"
    }
}

/// Times every request.
struct MetricsMiddleware: RouterMiddleware {
    let metrics: ServerMetrics

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let took = ContinuousClock.now - start
        let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18
        metrics.note(method: Self.known(request), status: response.status.code, seconds: seconds)
        return response
    }

    /// A label may not be made up by whoever asks.
    private static func known(_ request: Request) -> String {
        switch request.method {
        case .get: "GET"
        case .post: "POST"
        case .head: "HEAD"
        default: "other"
        }
    }
}
