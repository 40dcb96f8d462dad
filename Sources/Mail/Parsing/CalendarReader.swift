/// Reads the appointments of a text/calendar part.
///
/// Source: RFC 5545, RFC 5546.
enum CalendarReader {
    /// One invite an event, at most 20.
    static func read(_ bytes: Bytes, label: String?) -> [CalendarInvite] {
        let text = Charset.decode(bytes.prefix(1 << 20), label: label ?? "utf-8")
        var method = "PUBLISH"
        var invites: [CalendarInvite] = []
        var event: Event?
        var nesting = 0
        for line in unfolded(text) {
            guard let property = Property(line) else { continue }
            switch (property.name, property.value.uppercased()) {
            case ("METHOD", let value): method = value
            case ("BEGIN", "VEVENT"): event = Event(); nesting = 0
            case ("BEGIN", _) where event != nil: nesting += 1
            case ("END", "VEVENT"):
                if let event, invites.count < 20 { invites.append(event.invite(method: method)) }
                event = nil
            case ("END", _) where event != nil: nesting -= 1
            default: if nesting == 0 { event?.take(property) }
            }
        }
        return invites.map {
            var invite = $0; invite.method = method; return invite
        }
    }

    /// Content lines with their continuations joined.
    private static func unfolded(_ text: String) -> [String] {
        var lines: [[UInt8]] = []
        for line in Array(text.utf8).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            if let first = line.first, first.isBlank, !lines.isEmpty {
                lines[lines.count - 1] += line.dropFirst()
            } else {
                lines.append(Array(line))
            }
        }
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }

    /// `NAME;PARAM=value:value`.
    private struct Property {
        let name: String
        let parameters: [String: String]
        let value: String

        init?(_ line: String) {
            let bytes = Array(line.utf8)
            var quoted = false
            var colon: Int?
            for (index, byte) in bytes.enumerated() {
                if byte == UInt8(ascii: "\"") { quoted.toggle() }
                if byte == UInt8(ascii: ":"), !quoted { colon = index; break }
            }
            guard let colon else { return nil }
            let head = bytes[..<colon].split(separator: UInt8(ascii: ";")).map {
                String(decoding: $0, as: UTF8.self)
            }
            guard let first = head.first else { return nil }
            name = first.uppercased()
            var found: [String: String] = [:]
            for item in head.dropFirst() {
                let pair = item.split(separator: "=", maxSplits: 1).map(String.init)
                if pair.count == 2 { found[pair[0].uppercased()] = pair[1].filter { $0 != "\"" } }
            }
            parameters = found
            value = String(decoding: bytes[(colon + 1)...], as: UTF8.self)
        }

        /// The value with its escapes read.
        var text: String {
            var output = ""
            var escaped = false
            for character in value {
                if escaped {
                    output.append(character == "n" || character == "N" ? "\n" : character)
                    escaped = false
                } else if character == "\\" {
                    escaped = true
                } else {
                    output.append(character)
                }
            }
            return HeaderText.tidy(output)
        }
    }

    private struct Event {
        var summary = ""
        var start: Property?
        var end: Property?
        var duration: String?
        var location: String?
        var organizer: MailAddress?
        var answer: String?

        mutating func take(_ property: Property) {
            switch property.name {
            case "SUMMARY": summary = property.text
            case "DTSTART": start = property
            case "DTEND": end = property
            case "DURATION": duration = property.value
            case "LOCATION": location = property.text.isEmpty ? nil : property.text
            case "ORGANIZER":
                let address =
                    property.value.lowercased().hasPrefix("mailto:")
                    ? String(property.value.dropFirst(7)) : property.value
                organizer = MailAddress(name: property.parameters["CN"], address: address)
            case "ATTENDEE":
                if let status = property.parameters["PARTSTAT"], answer == nil {
                    answer = status.uppercased()
                }
            default: break
            }
        }

        func invite(method: String) -> CalendarInvite {
            let begin = start.flatMap { Moment($0) }
            let finish =
                end.flatMap { Moment($0) }?.milliseconds
                ?? duration.flatMap { CalendarReader.milliseconds(ofDuration: $0) }.flatMap { length in
                    begin.map { $0.milliseconds + length }
                }
            return CalendarInvite(
                method: method, summary: summary, start: begin?.milliseconds, end: finish,
                isAllDay: begin?.isDay ?? false, location: location, organizer: organizer,
                timeZone: start?.parameters["TZID"], answer: method == "REPLY" ? answer : nil)
        }
    }

    /// `20240506`, `20240506T070809`, `20240506T070809Z`.
    private struct Moment {
        let milliseconds: Int64
        let isDay: Bool

        init?(_ property: Property) {
            let digits = property.value.utf8.filter(\.isASCIIDigit)
            guard digits.count >= 8, let date = Int(String(decoding: digits.prefix(8), as: UTF8.self)) else {
                return nil
            }
            let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100)
            guard (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
                return nil
            }
            isDay = digits.count < 12
            var seconds = MailDate.days(year: year, month: month, day: day) * 86_400
            if !isDay {
                let clock = digits.dropFirst(8).prefix(6).map { Int($0 - 48) } + [0, 0]
                seconds +=
                    (clock[0] * 10 + clock[1]) * 3_600 + (clock[2] * 10 + clock[3]) * 60 + clock[4] * 10
                    + clock[5]
                if let zone = property.parameters["TZID"], !property.value.hasSuffix("Z") {
                    seconds -= CalendarZone.offset(zone, at: seconds)
                }
            }
            milliseconds = Int64(seconds) * 1_000
        }
    }

    /// `P1DT2H30M`, `P2W`.
    static func milliseconds(ofDuration text: String) -> Int64? {
        var total: Int64 = 0
        var number: Int64 = 0
        var sawUnit = false
        for byte in text.utf8 {
            if byte.isASCIIDigit {
                number = min(number * 10 + Int64(byte - 48), 1_000_000)
                continue
            }
            let unit: Int64? =
                switch byte {
                case UInt8(ascii: "W"): 604_800
                case UInt8(ascii: "D"): 86_400
                case UInt8(ascii: "H"): 3_600
                case UInt8(ascii: "M"): 60
                case UInt8(ascii: "S"): 1
                default: nil
                }
            if let unit {
                total += number * unit * 1_000
                sawUnit = true
            }
            number = 0
        }
        return sawUnit ? total : nil
    }
}
