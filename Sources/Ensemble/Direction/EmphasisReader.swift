import Database

/// Follows the history and keeps what the lenses are made of: a new mark,
/// bill or hour changes the months it belongs to, and nothing else is looked at.
struct EmphasisReader: EventReader {
    let name = "emphasis"
    let kinds: Set<Event.Kind> = [
        .mentionMarked, .mentionChanged, .mentionRemoved, .invoiceIssued, .workBooked, .workRemoved,
        .offeringChosen, .merged, .suspended, .recovered,
    ]

    /// Who keeps the lenses and who makes them anew wait for each other.
    static func wait(in db: any Connection) throws {
        try db.execute("UPDATE event_cursors SET id = id WHERE reader = 'emphasis'")
    }

    func read(_ events: [Event], in db: any Connection) throws {
        try Self.wait(in: db)
        var sources: Set<Int64> = []
        var conversations: [Lens: Set<Conversation.ID>] = [:]
        for event in events {
            switch event.kind {
            case .mentionMarked, .mentionChanged, .mentionRemoved:
                sources.insert(event.message?.rawValue ?? event.data["response"].flatMap { Int64($0) } ?? 0)
            case .invoiceIssued: add(event, to: [.paid], &conversations)
            case .workBooked, .workRemoved: add(event, to: [.worked], &conversations)
            case .suspended, .recovered: add(event, to: [.heard], &conversations)
            case .offeringChosen, .merged: add(event, to: [.paid, .worked, .heard], &conversations)
            default: break
            }
        }
        for part in sources.sorted().chunked(500) {
            try EmphasisKeeping(.heard, EmphasisKeeping.Part.sources(part)).renew(in: db)
        }
        for lens in Lens.allCases {
            for part in (conversations[lens] ?? []).sorted().chunked(200) {
                try EmphasisKeeping(lens, .conversations(try whole(part, in: db))).renew(in: db)
            }
        }
    }

    private func add(
        _ event: Event, to lenses: [Lens], _ conversations: inout [Lens: Set<Conversation.ID>]
    ) {
        guard let id = event.conversation else { return }
        for lens in lenses { conversations[lens, default: []].insert(id) }
    }

    /// The conversations with all that were merged into them, or that they were merged into.
    private func whole(_ ids: [Conversation.ID], in db: any Connection) throws -> [Conversation.ID] {
        let living = Set(
            try db.rows("SELECT COALESCE(merged_into, id) AS id FROM conversations WHERE id IN \(list: ids)")
                .map { try $0("id") as Conversation.ID })
        let merged = try db.rows("SELECT id FROM conversations WHERE merged_into IN \(list: living)").map {
            try $0("id") as Conversation.ID
        }
        return living.union(merged).sorted()
    }
}

/// Works out a part of a lens anew, and carries the difference to the months.
struct EmphasisKeeping {
    /// What is worked out.
    enum Part {
        /// Messages and answers.
        case sources([Int64])
        case conversations([Conversation.ID])
    }

    let lens: Lens
    let part: Part

    init(_ lens: Lens, _ part: Part) {
        self.lens = lens
        self.part = part
    }

    func renew(in db: any Connection) throws {
        let kept: SQL =
            switch part {
            case .sources(let ids): "lens = \(lens) AND source IN \(list: ids)"
            case .conversations(let ids): "lens = \(lens) AND conversation IN \(list: ids)"
            }
        let old = try db.rows("SELECT \(EmphasisRow.columns) FROM emphasis_rows WHERE \(kept)").map(
            EmphasisRow.init(row:))
        let new = try present(in: db)
        guard old.count != new.count || Set(old.map(Key.init)) != Set(new.map(Key.init)) else { return }
        try db.execute("DELETE FROM emphasis_rows WHERE \(kept)")
        for row in new { try row.insert(in: db) }
        var change = EmphasisChange()
        for row in old { change.add(row, times: -1) }
        for row in new { change.add(row, times: 1) }
        try change.write(in: db)
    }

    private func present(in db: any Connection) throws -> [EmphasisRow] {
        var rows: [EmphasisRow] = []
        switch (lens, part) {
        case (.heard, .sources(let ids)):
            rows = try db.rows(EmphasisRow.heard("AND mentions.source IN \(list: ids)")).map(
                EmphasisRow.init(row:))
        case (.heard, .conversations(let ids)):
            let said: SQL = """
                AND mentions.source IN (SELECT id FROM messages WHERE conversation IN \(list: ids)
                    UNION ALL SELECT id FROM survey_responses WHERE conversation IN \(list: ids))
                """
            rows = try db.rows(EmphasisRow.heard(said)).map(EmphasisRow.init(row:))
        case (.paid, .conversations(let ids)):
            try EmphasisRow.paid("AND invoices.conversation IN \(list: ids)", in: db) { rows.append($0) }
        case (.worked, .conversations(let ids)):
            try EmphasisRow.worked("AND work_entries.conversation IN \(list: ids)", in: db) {
                rows.append($0)
            }
        default: break
        }
        return rows
    }

    /// All that makes a row what it is.
    private struct Key: Hashable {
        let numbers: [Int64?]
        let unit: String

        init(_ row: EmphasisRow) {
            numbers = [
                row.source, row.place, row.conversation.rawValue, row.offering?.rawValue,
                row.customer.rawValue, Int64(row.month), row.weight.product, row.weight.service,
                row.weight.idea, row.weight.unknown, row.carried,
            ]
            unit = row.unit
        }
    }
}

extension Array {
    /// In pieces of at most so many.
    fileprivate func chunked(_ size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
