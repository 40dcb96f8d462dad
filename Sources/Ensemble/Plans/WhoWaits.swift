import Localization

/// Who is waited for now, since when and why, and how the time was shared.
public struct WhoWaits: Equatable, Sendable {
    public let ownership: Ownership

    init(_ ownership: Ownership) { self.ownership = ownership }

    var now: OwnershipInterval? { ownership.current }

    /// How long each party has had the move, in the order of the stage.
    func shares(until now: Moment) -> [(party: Party, span: Span)] {
        Party.allCases.filter { $0 != .nobody }.map { ($0, ownership.total(of: $0, until: now)) }
            .filter { $0.span.milliseconds >= 60_000 }
    }
}

extension OwnershipInterval {
    /// Why, as the team reads it; `nil` where the words of the state say it already.
    func reason(_ r: Reader, customer: String) -> String? {
        switch why {
        case .wrote: r("\(customer) wrote")
        case .began: r("we began it")
        case .asked: r("we wrote and wait for an answer")
        case .handed: party == .partner ? r("a partner has it") : r("somebody behind the scenes has it")
        case .rests, .kept, .resolved, .merged: nil
        case .woke: r("the wait is over")
        case .settled: r("\(customer) said that it is settled")
        case .reopened: r("it was reopened")
        case .undone: r("a reply was taken back")
        case .failed: r("a message could not be delivered")
        case .step: about ?? r("the plan goes on")
        case .heldBack: r("held back")
        case .recovered: r("it came out of Suspended")
        case .promise: r("a promise is broken")
        case .missed: r("a payment was missed")
        case .untold: r("a cost was not told in time")
        case .answered: r("\(customer) answered what we told")
        }
    }

    /// Why, as the customer reads it. What we do among ourselves is not told.
    func ownReason(_ r: Reader) -> String? {
        switch (party, why) {
        case (.customer, .step): about
        case (.customer, _): r("we wrote to you and wait for your answer")
        case (.us, .wrote): r("you wrote to us")
        case (.us, .answered): r("you answered what we told you")
        case (.us, _), (.team, _): r("we are working on it")
        case (.partner, _): r("a partner of ours does a part of it")
        case (.nobody, _): nil
        }
    }
}
