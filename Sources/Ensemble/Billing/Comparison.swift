import Localization

/// What was billed beside what was told, line by line. Nothing in it can hide: an unannounced line shows even
/// where a discount makes up for it, and what is told and not billed makes up for nothing.
public struct Comparison: Equatable, Sendable {
    /// A line that is billed.
    public struct Row: Equatable, Sendable {
        public let text: String
        /// What was told for it, tax and all, less what earlier bills took of it; of a line that is billed in
        /// part, as much as is billed of it by now. `nil`: nobody had announced it.
        public let told: Spread?
        public let billed: Int64
        public let why: String

        /// Billed less likely.
        public var difference: Int64 { billed - (told?.likely ?? 0) }
        public var isUnannounced: Bool { told == nil }
        /// Billed above what was told at most.
        public var isAbove: Bool { told.map { billed > $0.high } ?? true }
    }

    /// What was told and neither this bill nor an earlier one has asked for.
    public struct Unbilled: Equatable, Sendable {
        public let text: String
        public let told: Spread
    }

    /// A line that was told and accepted.
    struct ToldLine: Sendable {
        let place: InvoiceLine.Told
        let text: String
        let provider: String
        /// Its share of what was told, tax and all.
        let gross: Spread
        /// In thousandths.
        var quantity: Int64 = 1_000
        /// What earlier bills took of it.
        var earlier = Invoices.Billed()
    }

    /// What a provider's lines come to on either side, by now: with what earlier bills took of the same estimates.
    public struct Part: Equatable, Sendable {
        public struct Sum: Equatable, Sendable {
            /// Of the lines that are billed; `nil` where none of them was told.
            public var told: Spread?
            public var billed: Int64 = 0

            mutating func add(told more: Spread) { told = (told ?? Spread(0)) + more }
        }

        /// Empty: the business itself, or everybody together.
        public let provider: String
        /// Before this bill.
        public let earlier: Sum
        /// With this bill.
        public let byNow: Sum
    }

    public let rows: [Row]
    public let unbilled: [Unbilled]
    /// All of it: what a policy is held against.
    public let whole: Part
    /// By provider, in the order of their lines.
    public let byProvider: [Part]
    /// What was told in all for what is billed, `nil` where nothing was.
    public let told: Spread?
    public let billed: Int64

    /// - Parameters:
    ///   - told: each line that was told and accepted.
    ///   - billed: each line of the invoice, with its gross share.
    ///   - earlier: the lines of earlier bills and credit notes of the matter.
    init(
        told: [ToldLine], billed lines: [(line: InvoiceLine, gross: Int64)],
        earlier: [Invoices.EarlierLine] = []
    ) {
        let places = Set(told.map(\.place))
        let isTold = { (line: InvoiceLine) in line.told.map(places.contains) ?? false }
        let byPlace = Dictionary(grouping: lines.filter { isTold($0.line) }) { $0.line.told }
        let standings = told.map { ToldStanding($0, here: byPlace[$0.place] ?? []) }
        rows =
            standings.compactMap(\.row)
            + lines.filter { !isTold($0.line) }.map {
                Row(text: $0.line.line.text, told: nil, billed: $0.gross, why: $0.line.why)
            }
        unbilled = standings.compactMap(\.unbilled)
        let held = rows.compactMap(\.told)
        self.told = held.isEmpty ? nil : held.reduce(Spread(0), +)
        billed = lines.reduce(0) { $0 + $1.gross }
        let parts = ComparisonParts(standings, lines, earlier)
        whole = parts.part(of: nil)
        byProvider = parts.providers.map { parts.part(of: $0) }
    }

    /// Billed less told; signed. All of it where nothing was told.
    public var surprise: Int64 { billed - (told?.likely ?? 0) }

    /// The surprise as a share of what was told: 0.1 is 10 %; `nil` where nothing was.
    public var surpriseShare: Double? {
        told.flatMap { $0.likely > 0 ? Double(surprise) / Double($0.likely) : nil }
    }

    public var unannounced: [Row] { rows.filter(\.isUnannounced) }
    /// Whether the customer pays what they were told, or less, for what they were told.
    public var isAsTold: Bool { unannounced.isEmpty && told.map { billed <= $0.high } ?? false }
}

/// How far a told line has been billed, before a bill and with it.
private struct ToldStanding {
    let line: Comparison.ToldLine
    let here: [(line: InvoiceLine, gross: Int64)]
    /// What was billed of it, tax and all.
    let before: Int64
    let byNow: Int64
    private let quantity: Int64

    init(_ line: Comparison.ToldLine, here: [(line: InvoiceLine, gross: Int64)]) {
        self.line = line
        self.here = here
        before = max(0, line.earlier.gross)
        byNow = before + here.reduce(0) { $0 + $1.gross }
        quantity = line.earlier.quantity + here.reduce(0) { $0 + $1.line.line.quantity }
    }

    var wasBilled: Bool { before > 0 || line.earlier.quantity > 0 }

    /// Of a line billed in part, what is still to come makes up for nothing.
    private func held(_ quantity: Int64, _ billed: Int64) -> Spread {
        quantity < line.quantity ? Spread { min(line.gross[$0], billed) } : line.gross
    }

    var heldBefore: Spread { held(line.earlier.quantity, before) }
    var heldByNow: Spread { held(quantity, byNow) }

    var row: Comparison.Row? {
        guard !here.isEmpty else { return nil }
        let whole = heldByNow
        let whys = here.map(\.line.why).filter { !$0.isEmpty }
        return Comparison.Row(
            text: line.text, told: Spread { max(0, whole[$0] - min(line.gross[$0], before)) },
            billed: byNow - before, why: whys.joined(separator: " "))
    }

    var unbilled: Comparison.Unbilled? {
        guard quantity < line.quantity else { return nil }
        let rest = Spread { max(0, line.gross[$0] - byNow) }
        return rest.high > 0 ? Comparison.Unbilled(text: line.text, told: rest) : nil
    }
}

/// The sums of the estimates that a bill rests on, before it and with it.
private struct ComparisonParts {
    let standings: [ToldStanding]
    let here: [(line: InvoiceLine, gross: Int64)]
    let earlier: [Invoices.EarlierLine]

    init(
        _ standings: [ToldStanding], _ here: [(line: InvoiceLine, gross: Int64)],
        _ earlier: [Invoices.EarlierLine]
    ) {
        let estimates = Set(standings.filter { !$0.here.isEmpty }.map(\.line.place.estimate))
        self.standings = standings.filter { estimates.contains($0.line.place.estimate) }
        self.here = here
        // A bill of the same estimates, with all that it had beside them.
        let bills = Set(
            earlier.filter { $0.told.map { estimates.contains($0.estimate) } ?? false }.map(\.bill))
        self.earlier = earlier.filter { line in
            line.told.map { estimates.contains($0.estimate) } ?? bills.contains(line.bill)
        }
    }

    var providers: [String] {
        var names: [String] = []
        let told = standings.filter { !$0.here.isEmpty || $0.wasBilled }.map(\.line.provider)
        for name in told + here.map(\.line.line.provider) where !names.contains(name) { names.append(name) }
        return names
    }

    /// - Parameter provider: `nil`: all of them.
    func part(of provider: String?) -> Comparison.Part {
        let isMine = { (name: String) in provider.map { $0 == name } ?? true }
        var (before, byNow) = (Comparison.Part.Sum(), Comparison.Part.Sum())
        for standing in standings where isMine(standing.line.provider) {
            if standing.wasBilled { before.add(told: standing.heldBefore) }
            if standing.wasBilled || !standing.here.isEmpty { byNow.add(told: standing.heldByNow) }
        }
        before.billed = earlier.filter { isMine($0.provider) }.reduce(0) { $0 + $1.gross }
        byNow.billed =
            before.billed + here.filter { isMine($0.line.line.provider) }.reduce(0) { $0 + $1.gross }
        return Comparison.Part(provider: provider ?? "", earlier: before, byNow: byNow)
    }
}
