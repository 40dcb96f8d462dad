/// Why a message cannot be written down.
public enum ComposeError: Error, Hashable, Sendable {
    /// Not an address: no `@`, spaces, control characters, too long.
    case invalidAddress(String)
    /// A message id or content id with anything but printable ASCII, or
    /// without an `@`.
    case invalidID(String)
    /// A further header whose name is not a name, or is one that the composer
    /// itself writes.
    case invalidHeader(String)

    /// One sentence for a person.
    public var words: String {
        switch self {
        case .invalidAddress(let address): "“\(address.forHeader)” is not an e-mail address."
        case .invalidID(let id): "“\(id.forHeader)” cannot be the id of a message or picture."
        case .invalidHeader(let name): "“\(name.forHeader)” cannot be a further header."
        }
    }
}
