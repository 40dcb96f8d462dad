#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A value as both engines store it.
///
/// SQLite keeps exactly these five kinds; PostgreSQL's types are read into
/// the kind that holds them: every whole number into `integer`, a Boolean
/// into `integer` 0 or 1.
public enum Value: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// The kind of value that a column or a bound place takes.
public enum ValueType: Sendable, Hashable {
    /// `BIGINT`
    case integer
    /// `DOUBLE PRECISION`
    case real
    /// `TEXT`
    case text
    /// `BYTEA`
    case blob
    /// Not known beforehand; PostgreSQL then infers it from the statement.
    case any
}

extension Value {
    /// The kind of this value; `any` for `null`.
    public var type: ValueType {
        switch self {
        case .null: .any
        case .integer: .integer
        case .real: .real
        case .text: .text
        case .blob: .blob
        }
    }

    /// What can be stored alike on both engines.
    ///
    /// PostgreSQL has no U+0000 in text: it becomes U+FFFD, the replacement
    /// character. SQLite has no NaN: it becomes NULL.
    var storable: Value {
        switch self {
        case .text(let text) where text.containsNUL:
            .text(String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 })))
        case .real(let number) where number.isNaN: .null
        default: self
        }
    }
}

extension String {
    /// A mail may have many megabytes: this looks at them as fast as the
    /// machine can.
    fileprivate var containsNUL: Bool {
        utf8.withContiguousStorageIfAvailable { bytes in
            bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false
        } ?? utf8.contains(0)
    }
}
