import Database
import Localization

/// How far an estimate has come, and what can still come of it. Pure: the
/// doors ask it before they write.
public enum EstimateState: String, Sendable, CaseIterable, Bindable, Readable {
    /// Being written, or on its way.
    case drafted
    /// The customer has it.
    case delivered
    /// The customer looked, asked or wrote back.
    case acknowledged
    case accepted, declined, superseded, expired

    /// What happens to an estimate.
    enum Move: CaseIterable {
        case deliver, acknowledge, accept, decline
        /// A newer version was sent.
        case supersede
        /// Its last day is over.
        case expire
    }

    /// The state after a move. What comes late changes nothing that was
    /// decided; what a person does in vain is refused with the reason.
    /// - Throws: `Fault.conflict`, only for `accept`, `decline` and `supersede`.
    func after(_ move: Move) throws(Fault) -> EstimateState {
        switch (self, move) {
        case (.drafted, .deliver): .delivered
        case (.delivered, .acknowledge): .acknowledged
        case (.delivered, .accept), (.acknowledged, .accept): .accepted
        case (.delivered, .decline), (.acknowledged, .decline): .declined
        case (.delivered, .supersede), (.acknowledged, .supersede), (.expired, .supersede): .superseded
        case (.delivered, .expire), (.acknowledged, .expire): .expired
        case (_, .accept), (_, .decline): throw refusal
        case (.accepted, .supersede):
            throw .conflict("What was accepted stays as it is. Write a change order instead.")
        case (_, .deliver), (_, .acknowledge), (_, .supersede), (_, .expire): self
        }
    }

    /// Why it can't be answered any more, or not yet.
    private var refusal: Fault {
        switch self {
        case .accepted: .conflict("This has been accepted already. Nothing more is needed.")
        case .declined: .conflict("This has been declined. Please write to us if you think again.")
        case .superseded: .conflict("A newer version has taken its place. Please look at that one.")
        case .expired: .conflict("It was valid until a day that is past. Please ask us for a new one.")
        case .drafted, .delivered, .acknowledged: .conflict("This has not been sent yet.")
        }
    }

    /// Whether the customer can still answer.
    var isOpen: Bool { self == .delivered || self == .acknowledged }
    /// Whether nothing can come of it any more.
    var isFinal: Bool { self == .accepted || self == .declined || self == .superseded }

    func name(for r: Reader) -> String {
        switch self {
        case .drafted: r("Draft", context: "estimate")
        case .delivered: r("Told", context: "estimate")
        case .acknowledged: r("Seen", context: "estimate")
        case .accepted: r("Accepted", context: "estimate")
        case .declined: r("Declined", context: "estimate")
        case .superseded: r("Replaced", context: "estimate")
        case .expired: r("Expired", context: "estimate")
        }
    }
}
