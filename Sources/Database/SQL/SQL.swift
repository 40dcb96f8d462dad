/// A piece of SQL with the values that are bound in it.
///
///     let open: SQL = "closed_at IS NULL AND team = \(team)"
///     try db.rows("SELECT \(Self.columns) FROM conversations WHERE \(open)")
///
/// The literal text is taken as it stands, an interpolated value is always
/// bound and never becomes text, and a `SQL` that is interpolated is joined
/// in with its values. The same piece runs on both engines.
public struct SQL: Sendable, Hashable {
    /// The text with a `?` where each value is bound.
    private(set) var text: String
    /// Where those `?` stand, as offsets into the UTF-8 of `text`: a `?` that
    /// was written in the literal is none of them.
    private(set) var places: [Int]
    private(set) var bindings: [Binding]

    /// A value and the kind it has when it is `null`.
    struct Binding: Sendable, Hashable {
        let value: Value
        let type: ValueType
    }

    /// Text that becomes SQL without any escaping.
    ///
    /// Every use has a comment that says who made the text safe. A value
    /// that came from a person has no place here.
    public init(trusted text: String) {
        self.text = text
        places = []
        bindings = []
    }

    /// Whether nothing is in it.
    public var isEmpty: Bool { text.isEmpty }

    public static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.append(right)
        return sum
    }

    public static func += (left: inout SQL, right: SQL) {
        left.append(right)
    }

    mutating func append(_ sql: SQL) {
        if !sql.places.isEmpty {
            let offset = text.utf8.count
            for place in sql.places { places.append(place + offset) }
            bindings.append(contentsOf: sql.bindings)
        }
        text += sql.text
    }

    mutating func reserve(text: Int, values: Int) {
        self.text.reserveCapacity(text)
        places.reserveCapacity(values)
        bindings.reserveCapacity(values)
    }

    mutating func append(literal: String) {
        text += literal
    }

    mutating func bind(_ value: Value, as type: ValueType) {
        let value = value.storable
        places.append(text.utf8.count)
        bindings.append(Binding(value: value, type: value == .null ? type : value.type))
        text += "?"
    }
}

extension Sequence<SQL> {
    /// The pieces in their order with `separator` between each two.
    public func joined(separator: SQL = "") -> SQL {
        var all = SQL(trusted: "")
        for (index, piece) in enumerated() {
            if index > 0 { all.append(separator) }
            all.append(piece)
        }
        return all
    }
}

/// The text without the values, fit for a log.
extension SQL: CustomStringConvertible {
    public var description: String { text }
}
