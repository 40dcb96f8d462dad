import Crypto
import Foundation

/// A source of unguessable bytes. Passed in, so that the story is the same
/// each time it is played.
public struct Randomness: Sendable {
    private let fill: @Sendable (Int) -> [UInt8]

    public init(_ fill: @escaping @Sendable (_ count: Int) -> [UInt8]) { self.fill = fill }

    /// `count` fresh bytes.
    public func bytes(_ count: Int) -> [UInt8] { fill(count) }

    /// A word of 160 random bits for links and cookies, safe in an address.
    public func token() -> String { Base32.encode(bytes(20)) }

    /// The operating system's generator.
    public static let system = Randomness { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}

extension Randomness {
    /// How long to wait after failing: half a minute, doubling with each
    /// failure up to a limit, and up to a fifth of that more by chance, so that
    /// what failed together doesn't come back together.
    /// - Parameter failures: in a row, from 1 on.
    func pause(after failures: Int, from first: Span = .seconds(30), atMost longest: Span) -> Span {
        let grown = first.milliseconds << Int64(min(max(failures - 1, 0), 16))
        let base = min(grown, longest.milliseconds)
        let chance = Int64(bytes(1).first ?? 0)
        return .milliseconds(base + base * chance / (5 * 255))
    }
}

/// Lower-case base 32 (RFC 4648 alphabet, no padding): survives mail
/// addresses, which may lose their case.
enum Base32 {
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(buffer >> UInt32(bits) & 31)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(buffer << UInt32(5 - bits) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }
}

enum Digest {
    /// SHA-256 in lower-case hexadecimal.
    static func sha256(_ bytes: some DataProtocol) -> String { hexadecimal(SHA256.hash(data: bytes)) }

    /// SHA-256 of a text's UTF-8.
    static func sha256(_ text: String) -> String { sha256(Array(text.utf8)) }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Signs short texts with the installation's own key, so that a number in an
/// address or a link can't be made up.
public struct Seal: Sendable {
    private let key: SymmetricKey

    /// - Parameter key: 32 random bytes kept in the database.
    init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

    /// The first 80 bits of HMAC-SHA-256, as 16 letters.
    func sign(_ text: String) -> String {
        Base32.encode(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key).prefix(10))
    }

    /// Whether a signature is the text's own, compared in constant time.
    func isSigned(_ text: String, by signature: String) -> Bool {
        Self.equal(sign(text), signature.lowercased())
    }

    /// Compares two secrets in a time that doesn't tell where they differ.
    static func equal(_ one: String, _ other: String) -> Bool {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(into: UInt8(0)) { $0 |= $1.0 ^ $1.1 } == 0
    }
}
