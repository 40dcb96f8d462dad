/// Why a calculation was refused: which argument, and what is wrong with it.
///
/// Every public function of this module either returns a finite value, the
/// limit value that its comment names, or throws this. None traps and none
/// returns a silent NaN.
public struct StatisticsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of thing is wrong, for code that reacts to it.
    public enum Kind: String, Sendable, CaseIterable {
        /// There is nothing to work on.
        case empty
        /// There is something, but less than the method needs.
        case tooFew
        /// A value is NaN or infinite.
        case notFinite
        /// A value is below zero where that has no meaning.
        case negative
        /// A value lies outside what the method accepts.
        case outOfRange
        /// Two arguments that must agree in length or shape do not.
        case unequalLengths
        /// Values that must be in order are not.
        case unsorted
        /// A value that must be unique occurs twice.
        case duplicate
        /// All values are the same, so nothing can be explained by them.
        case noVariation
        /// A matrix has no inverse: some columns repeat what others say.
        case singular
        /// The things compared fall into groups that never meet.
        case disconnected
        /// Links that must form a tree come back to where they started.
        case cyclic
        /// The search for the best value did not settle.
        case notConverged
        /// The answer is too large for its type.
        case overflow
    }

    /// The kind of fault.
    public let kind: Kind
    /// The name of the argument, as the function spells it; an element is
    /// given by its position from 0, as in `counts[2]`.
    public let argument: String
    /// What is wrong with the argument; completes "`argument` …".
    public let reason: String

    /// Makes an error about one argument.
    public init(_ kind: Kind, _ argument: String, _ reason: String) {
        self.kind = kind
        self.argument = argument
        self.reason = reason
    }

    /// One sentence: `counts[2] must not be negative, it is -1.0.`
    public var description: String { "\(argument) \(reason)." }
}
