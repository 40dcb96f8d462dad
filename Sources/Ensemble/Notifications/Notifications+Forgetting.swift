import Database

extension Notifications {
    /// What was seen is kept for so long.
    static let memory = Span.days(90)
    private static let forgetKey = "notifications:forget"

    /// Has old ones removed a day later, if that is not waited for already.
    static func forgetLater(at now: Moment, in db: any Connection) throws {
        try Jobs.add(
            .forgetNotifications, key: forgetKey, payload: "", runAt: now + .days(1), at: now, in: db)
    }

    /// Removes what was seen long ago, a thousand at a time, so that nobody waits for it.
    func forgetOld(_ job: Job, batch: Int = 1_000) async throws {
        let now = clock()
        var removed = batch
        while removed == batch {
            removed = try await database.write { db in
                try db.execute(
                    """
                    DELETE FROM notifications WHERE id IN (
                        SELECT id FROM notifications WHERE seen_at < \(now - Self.memory)
                        ORDER BY seen_at, id LIMIT \(batch))
                    """)
            }
        }
        try await database.write { db in
            try Jobs.finish(job, in: db)
            if try db.row("SELECT id FROM notifications LIMIT 1") != nil {
                try Self.forgetLater(at: now, in: db)
            }
        }
    }
}
