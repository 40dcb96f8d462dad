/// A step in the making of the schema, applied once to each database.
///
/// Applied migrations are never edited; a mistake is mended by the next one.
public struct Migration: Sendable, Hashable {
    /// `2026-12-02-conversations`: the date and what it makes. Migrations are
    /// applied in the order of their names.
    public let name: String
    /// Statements for both engines, in the common dialect.
    public let sql: String
    /// Statements that only SQLite runs, after the common ones.
    public let sqlite: String?
    /// Statements that only PostgreSQL runs, after the common ones.
    public let postgres: String?

    public init(name: String, sql: String, sqlite: String? = nil, postgres: String? = nil) {
        self.name = name
        self.sql = sql
        self.sqlite = sqlite
        self.postgres = postgres
    }

    /// What is run on the engine, and what the checksum is of.
    func text(for engine: Engine) -> String {
        let extra = engine == .sqlite ? sqlite : postgres
        return extra.map { sql + "\n" + $0 } ?? sql
    }

    /// FNV-1a of 64 bits over the text: notices an edit, not an attack. Line
    /// ends are passed over, so that a checkout on Windows changes nothing.
    func checksum(for engine: Engine) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var text = text(for: engine)
        text.withUTF8 { bytes in
            for byte in bytes where byte != UInt8(ascii: "\r") {
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
            }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
