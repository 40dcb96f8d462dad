internal import Synchronization

/// The clock of a place: how far it is from UTC, through the years.
public final class Zone: Sendable, Equatable {
    /// As the time zone database writes it: `Europe/Berlin`.
    public let identifier: String

    /// From when on, in seconds since 1970, each offset holds; rising.
    private let starts: [Int64]
    /// One more than there are starts: the first holds before all of them.
    private let offsets: [Int32]
    /// What holds after the last start, where the zone says so.
    private let rule: DaylightRule?

    /// Universal time.
    public static let utc = Zone(identifier: "UTC", starts: [], offsets: [0], rule: nil)

    /// - Parameter offsets: one more than `starts`.
    init(identifier: String, starts: [Int64], offsets: [Int32], rule: DaylightRule?) {
        self.identifier = identifier
        self.starts = starts
        self.offsets = offsets
        self.rule = rule
    }

    /// The clock of a place by its name in the time zone database; `nil`
    /// where it has no such place.
    ///
    /// Read once from the system's database, or from Foundation's where the
    /// system has none, and kept.
    public static func named(_ identifier: String) -> Zone? {
        if identifier == "UTC" { return utc }
        if let known = known.withLock({ $0[identifier] }) { return known }
        guard let zone = ZoneFile.read(identifier) ?? ofFoundation(identifier) else { return nil }
        known.withLock { $0[identifier] = zone }
        return zone
    }

    // At most as many as there are zones: unknown names are not kept.
    private static let known = Mutex<[String: Zone]>([:])

    /// Seconds to add to UTC for the time at the place.
    /// - Parameter seconds: since 1970-01-01 00:00 UTC.
    public func offset(at seconds: Int64) -> Int {
        guard let last = starts.last, seconds < last else {
            return rule?.offset(at: seconds) ?? Int(offsets[offsets.count - 1])
        }
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return Int(offsets[low])
    }

    /// Which day it is at the place.
    /// - Parameter seconds: since 1970-01-01 00:00 UTC.
    public func day(at seconds: Int64) -> CivilDate {
        CivilDate(daysSince1970: (seconds &+ Int64(offset(at: seconds))).flooredQuotient(by: 86_400))
    }

    /// When the clock of the place shows a time, in seconds since 1970 UTC.
    ///
    /// An hour that comes twice counts the first time; in one that is left
    /// out, what comes is as long after the change as it lies in the gap.
    public func seconds(on day: CivilDate, secondOfDay: Int) -> Int64 {
        let local = day.daysSince1970 &* 86400 &+ Int64(secondOfDay)
        // Changes lie more than a day apart.
        let before = Int64(offset(at: local &- 86400))
        let after = Int64(offset(at: local &+ 86400))
        let early = local &- max(before, after)
        let late = local &- min(before, after)
        if early &+ Int64(offset(at: early)) == local { return early }
        return late &+ Int64(offset(at: late)) == local ? late : local &- before
    }

    public static func == (left: Zone, right: Zone) -> Bool {
        left.identifier == right.identifier
    }
}
