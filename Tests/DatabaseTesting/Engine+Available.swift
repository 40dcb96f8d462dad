public import Database
import Foundation

extension Engine {
    /// The engines that tests run on: SQLite always, PostgreSQL when the
    /// environment names a server in `ENSEMBLE_TEST_POSTGRES`, as
    /// `bin/test-postgres start` prints it.
    public static var available: [Engine] {
        postgresAddress == nil ? [.sqlite] : [.sqlite, .postgres]
    }

    static var postgresAddress: String? {
        ProcessInfo.processInfo.environment["ENSEMBLE_TEST_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }
    }
}
