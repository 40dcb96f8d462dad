import FoundationEssentials
import Glibc

/// A process that is measured.
enum Child {
    struct Outcome {
        /// As `wait4` tells it: 0 when it went well.
        let status: Int32
        /// From its start to its end.
        let seconds: Double
        /// The most it held in memory at once (`ru_maxrss`), and no less
        /// than what this process held when it began the other.
        let megabytes: Double
        let output: String
    }

    struct Failure: Error { let code: Int32 }

    /// Runs a program to its end, with files as its standard input and output.
    static func run(_ command: [String], input: String, output: String) throws -> Outcome {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var arguments = command.map { strdup($0) } + [nil]
        var environment = ProcessInfo.processInfo.environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for word in arguments + environment { free(word) } }
        var id: pid_t = 0
        let start = ContinuousClock.now
        let code = posix_spawn(&id, command[0], &actions, nil, &arguments, &environment)
        guard code == 0 else { throw Failure(code: code) }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(id, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw Failure(code: errno) }
        }
        let took = (ContinuousClock.now - start).components
        return Outcome(
            status: status, seconds: Double(took.seconds) + Double(took.attoseconds) * 1e-18,
            megabytes: Double(usage.ru_maxrss) / 1_024, output: Files.text(output))
    }
}
