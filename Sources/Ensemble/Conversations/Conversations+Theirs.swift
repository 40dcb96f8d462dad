import Database

extension Conversations {
    /// Whether a column names one of those that make up a conversation's matter now and are its own
    /// customer's: what was merged with another's matter stays with whom it was for.
    /// - Throws: `Fault.notFound`.
    static func theirs(_ column: SQL, _ id: Conversation.ID, in db: any Connection) throws -> SQL {
        let living = try living(id, in: db).id
        return """
            (\(column) IN (SELECT id FROM conversations WHERE (id = \(living) OR merged_into = \(living))
                AND customer = (SELECT customer FROM conversations WHERE id = \(id))))
            """
    }
}
