import Localization

/// What was billed beside what was told, line by line. Nothing in it can
/// hide: an unannounced line shows even where a discount makes up for it.
public struct Comparison: Equatable, Sendable {
    /// A line of either side, or of both.
    public struct Row: Equatable, Sendable {
        public let text: String
        /// What was told for it, tax and all; `nil`: nobody had announced it.
        public let told: Spread?
        /// `nil`: it was told and not billed.
        public let billed: Int64?
        public let why: String

        /// Billed less likely.
        public var difference: Int64 { (billed ?? 0) - (told?.likely ?? 0) }
        public var isUnannounced: Bool { told == nil }
        /// Billed above what was told at most.
        public var isAbove: Bool { told.map { (billed ?? 0) > $0.high } ?? true }
    }

    public let rows: [Row]
    /// A line that was told and accepted, with its share.
    typealias ToldLine = (place: InvoiceLine.Told, text: String, provider: String, gross: Spread)

    /// What one provider's lines come to on either side.
    public struct Part: Equatable, Sendable {
        /// Empty: the business itself.
        public let provider: String
        public let told: Spread?
        public let billed: Int64
    }

    /// By provider, in the order of their lines.
    public let byProvider: [Part]
    /// What was told in all, `nil` where nothing was.
    public let told: Spread?
    public let billed: Int64

    /// - Parameters:
    ///   - told: each line that was told and accepted, with its share.
    ///   - billed: each line of the invoice, with its gross share.
    init(
        told: [ToldLine],
        billed lines: [(line: InvoiceLine, gross: Int64)]
    ) {
        var rows: [Row] = []
        let places = Dictionary(told.map { ($0.place, $0) }, uniquingKeysWith: { one, _ in one })
        let byPlace = Dictionary(grouping: lines.filter { $0.line.told.map { places[$0] != nil } ?? false }) {
            $0.line.told
        }
        for line in told {
            let billed = byPlace[line.place] ?? []
            let whys = billed.map(\.line.why).filter { !$0.isEmpty }
            rows.append(
                Row(
                    text: line.text, told: line.gross,
                    billed: billed.isEmpty ? nil : billed.reduce(0) { $0 + $1.gross },
                    why: whys.joined(separator: " ")))
        }
        for (line, gross) in lines where line.told.map({ places[$0] == nil }) ?? true {
            rows.append(Row(text: line.line.text, told: nil, billed: gross, why: line.why))
        }
        self.rows = rows
        self.told = told.isEmpty ? nil : told.reduce(Spread(0)) { $0 + $1.gross }
        billed = lines.reduce(0) { $0 + $1.gross }
        byProvider = Self.parts(told, lines)
    }

    private static func parts(_ told: [ToldLine], _ billed: [(line: InvoiceLine, gross: Int64)]) -> [Part] {
        var order: [String] = []
        for name in told.map(\.provider) + billed.map(\.line.line.provider) where !order.contains(name) {
            order.append(name)
        }
        return order.map { name in
            let mine = told.filter { $0.provider == name }.map(\.gross)
            return Part(
                provider: name, told: mine.isEmpty ? nil : mine.reduce(Spread(0), +),
                billed: billed.filter { $0.line.line.provider == name }.reduce(0) { $0 + $1.gross })
        }
    }

    /// Billed less told; signed. All of it where nothing was told.
    public var surprise: Int64 { billed - (told?.likely ?? 0) }

    /// The surprise in hundredths of what was told; `nil` where nothing was.
    public var surprisePercent: Double? {
        told.flatMap { $0.likely > 0 ? Double(surprise) / Double($0.likely) : nil }
    }

    public var unannounced: [Row] { rows.filter(\.isUnannounced) }
    /// Whether the customer pays what they were told, or less, for what they were told.
    public var isAsTold: Bool { unannounced.isEmpty && told.map { billed <= $0.high } ?? false }
}
