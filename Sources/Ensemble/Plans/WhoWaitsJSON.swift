/// Who is waited for, as the command line and the API tell it.
struct WhoWaitsJSON: Encodable {
    struct Interval: Encodable {
        let party: String
        let why: String
        let about: String?
        /// Milliseconds since 1970 UTC.
        let from: Int64
        let to: Int64?
    }

    let party: String?
    let why: String?
    let since: Int64?
    /// Milliseconds of each party; together the conversation's whole life.
    let shares: [String: Int64]
    /// Milliseconds on the customer's clock, which never pauses, and on ours.
    let customer_clock: Int64
    let our_clock: Int64
    let intervals: [Interval]

    init(_ waits: WhoWaits, now: Moment) {
        let ownership = waits.ownership
        party = ownership.current?.party.rawValue
        why = ownership.current?.why.rawValue
        since = ownership.current?.from.milliseconds
        shares = Dictionary(
            uniqueKeysWithValues: Party.allCases.map {
                ($0.rawValue, ownership.total(of: $0, until: now).milliseconds)
            })
        let clocks = ownership.clocks(until: now)
        customer_clock = clocks.theirs.milliseconds
        our_clock = clocks.ours.milliseconds
        intervals = ownership.intervals.map {
            Interval(
                party: $0.party.rawValue, why: $0.why.rawValue, about: $0.about, from: $0.from.milliseconds,
                to: $0.to?.milliseconds)
        }
    }
}
