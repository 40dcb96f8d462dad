import Database

/// Who can be waited for. At every moment of a conversation's life it is
/// exactly one of them.
public enum Party: String, Sendable, CaseIterable, Bindable, Readable, Encodable {
    /// Who answers the customer, in their sight.
    case us
    /// Somebody of ours whom the customer does not see.
    case team
    case customer
    /// An outside business that does a part.
    case partner
    /// It is over, or held back: nobody has to do anything.
    case nobody

    /// Whether the time counts on our own clock.
    public var isOurs: Bool { self == .us || self == .team }
}

extension Party {
    /// Whose move a conversation is. To put something aside until a moment is
    /// our own choice: it stays ours, and no clock of ours stops.
    init(of conversation: Conversation) {
        guard conversation.suspension == nil else {
            self = .nobody
            return
        }
        self =
            switch conversation.state {
            case .new, .open, .waiting(.until): .us
            case .waiting(.team): .team
            case .waiting(.customer): .customer
            case .waiting(.partner): .partner
            case .resolved, .merged: .nobody
            }
    }
}
