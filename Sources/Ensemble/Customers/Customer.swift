import Database

/// A person the business serves.
public struct Customer: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Customer>

    public let id: ID
    /// Empty while only an address is known.
    public var name: String
    public var organisation: Organisation?
    public var language: String?
    public var timeZone: String?
    public var phone: String?
    /// What the team wrote down about them; never shown to them.
    public var remarks: String
    public let createdAt: Moment
    /// Their addresses, oldest first.
    public var addresses: [ContactPoint]

    /// What to call them: the name, or the address while there is none.
    public var displayName: String { name.nonEmpty ?? addresses.first?.address ?? "?" }
}

/// An address at which a customer can be reached.
public struct ContactPoint: Equatable, Sendable {
    public let address: String
    /// Since when mail to it fails for good, and why.
    public let bouncedAt: Moment?
    public let bouncedWhy: String?
}

/// A company or household of customers.
public struct Organisation: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Organisation>
    public let id: ID
    public var name: String
}
