import Localization

/// When a form was shown, and its number, signed: who sends it sooner than
/// anybody can write is a machine, and a form sent twice is one.
enum ContactStamp {
    static let soonest = Span.seconds(3)
    static let latest = Span.days(1)

    static func make(at now: Moment, seal: Seal, randomness: Randomness) -> String {
        let mark = "\(now.milliseconds)-\(randomness.token())"
        return "\(mark).\(seal.sign("contact \(mark)"))"
    }

    /// - Returns: when the form was shown; `nil` for what we did not sign.
    static func moment(in stamp: String, seal: Seal) -> Moment? {
        let parts = stamp.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let shown = parts[0].split(separator: "-").first,
            let milliseconds = Int64(shown), seal.isSigned("contact \(parts[0])", by: String(parts[1]))
        else { return nil }
        return Moment(milliseconds: milliseconds)
    }

    /// - Throws: `Fault.invalid` when it came too soon, too late or with no stamp of ours.
    static func check(_ stamp: String, at now: Moment, soonest: Span = soonest, seal: Seal) throws(Fault) {
        guard let shown = moment(in: stamp, seal: seal), now - shown <= latest else {
            throw .invalid("This page has been open for long. Please send it once more.")
        }
        guard now - shown >= soonest else {
            throw .invalid("That was very quick. Please wait a moment, then send it once more.")
        }
    }
}
