internal import Foundation

extension Zone {
    /// The clock of a place from Foundation's own database, for systems
    /// that have none. Its years end with 2100.
    static func ofFoundation(_ identifier: String) -> Zone? {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        var starts: [Int64] = []
        var date = Date(timeIntervalSince1970: 0)
        var offsets = [Int32(truncatingIfNeeded: zone.secondsFromGMT(for: date))]
        let end = Date(timeIntervalSince1970: 4_102_444_800)
        while let next = zone.nextDaylightSavingTimeTransition(after: date), next > date, next < end {
            starts.append(Int64(next.timeIntervalSince1970.rounded(.up)))
            offsets.append(Int32(truncatingIfNeeded: zone.secondsFromGMT(for: next)))
            date = next
        }
        return Zone(identifier: identifier, starts: starts, offsets: offsets, rule: nil)
    }

    /// The places a person can choose from, in the order of their names.
    public static var identifiers: [String] {
        TimeZone.knownTimeZoneIdentifiers.sorted()
    }
}
