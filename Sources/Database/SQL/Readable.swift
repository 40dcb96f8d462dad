/// A type that can be read from a column.
///
/// An enumeration or a wrapper with a raw value only has to say so; a value
/// that the enumeration lacks is a decoding error.
public protocol Readable {
    /// - Throws: ``WrongValue`` when the value is of another kind, out of
    ///   range, or NULL. The row adds which column it was.
    init(databaseValue: Value) throws
}

/// A column held something else than the program reads from it.
public struct WrongValue: Error {
    /// What was expected, in a word: `a whole number`.
    public let expected: String
    /// What was there instead; the value itself is left out.
    public let found: String

    public init(expected: String, found: Value) {
        self.expected = expected
        self.found =
            switch found {
            case .null: "NULL"
            case .integer: "a whole number"
            case .real: "a number with a fraction"
            case .text: "a text"
            case .blob: "bytes"
            }
    }
}

extension Readable where Self: RawRepresentable, RawValue: Readable {
    @inlinable public init(databaseValue: Value) throws {
        guard let value = Self(rawValue: try RawValue(databaseValue: databaseValue)) else {
            throw WrongValue(expected: "one of the values of \(Self.self)", found: databaseValue)
        }
        self = value
    }
}

extension Int64: Readable {
    @inlinable public init(databaseValue: Value) throws {
        guard case .integer(let number) = databaseValue else {
            throw WrongValue(expected: "a whole number", found: databaseValue)
        }
        self = number
    }
}

extension Int: Readable {
    @inlinable public init(databaseValue: Value) throws {
        guard case .integer(let number) = databaseValue, let number = Int(exactly: number) else {
            throw WrongValue(expected: "a whole number", found: databaseValue)
        }
        self = number
    }
}

extension Int32: Readable {
    @inlinable public init(databaseValue: Value) throws {
        guard case .integer(let number) = databaseValue, let number = Int32(exactly: number) else {
            throw WrongValue(expected: "a whole number of 32 bits", found: databaseValue)
        }
        self = number
    }
}

extension Bool: Readable {
    @inlinable public init(databaseValue: Value) throws {
        switch databaseValue {
        case .integer(0): self = false
        case .integer(1): self = true
        default: throw WrongValue(expected: "0 or 1", found: databaseValue)
        }
    }
}

/// Whole numbers are read too: an expression may yield one.
extension Double: Readable {
    @inlinable public init(databaseValue: Value) throws {
        switch databaseValue {
        case .real(let number): self = number
        case .integer(let number): self = Double(number)
        default: throw WrongValue(expected: "a number", found: databaseValue)
        }
    }
}

extension String: Readable {
    @inlinable public init(databaseValue: Value) throws {
        guard case .text(let text) = databaseValue else {
            throw WrongValue(expected: "a text", found: databaseValue)
        }
        self = text
    }
}

extension [UInt8]: Readable {
    @inlinable public init(databaseValue: Value) throws {
        guard case .blob(let bytes) = databaseValue else {
            throw WrongValue(expected: "bytes", found: databaseValue)
        }
        self = bytes
    }
}

extension Value: Readable {
    @inlinable public init(databaseValue: Value) { self = databaseValue }
}

/// NULL is `nil`.
extension Optional: Readable where Wrapped: Readable {
    @inlinable public init(databaseValue: Value) throws {
        if case .null = databaseValue { self = nil } else { self = try Wrapped(databaseValue: databaseValue) }
    }
}
