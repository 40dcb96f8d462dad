import Database

/// What is to be added to the months, and taken from them.
struct EmphasisChange {
    private struct Cell: Hashable {
        let scope: Int64
        let lens: Lens
        let month: Int
        let unit: String
    }

    private struct Sum {
        var weight = EmphasisRow.Weight()
        var pieces: Int64 = 0
        /// Entries that carry a kind of work.
        var carried: Int64 = 0

        var isNothing: Bool { weight == .init() && pieces == 0 && carried == 0 }
    }

    private struct Voice: Hashable {
        let scope: Int64
        let month: Int
        let customer: Customer.ID
    }

    private var cells: [Cell: Sum] = [:]
    private var voices: [Voice: EmphasisRow.Weight] = [:]

    /// - Parameter times: 1, or −1 for what no longer stands.
    mutating func add(_ row: EmphasisRow, times: Int64) {
        let weight = times < 0 ? -row.weight : row.weight
        for scope in [0, row.offering?.rawValue].compactMap({ $0 }) {
            if row.lens == .heard {
                let voice = Voice(scope: scope, month: row.month, customer: row.customer)
                voices[voice] = (voices[voice] ?? .init()) + weight
            } else {
                add(
                    Sum(weight: weight, pieces: times, carried: times * row.carried),
                    to: Cell(scope: scope, lens: row.lens, month: row.month, unit: row.unit))
            }
        }
    }

    private mutating func add(_ sum: Sum, to cell: Cell) {
        let present = cells[cell] ?? Sum()
        cells[cell] = Sum(
            weight: present.weight + sum.weight, pieces: present.pieces + sum.pieces,
            carried: present.carried + sum.carried)
    }

    /// Always in the same order, so that two who write wait for each other and never in a circle.
    func write(in db: any Connection) throws {
        var whole = self
        for (voice, weight) in voices.sorted(by: { Self.comesBefore($0.key, $1.key) }) {
            try whole.hear(voice, weight, in: db)
        }
        for (cell, change) in whole.cells.sorted(by: { Self.comesBefore($0.key, $1.key) }) {
            guard !change.isNothing else { continue }
            try Self.write(cell, change, in: db)
        }
    }

    private static func comesBefore(_ one: Voice, _ other: Voice) -> Bool {
        (one.scope, one.month, one.customer) < (other.scope, other.month, other.customer)
    }

    private static func comesBefore(_ one: Cell, _ other: Cell) -> Bool {
        (one.scope, one.lens.rawValue, one.month, one.unit)
            < (other.scope, other.lens.rawValue, other.month, other.unit)
    }

    /// A customer counts once a month, so what they said before is taken out and all of it put in.
    private mutating func hear(_ voice: Voice, _ change: EmphasisRow.Weight, in db: any Connection) throws {
        guard change != .init() else { return }
        let cell = Cell(scope: voice.scope, lens: .heard, month: voice.month, unit: "")
        let row = try db.row(
            """
            SELECT product, service, idea, CAST(0 AS BIGINT) AS unknown FROM emphasis_customers
            WHERE scope = \(voice.scope) AND month = \(voice.month) AND customer = \(voice.customer)
            """)
        let before = try row.map(EmphasisRow.Weight.init(row:)) ?? .init()
        let after = before + change
        if before != .init() { add(Sum(weight: -Self.voice(before), pieces: -1), to: cell) }
        guard after != .init() else {
            try db.execute(
                """
                DELETE FROM emphasis_customers
                WHERE scope = \(voice.scope) AND month = \(voice.month) AND customer = \(voice.customer)
                """)
            return
        }
        add(Sum(weight: Self.voice(after), pieces: 1), to: cell)
        try db.execute(
            """
            INSERT INTO emphasis_customers (scope, month, customer, product, service, idea)
            VALUES (\(voice.scope), \(voice.month), \(voice.customer), \(after.product), \(after.service),
                \(after.idea))
            ON CONFLICT (scope, month, customer) DO UPDATE SET product = excluded.product,
                service = excluded.service, idea = excluded.idea
            """)
    }

    /// One customer as millionths that sum to a million, whole so that sums never depend on their order.
    private static func voice(_ said: EmphasisRow.Weight) -> EmphasisRow.Weight {
        let all = said.product + said.service + said.idea
        let (product, service) = (said.product * 1_000_000 / all, said.service * 1_000_000 / all)
        return .init(product: product, service: service, idea: 1_000_000 - product - service)
    }

    private static func write(_ cell: Cell, _ sum: Sum, in db: any Connection) throws {
        let weight = sum.weight
        try db.execute(
            """
            INSERT INTO emphasis_months (scope, lens, month, unit, product, service, idea, unknown, pieces, carried)
            VALUES (\(cell.scope), \(cell.lens), \(cell.month), \(cell.unit), \(weight.product),
                \(weight.service), \(weight.idea), \(weight.unknown), \(sum.pieces), \(sum.carried))
            ON CONFLICT (scope, lens, month, unit) DO UPDATE SET
                product = emphasis_months.product + excluded.product,
                service = emphasis_months.service + excluded.service,
                idea = emphasis_months.idea + excluded.idea,
                unknown = emphasis_months.unknown + excluded.unknown,
                pieces = emphasis_months.pieces + excluded.pieces,
                carried = emphasis_months.carried + excluded.carried
            """)
        try db.execute(
            """
            DELETE FROM emphasis_months WHERE scope = \(cell.scope) AND lens = \(cell.lens)
                AND month = \(cell.month) AND unit = \(cell.unit) AND pieces = 0
            """)
    }
}
