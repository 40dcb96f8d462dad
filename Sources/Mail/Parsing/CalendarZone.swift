internal import CGMime

/// Offsets of the time zones that invitations name.
enum CalendarZone {
    /// Seconds east of Greenwich in a zone at a local time, given in seconds
    /// since 1970-01-01 00:00 of that local clock; 0 for unknown zones.
    static func offset(_ name: String, at local: Int) -> Int {
        guard let zone = zone(name) else { return 0 }
        defer { g_time_zone_unref(zone) }
        var moment = gint64(local)
        let interval = g_time_zone_adjust_time(zone, G_TIME_TYPE_STANDARD, &moment)
        return interval >= 0 ? Int(g_time_zone_get_offset(zone, interval)) : 0
    }

    private static func zone(_ name: String) -> OpaquePointer? {
        let known = windows[name] ?? name
        // Only names of the zone database, never a path.
        guard known.utf8.count < 64,
            known.utf8.allSatisfy({
                $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "_")
                    || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
            }), known.utf8.first?.isASCIILetter ?? false
        else { return nil }
        return g_time_zone_new_identifier(known)
    }

    /// What Outlook calls the zones.
    ///
    /// Source: Unicode CLDR, windowsZones.
    private static let windows = [
        "W. Europe Standard Time": "Europe/Berlin", "Central Europe Standard Time": "Europe/Budapest",
        "Central European Standard Time": "Europe/Warsaw", "Romance Standard Time": "Europe/Paris",
        "GMT Standard Time": "Europe/London", "Greenwich Standard Time": "Atlantic/Reykjavik",
        "GTB Standard Time": "Europe/Bucharest", "FLE Standard Time": "Europe/Kiev",
        "E. Europe Standard Time": "Europe/Chisinau", "Russian Standard Time": "Europe/Moscow",
        "Turkey Standard Time": "Europe/Istanbul", "Israel Standard Time": "Asia/Jerusalem",
        "Eastern Standard Time": "America/New_York", "Central Standard Time": "America/Chicago",
        "Mountain Standard Time": "America/Denver", "US Mountain Standard Time": "America/Phoenix",
        "Pacific Standard Time": "America/Los_Angeles", "Alaskan Standard Time": "America/Anchorage",
        "Hawaiian Standard Time": "Pacific/Honolulu", "Atlantic Standard Time": "America/Halifax",
        "Newfoundland Standard Time": "America/St_Johns", "SA Pacific Standard Time": "America/Bogota",
        "E. South America Standard Time": "America/Sao_Paulo",
        "Argentina Standard Time": "America/Buenos_Aires",
        "Pacific SA Standard Time": "America/Santiago", "Arab Standard Time": "Asia/Riyadh",
        "Arabian Standard Time": "Asia/Dubai", "Pakistan Standard Time": "Asia/Karachi",
        "India Standard Time": "Asia/Calcutta", "China Standard Time": "Asia/Shanghai",
        "Singapore Standard Time": "Asia/Singapore", "Tokyo Standard Time": "Asia/Tokyo",
        "Korea Standard Time": "Asia/Seoul", "AUS Eastern Standard Time": "Australia/Sydney",
        "W. Australia Standard Time": "Australia/Perth", "New Zealand Standard Time": "Pacific/Auckland",
        "South Africa Standard Time": "Africa/Johannesburg", "Egypt Standard Time": "Africa/Cairo",
    ]
}
