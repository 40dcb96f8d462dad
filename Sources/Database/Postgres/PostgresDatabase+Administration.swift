extension PostgresDatabase {
    /// Runs a statement outside of any transaction on a connection of its
    /// own: `CREATE DATABASE`, `DROP DATABASE`.
    ///
    /// It waits on the calling thread. The text is taken as it stands.
    public static func administer(_ address: String, _ statement: String) throws {
        let session = try PostgresSession(PostgresAddress(address), options: DatabaseOptions())
        try session.script(statement)
    }
}
