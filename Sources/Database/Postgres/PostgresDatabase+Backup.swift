import Foundation

extension PostgresDatabase {
    public func backup(to path: String) async throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw DatabaseError(
                .configuration, "The file \(path) exists already; a backup never overwrites one.")
        }
        guard let program = pgDump() else {
            throw DatabaseError(
                .configuration,
                "The backup of PostgreSQL is made by pg_dump, which is not installed: "
                    + "apt-get install postgresql-client."
            )
        }
        let (status, said) = try await run(program, ["--format=custom", "--no-password", "--file=\(path)"])
        guard status == 0 else {
            try? FileManager.default.removeItem(atPath: path)
            throw DatabaseError(.other, "pg_dump failed: \(said)")
        }
    }

    /// The newest one of the system, since an older refuses a newer server.
    private func pgDump() -> String? {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        let newest = versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }.map {
            "/usr/lib/postgresql/\($0)/bin"
        }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        let folders = newest + path.split(separator: ":").map(String.init)
        return folders.map { $0 + "/pg_dump" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// The address goes by the environment: arguments can be read by everyone
    /// on the machine.
    private func run(_ program: String, _ arguments: [String]) async throws -> (status: Int32, said: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        let reader = errors.fileHandleForReading
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { process in
                let said = (try? reader.readToEnd()) ?? Data()
                let text = String(decoding: said.prefix(2000), as: UTF8.self)
                continuation.resume(returning: (process.terminationStatus, text))
            }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
    }

    private var environment: [String: String] {
        let names = [
            "host": "PGHOST", "hostaddr": "PGHOSTADDR", "port": "PGPORT", "user": "PGUSER",
            "password": "PGPASSWORD",
            "dbname": "PGDATABASE", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT",
            "sslcert": "PGSSLCERT",
            "sslkey": "PGSSLKEY", "passfile": "PGPASSFILE", "service": "PGSERVICE",
        ]
        var environment: [String: String] = [:]
        for (part, name) in names { environment[name] = address.parts[part] }
        return environment
    }
}
