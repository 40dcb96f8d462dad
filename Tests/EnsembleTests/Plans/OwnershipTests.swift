import Testing

@testable import Ensemble

@Suite struct `Ownership of the move` {
    private let beginning = Moment.monday

    @Test func `twelve hours us, two days the customer, one day a partner are eighty-four hours`() {
        // MEASURES, golden `who_waits`: segments in hours from the beginning.
        let segments: [(Party, Int64)] = [
            (.us, 0), (.customer, 5), (.us, 53), (.partner, 57), (.us, 81),
        ]
        var ownership = Ownership(.us, because: .wrote, from: beginning)
        for (party, hour) in segments.dropFirst() {
            ownership.hand(to: party, because: .handed, at: beginning + .hours(hour))
        }
        let end = beginning + .hours(84)
        #expect(ownership.intervals.map(\.party) == segments.map(\.0))
        #expect(ownership.total(of: .us, until: end) == .hours(12))
        #expect(ownership.total(of: .customer, until: end) == .hours(48))
        #expect(ownership.total(of: .partner, until: end) == .hours(24))
        #expect(ownership.elapsed(until: end) == .hours(84))
        #expect(ownership.clocks(until: end) == .init(theirs: .hours(84), ours: .hours(12)))
    }

    @Test func `what never really had the move leaves no trace`() {
        var ownership = Ownership(.us, because: .wrote, from: beginning)
        ownership.hand(to: .customer, because: .asked, at: beginning + .hours(1))
        ownership.hand(to: .partner, because: .handed, at: beginning + .hours(1))
        ownership.hand(to: .us, because: .kept, at: beginning + .hours(1))
        #expect(ownership.intervals == [OwnershipInterval(.us, because: .wrote, from: beginning)])
    }

    @Test func `the customer's clock stops when it is over, and goes on as if never stopped when it is not`()
    {
        var ownership = Ownership(.us, because: .wrote, from: beginning)
        ownership.hand(to: .nobody, because: .resolved, at: beginning + .hours(2))
        #expect(ownership.clocks(until: beginning + .hours(30)).theirs == .hours(2))
        ownership.hand(to: .us, because: .wrote, at: beginning + .hours(30))
        #expect(ownership.clocks(until: beginning + .hours(31)) == .init(theirs: .hours(31), ours: .hours(3)))
    }

    @Test func `who is waited for can get a new reason, and since when stays`() {
        var ownership = Ownership(.us, because: .wrote, from: beginning)
        ownership.hand(to: .customer, because: .asked, at: beginning + .hours(1))
        ownership.hand(to: .customer, because: .step, about: "Send the scan", at: beginning + .hours(9))
        #expect(ownership.current?.from == beginning + .hours(1))
        #expect(ownership.current?.about == "Send the scan")
    }

    /// Any interleaving of moves, merges and reopenings, with a clock that stands still or goes back.
    @Test(arguments: 0..<20)
    func `intervals partition the life under any interleaving`(seed: UInt64) {
        var random = SplitMix(state: seed &* 7_919 &+ 1)
        for _ in 0..<1_000 {
            var clock = beginning
            var latest = beginning
            var ownership = Ownership(
                Party.allCases.randomElement(using: &random)!, because: .wrote, from: beginning)
            for _ in 0..<Int.random(in: 0..<40, using: &random) {
                clock = clock + .milliseconds(Int64.random(in: -5_000...60_000, using: &random))
                if Bool.random(using: &random) { clock = max(clock, latest) }
                switch Int.random(in: 0..<12, using: &random) {
                case 0: ownership.end(at: clock)
                case 1: ownership = Ownership(ownership.intervals)
                default:
                    ownership.hand(
                        to: Party.allCases.randomElement(using: &random)!,
                        because: Ownership.Why.allCases.randomElement(using: &random)!,
                        about: Bool.random(using: &random) ? "a step" : nil, at: clock)
                }
                latest = max(latest, clock)
            }
            let now = latest + .milliseconds(Int64.random(in: 0...100_000, using: &random))
            Self.check(ownership, from: beginning, until: now, seed: seed)
        }
    }

    /// One expectation a case: a million of them would take minutes.
    private static func check(
        _ ownership: Ownership, from beginning: Moment, until now: Moment, seed: UInt64
    ) {
        let intervals = ownership.intervals
        let areNeighbours = zip(intervals, intervals.dropFirst()).allSatisfy { one, next in
            one.to == next.from && one.party != next.party && next.from > one.from
        }
        let sum = Party.allCases.reduce(Int64(0)) { $0 + ownership.total(of: $1, until: now).milliseconds }
        let whole = (intervals.last?.to ?? now) - beginning
        let clocks = ownership.clocks(until: now)
        let isPartition =
            intervals.first?.from == beginning && areNeighbours && sum == whole.milliseconds
            && ownership.elapsed(until: now) == whole && clocks.ours <= clocks.theirs
        #expect(isPartition, "seed \(seed): \(intervals)")
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
