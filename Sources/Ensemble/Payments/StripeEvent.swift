import Crypto
import Foundation

/// What Stripe tells us by itself: https://docs.stripe.com/webhooks.
struct StripeEvent: Decodable, Sendable {
    struct Matter: Decodable, Sendable { let object: StripeObject }

    let type: String
    let data: Matter

    /// Longer ago than this nothing is believed, signed or not.
    static let tolerance = Span.minutes(5)

    /// - Parameter header: `Stripe-Signature`, `t=SECONDS,v1=HEX,v1=…`.
    /// - Throws: `Fault.forbidden` for what Stripe has not signed just now, `Fault.invalid` for what is no event.
    static func read(_ body: [UInt8], signature header: String, secret: Secret, at now: Moment) throws(Fault)
        -> StripeEvent
    {
        try verify(body, signature: header, secret: secret, at: now)
        do {
            return try JSONDecoder().decode(StripeEvent.self, from: Data(body))
        } catch {
            throw .invalid("That is no event of Stripe’s.")
        }
    }

    private static func verify(_ body: [UInt8], signature header: String, secret: Secret, at now: Moment)
        throws(Fault)
    {
        let parts = header.split(separator: ",").map {
            $0.split(separator: "=", maxSplits: 1).map(String.init)
        }
        .filter { $0.count == 2 }
        let marks = parts.filter { $0[0].trimmed == "v1" }.map { $0[1].trimmed.lowercased() }.prefix(10)
        guard let time = parts.first(where: { $0[0].trimmed == "t" })?[1].trimmed, let seconds = Int64(time),
            (0...100_000_000_000).contains(seconds)
        else { throw .forbidden("This is not signed by Stripe.") }
        let signed = Self.sign(body, time: time, secret: secret)
        // All are compared, each in constant time.
        let isSigned = marks.reduce(false) { Seal.equal($1, signed) || $0 }
        guard isSigned else { throw .forbidden("This is not signed by Stripe.") }
        let age = abs(now.milliseconds - seconds * 1_000)
        guard age <= tolerance.milliseconds else {
            throw .forbidden("This was signed too long ago.")
        }
    }

    /// HMAC-SHA-256 of `TIME.BODY`, in hexadecimal.
    static func sign(_ body: [UInt8], time: String, secret: Secret) -> String {
        let key = SymmetricKey(data: Array(secret.text.utf8))
        return Digest.hexadecimal(
            HMAC<SHA256>.authenticationCode(for: Array(time.utf8) + [46] + body, using: key))
    }
}
