import Database

extension Jobs {
    /// How much waits.
    struct Load: Equatable, Sendable {
        /// Waiting or running, without the daily tidying up and the monthly letter.
        let waiting: Int
        /// Due for more than a minute.
        let overdue: Int
        /// Given up.
        let dead: Int
    }

    static func load(at now: Moment, in db: any Connection) throws -> Load {
        Load(
            waiting: try db.value(
                """
                SELECT COUNT(*) FROM jobs
                WHERE dead_at IS NULL AND kind NOT IN (\(Job.Kind.forgetNotifications), \(Job.Kind.writeLetter))
                """) ?? 0,
            overdue: try db.value(
                "SELECT COUNT(*) FROM jobs WHERE dead_at IS NULL AND run_at < \(now - .minutes(1))") ?? 0,
            dead: try db.value("SELECT COUNT(*) FROM jobs WHERE dead_at IS NOT NULL") ?? 0)
    }
}
