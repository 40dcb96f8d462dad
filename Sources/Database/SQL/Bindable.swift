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
    public static var databaseType: ValueType { .any }
}

extension Bindable where Self: RawRepresentable, RawValue: Bindable {
    public var databaseValue: Value { rawValue.databaseValue }
    public static var databaseType: ValueType { RawValue.databaseType }
}

extension Int: Bindable {
    public var databaseValue: Value { .integer(Int64(self)) }
    public static var databaseType: ValueType { .integer }
}

extension Int64: Bindable {
    public var databaseValue: Value { .integer(self) }
    public static var databaseType: ValueType { .integer }
}

extension Int32: Bindable {
    public var databaseValue: Value { .integer(Int64(self)) }
    public static var databaseType: ValueType { .integer }
}

/// A Boolean is stored as 0 or 1 in a `BIGINT`: compare with `= 1`.
extension Bool: Bindable {
    public var databaseValue: Value { .integer(self ? 1 : 0) }
    public static var databaseType: ValueType { .integer }
}

/// NaN is bound as NULL, since SQLite cannot keep it.
extension Double: Bindable {
    public var databaseValue: Value { .real(self) }
    public static var databaseType: ValueType { .real }
}

/// U+0000 is bound as U+FFFD, since PostgreSQL cannot keep it.
extension String: Bindable {
    public var databaseValue: Value { .text(self) }
    public static var databaseType: ValueType { .text }
}

/// U+0000 is bound as U+FFFD, since PostgreSQL cannot keep it.
extension Substring: Bindable {
    public var databaseValue: Value { .text(String(self)) }
    public static var databaseType: ValueType { .text }
}

extension [UInt8]: Bindable {
    public var databaseValue: Value { .blob(self) }
    public static var databaseType: ValueType { .blob }
}

extension Value: Bindable {
    public var databaseValue: Value { self }
}

/// `nil` is NULL.
extension Optional: Bindable where Wrapped: Bindable {
    public var databaseValue: Value { map(\.databaseValue) ?? .null }
    public static var databaseType: ValueType { Wrapped.databaseType }
}
