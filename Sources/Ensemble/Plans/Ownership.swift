import Database

/// A stretch of a conversation's life in which one party had the move.
public struct OwnershipInterval: Equatable, Sendable {
    public let party: Party
    public internal(set) var why: Ownership.Why
    /// Which step, where it is about one.
    public internal(set) var about: String?
    public let from: Moment
    /// `nil` while it lasts.
    public internal(set) var to: Moment?

    init(_ party: Party, because why: Ownership.Why, about: String? = nil, from: Moment, to: Moment? = nil) {
        self.party = party
        self.why = why
        self.about = about
        self.from = from
        self.to = to
    }

    /// How long it has lasted.
    /// - Parameter now: counts for one that lasts still.
    public func span(until now: Moment) -> Span { max(to ?? now, from) - from }
}

/// Whose move a conversation was, all its life.
///
/// The intervals partition the life: the first begins with it, each begins
/// where the one before ends, neighbours differ in party, and at most the
/// last is open. So the times of the parties always add up to the whole.
/// A clock that goes back moves nothing back.
///
/// Source: MEASURES, section 10, “Who are we waiting for?”.
public struct Ownership: Equatable, Sendable {
    /// Why the move is somebody's. The raw values are stored.
    public enum Why: String, Sendable, CaseIterable, Bindable, Readable {
        case wrote, began, asked, handed, rests, woke, kept, resolved, settled, reopened, undone, failed, step
        case heldBack = "held-back"
        case recovered, merged, promise
        /// What was told was accepted or declined.
        case answered
        /// A part of a plan to pay was missed.
        case missed
        /// A cost was not told in time.
        case untold
    }

    public private(set) var intervals: [OwnershipInterval]

    /// - Parameter intervals: in their order, as they were stored.
    init(_ intervals: [OwnershipInterval]) { self.intervals = intervals }

    public init(_ party: Party, because why: Why, from beginning: Moment) {
        intervals = [OwnershipInterval(party, because: why, from: beginning)]
    }

    /// The interval that lasts now; `nil` once the life has ended.
    public var current: OwnershipInterval? { intervals.last.flatMap { $0.to == nil ? $0 : nil } }

    /// The move goes to a party. To whom it belongs already keeps it since
    /// when it began; only for whom we wait can get a new reason.
    public mutating func hand(
        to party: Party, because why: Why, about: String? = nil, at moment: Moment
    ) {
        guard let last = intervals.last else {
            return intervals.append(OwnershipInterval(party, because: why, about: about, from: moment))
        }
        if let end = last.to { bridge(from: end, to: moment) }
        let now = max(moment, intervals[intervals.count - 1].from)
        guard let present = current, present.party != party else {
            return renew(party, because: why, about: about, at: now)
        }
        if present.from == now {
            // It never really had the move.
            intervals.removeLast()
            if let before = intervals.last, before.party == party {
                intervals[intervals.count - 1].to = nil
                return renew(party, because: why, about: about, at: now)
            }
        } else {
            intervals[intervals.count - 1].to = now
        }
        intervals.append(OwnershipInterval(party, because: why, about: about, from: now))
    }

    private mutating func renew(_ party: Party, because why: Why, about: String?, at now: Moment) {
        guard current != nil else {
            return intervals.append(OwnershipInterval(party, because: why, about: about, from: now))
        }
        guard party != .us || about != nil else { return }
        intervals[intervals.count - 1].why = why
        intervals[intervals.count - 1].about = about
    }

    /// A life that had ended goes on: in between it was nobody's move.
    private mutating func bridge(from end: Moment, to moment: Moment) {
        dropEmpty()
        if let last = intervals.last, last.party == .nobody {
            intervals[intervals.count - 1].to = nil
        } else {
            intervals.append(OwnershipInterval(.nobody, because: .merged, from: end))
        }
    }

    /// The life ends: merged into another conversation.
    public mutating func end(at moment: Moment) {
        guard let present = current else { return }
        intervals[intervals.count - 1].to = max(moment, present.from)
        if intervals.count > 1 { dropEmpty() }
    }

    /// What began and ended in one moment never was.
    private mutating func dropEmpty() {
        if let last = intervals.last, last.to == last.from { intervals.removeLast() }
    }

    // MARK: Adding up

    /// How long it was a party's move.
    /// - Parameter now: up to when the present interval counts.
    public func total(of party: Party, until now: Moment) -> Span {
        intervals.filter { $0.party == party }.reduce(Span(milliseconds: 0)) { $0 + $1.span(until: now) }
    }

    /// From the beginning to now, or to the end.
    public func elapsed(until now: Moment) -> Span {
        guard let first = intervals.first, let last = intervals.last else { return Span(milliseconds: 0) }
        return max(last.to ?? now, last.from) - first.from
    }

    /// Two clocks on one matter.
    public struct Clocks: Equatable, Sendable {
        /// What the customer lives through: from the beginning until it is over; it never pauses.
        public let theirs: Span
        /// What of it was ours to do.
        public let ours: Span
    }

    /// - Parameter now: up to when a matter counts that is not over.
    public func clocks(until now: Moment) -> Clocks {
        let rest = intervals.last.map { $0.party == .nobody ? $0.span(until: now).milliseconds : 0 } ?? 0
        return Clocks(
            theirs: Span(milliseconds: elapsed(until: now).milliseconds - rest),
            ours: total(of: .us, until: now) + total(of: .team, until: now))
    }
}

extension Span {
    static func + (one: Self, other: Self) -> Self {
        Self(milliseconds: one.milliseconds &+ other.milliseconds)
    }
}
