import Database
import Localization

/// Somebody else who does what we offer, as the owner knows them.
public struct Alternative: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Alternative>

    public let id: ID
    public let said: Said

    /// What is said of them.
    public struct Said: Equatable, Sendable {
        public var offering: Offering.ID
        public var name: String
        /// What they can do.
        public var does: String
        /// What it costs there, tax and all.
        public var low: Money
        public var high: Money
        /// Whether they have time for it.
        public var room: String
        /// What connects us with them; empty: nothing. Customers are told.
        public var tie: String
        /// Customers who told how it was there, and those of them who were well served.
        public var asked: Int
        public var served: Int
        /// How much better it has to be for who changes, in ten-thousandths of all who are served.
        public var switching: Int
        /// Why it has to be them (no licence, not by then, not at that price); empty: it has not.
        public var must: String

        public static let switchingUnsaid = 1_000

        public init(
            _ offering: Offering.ID, _ name: String, does: String = "", low: Money, high: Money,
            room: String = "", tie: String = "", asked: Int = 0, served: Int = 0,
            switching: Int = switchingUnsaid, must: String = ""
        ) {
            (self.offering, self.name, self.does) = (offering, name.oneLine, does.oneLine)
            (self.low, self.high) = (low, high)
            (self.room, self.tie, self.must) = (room.oneLine, tie.oneLine, must.oneLine)
            (self.asked, self.served, self.switching) = (asked, served, switching)
        }

        func check() throws(Fault) {
            guard !name.isEmpty, name.count <= 200 else { throw .invalid("Please say who else does it.") }
            guard [does, room, tie, must].allSatisfy({ $0.count <= 500 }) else {
                throw .invalid("Each of these words has at most 500 characters.")
            }
            guard low.currency == high.currency, 0 <= low.minorUnits, low.minorUnits <= high.minorUnits,
                high.minorUnits <= CostLine.limit
            else { throw .invalid("What it costs there is told from low to high.") }
            guard (0...1_000_000).contains(asked), (0...asked).contains(served) else {
                throw .invalid("Of those who told, at most all were well served.")
            }
            guard (0...10_000).contains(switching) else {
                throw .invalid("What changing costs lies between 0 and 100 percent.")
            }
        }
    }
}

extension Alternative.Said {
    /// As it was typed.
    struct Typed {
        var offering: Offering.ID?
        var name = ""
        var does = ""
        var low = ""
        var high = ""
        var room = ""
        var tie = ""
        var asked = ""
        var served = ""
        var switching = ""
        var must = ""
    }

    /// - Throws: `Fault.invalid`.
    init(_ typed: Typed, in currency: String) throws(Fault) {
        guard let offering = typed.offering else { throw .invalid("Please choose an offering.") }
        let low = try Money.read(typed.low.nonEmpty ?? typed.high.nonEmpty ?? "0", in: currency)
        guard let asked = Int(typed.asked.nonEmpty?.trimmed ?? "0"),
            let served = Int(typed.served.nonEmpty?.trimmed ?? "0")
        else { throw .invalid("Customers are counted in whole numbers.") }
        let share = typed.switching.nonEmpty.map { text in Decimals.read(text.filter { $0 != "%" }, digits: 2)
        }
        guard let switching = share ?? Int64(Self.switchingUnsaid) else {
            throw .invalid("What changing costs lies between 0 and 100 percent.")
        }
        self.init(
            offering, typed.name, does: typed.does, low: low,
            high: try typed.high.nonEmpty.map { text throws(Fault) in try Money.read(text, in: currency) }
                ?? low,
            room: typed.room, tie: typed.tie, asked: asked, served: served,
            switching: Int(clamping: switching), must: typed.must)
        try check()
    }
}

extension Alternative {
    static let columns: SQL =
        "id, offering, name, does, currency, low, high, room, tie, asked, served, switching, must"

    init(row: Row) throws {
        id = try row("id")
        let currency: String = try row("currency")
        said = Said(
            try row("offering"), try row("name"), does: try row("does"),
            low: Money(try row("low"), currency), high: Money(try row("high"), currency),
            room: try row("room"), tie: try row("tie"), asked: try row("asked"), served: try row("served"),
            switching: try row("switching"), must: try row("must"))
    }
}
