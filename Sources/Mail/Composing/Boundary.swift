/// The lines between the parts of a message.
///
/// Made from the message's id, so that the same message is the same bytes
/// each time it is composed. Holds `=_`, which neither quoted-printable nor
/// base64 can produce; what is sent unencoded is looked through for it.
struct Boundary {
    private let seed: UInt64
    private var count = 0

    init(messageID: String) {
        // FNV-1a: short, and the same on every machine and in every run.
        seed = messageID.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    mutating func next() -> String {
        count += 1
        let hex = String(seed, radix: 16)
        return "=_\(count)_" + String(repeating: "0", count: 16 - hex.count) + hex
    }

    /// Whether unencoded bytes could hold a boundary.
    static func couldStand(in bytes: [UInt8]) -> Bool {
        bytes.split(separator: 0x0A).contains { $0.starts(with: "--=_".utf8) }
    }
}
