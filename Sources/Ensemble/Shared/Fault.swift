public import Localization

/// A refusal that a person can be told about.
///
/// Anything else that is thrown is a bug or an outage: it is logged in full
/// and the person sees only "Something went wrong".
public struct Fault: Error, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case invalid, notFound, conflict, forbidden, signInNeeded, tooMany, tooLarge
    }

    public let kind: Kind
    /// One sentence for the person, ending in a full stop. No ids, no SQL.
    public let message: Phrase

    public init(_ kind: Kind, _ message: Phrase) {
        self.kind = kind
        self.message = message
    }

    /// What was sent can't be used as it is; the sentence says why.
    public static func invalid(_ message: Phrase) -> Fault { Fault(.invalid, message) }
    /// There is no such thing, or it isn't the person's to see.
    public static func notFound(_ message: Phrase) -> Fault { Fault(.notFound, message) }
    /// What was asked doesn't fit what has happened meanwhile.
    public static func conflict(_ message: Phrase) -> Fault { Fault(.conflict, message) }
    /// The person may see it but not do it.
    public static func forbidden(_ message: Phrase) -> Fault { Fault(.forbidden, message) }
    /// Asked too often; the sentence says when to try again.
    public static func tooMany(_ message: Phrase) -> Fault { Fault(.tooMany, message) }
    /// More bytes than are taken.
    public static func tooLarge(_ message: Phrase) -> Fault { Fault(.tooLarge, message) }
}
