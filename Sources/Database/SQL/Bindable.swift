/// A type whose values can be interpolated into ``SQL``.
///
/// An enumeration or a wrapper with a raw value only has to say so:
/// `enum State: String, Bindable, Readable { … }`.
public protocol Bindable {
    /// The value that is bound in the place of the interpolation.
    var databaseValue: Value { get }

    /// The kind that a `nil` of this type is bound as.
    ///
    /// `any` unless stated: PostgreSQL then infers it, which it can in an
    /// `INSERT`, an `UPDATE` or a comparison with a column.
    static var databaseType: ValueType { get }
}

extension Bindable {
    @inlinable public static var databaseType: ValueType { .any }
}

extension Bindable where Self: RawRepresentable, RawValue: Bindable {
    @inlinable public var databaseValue: Value { rawValue.databaseValue }
    @inlinable public static var databaseType: ValueType { RawValue.databaseType }
}

extension Int: Bindable {
    @inlinable public var databaseValue: Value { .integer(Int64(self)) }
    @inlinable public static var databaseType: ValueType { .integer }
}

extension Int64: Bindable {
    @inlinable public var databaseValue: Value { .integer(self) }
    @inlinable public static var databaseType: ValueType { .integer }
}

extension Int32: Bindable {
    @inlinable public var databaseValue: Value { .integer(Int64(self)) }
    @inlinable public static var databaseType: ValueType { .integer }
}

/// A Boolean is stored as 0 or 1 in a `BIGINT`: compare with `= 1`.
extension Bool: Bindable {
    @inlinable public var databaseValue: Value { .integer(self ? 1 : 0) }
    @inlinable public static var databaseType: ValueType { .integer }
}

/// NaN is bound as NULL, since SQLite cannot keep it.
extension Double: Bindable {
    @inlinable public var databaseValue: Value { .real(self) }
    @inlinable public static var databaseType: ValueType { .real }
}

/// U+0000 is bound as U+FFFD, since PostgreSQL cannot keep it.
extension String: Bindable {
    @inlinable public var databaseValue: Value { .text(self) }
    @inlinable public static var databaseType: ValueType { .text }
}

/// U+0000 is bound as U+FFFD, since PostgreSQL cannot keep it.
extension Substring: Bindable {
    @inlinable public var databaseValue: Value { .text(String(self)) }
    @inlinable public static var databaseType: ValueType { .text }
}

extension [UInt8]: Bindable {
    @inlinable public var databaseValue: Value { .blob(self) }
    @inlinable public static var databaseType: ValueType { .blob }
}

extension Value: Bindable {
    @inlinable public var databaseValue: Value { self }
}

/// `nil` is NULL.
extension Optional: Bindable where Wrapped: Bindable {
    @inlinable public var databaseValue: Value { map(\.databaseValue) ?? .null }
    @inlinable public static var databaseType: ValueType { Wrapped.databaseType }
}
