import Foundation

/// The peers' times, from bench/statistics/peers.py in the same run.
struct Peers {
    let folder: URL
    /// The Python that has the libraries.
    let python: String

    struct Answer: Decodable {
        /// Seconds of the fastest run.
        let seconds: Double
        /// A number both sides must agree on.
        let check: Double
        /// Which library, with its version.
        let by: String
    }

    enum Failure: Error, CustomStringConvertible {
        case failed(Int32)

        var description: String {
            switch self {
            case .failed(let status): "bench/statistics/peers.py ended with status \(status)."
            }
        }
    }

    func answers() throws -> [String: Answer] {
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = ["bench/statistics/peers.py", folder.path]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure.failed(process.terminationStatus) }
        let data = try Data(contentsOf: folder.appending(path: "peers.json"))
        return try JSONDecoder().decode([String: Answer].self, from: data)
    }
}
