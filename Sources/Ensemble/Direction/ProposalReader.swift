import Database

/// Follows the history and notes what the model is to read of what customers
/// say. The reading itself takes its time, and is done by `Proposals.work`.
struct ProposalReader: EventReader {
    let name = "proposals"
    let kinds: Set<Event.Kind> = [
        .messageReceived, .suspended, .recovered, .surveyAnswered, .surveyAnswerChanged,
    ]

    func read(_ events: [Event], in db: any Connection) throws {
        var received: [Message.ID] = []
        for event in events {
            switch event.kind {
            case .messageReceived:
                if let message = event.message { received.append(message) }
            case .recovered:
                guard let conversation = event.conversation else { continue }
                try note(&received, in: db)
                try note("messages.conversation = \(conversation)", in: db)
            case .suspended:
                guard let conversation = event.conversation else { continue }
                try note(&received, in: db)
                try Self.forget(conversation, in: db)
            case .surveyAnswered, .surveyAnswerChanged:
                guard let id = event.data["response"].flatMap({ SurveyResponse.ID($0) }) else { continue }
                try Self.renew(id, in: db)
            default: break
            }
        }
        try note(&received, in: db)
    }

    private func note(_ received: inout [Message.ID], in db: any Connection) throws {
        defer { received = [] }
        guard !received.isEmpty else { return }
        try note("messages.id IN \(list: received)", in: db)
    }

    /// What people wrote, where it was not held back.
    private func note(_ which: SQL, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO proposals_due (source, source_kind)
            SELECT messages.id, 'message' FROM messages
            JOIN conversations ON conversations.id = messages.conversation
            WHERE \(which) AND messages.kind = 'message' AND messages.author_kind = 'customer'
                AND messages.classification = 'person' AND conversations.suspended_at IS NULL
            ON CONFLICT (source) DO NOTHING
            """)
    }

    static func note(_ sources: [SaidText.Source], in db: any Connection) throws {
        for source in sources {
            try db.execute(
                """
                INSERT INTO proposals_due (source, source_kind) VALUES (\(source.number), \(source.kind))
                ON CONFLICT (source) DO NOTHING
                """)
        }
    }

    /// An answer, also one that was changed: of what it said before, what nobody has checked is forgotten.
    private static func renew(_ id: SurveyResponse.ID, in db: any Connection) throws {
        try db.execute(
            """
            DELETE FROM proposals WHERE source = \(id)
                AND id NOT IN (SELECT proposal FROM proposal_audits)
            """)
        try note([.answer(id)], in: db)
    }

    /// Takes back what was proposed of a conversation that is none of ours.
    static func forget(_ conversation: Conversation.ID, in db: any Connection) throws {
        try db.execute(
            """
            DELETE FROM proposals_due
            WHERE source IN (SELECT id FROM messages WHERE conversation = \(conversation))
            """)
        try db.execute(
            """
            DELETE FROM proposal_audits
            WHERE proposal IN (SELECT id FROM proposals WHERE conversation = \(conversation))
            """)
        try db.execute("DELETE FROM proposals WHERE conversation = \(conversation)")
    }
}
