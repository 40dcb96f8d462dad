// Rules that hold on both engines, although only one would complain.

extension DatabaseError {
    static var closed: DatabaseError {
        DatabaseError(.closed, "The database has been closed.")
    }

    static var usedAfterEnd: DatabaseError {
        DatabaseError(.other, "A connection was used after the closure it had been given to.")
    }

    /// A statement after one that failed: PostgreSQL takes none, so SQLite
    /// does not either.
    init(afterFailure failure: any Error) {
        self.init(
            .other,
            "A statement failed before and the closure went on; only a savepoint lets it. First: \(failure)")
    }
}

/// The closure is the transaction: a statement that ended or began one would
/// pull the ground from under it, and from under others in the same commit.
func confirmNoTransactionControl(_ text: String) throws {
    let word = text.utf8.drop { $0 <= 0x20 }.prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
    guard (3...9).contains(word.count) else { return }
    switch String(decoding: word, as: UTF8.self).uppercased() {
    case "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE":
        throw DatabaseError(
            .other, "A closure is one transaction: use savepoint for a part of it, throw to undo it.",
            sql: text)
    default:
        return
    }
}

func confirmCounterName(_ name: String) throws {
    let allowed = name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "."), UInt8(ascii: ":"):
            true
        default: false
        }
    }
    guard allowed, (1...48).contains(name.utf8.count) else {
        throw DatabaseError(
            .other,
            "A counter's name has 1 to 48 letters, digits, _, -, . or :; \(name.debugDescription) has not."
        )
    }
}

func confirmAnnouncement(_ channel: String, _ payload: String) throws {
    let allowed = channel.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
    guard allowed, (1...48).contains(channel.utf8.count) else {
        throw DatabaseError(
            .other,
            "A channel has 1 to 48 lower-case letters, digits or _, and \(channel.debugDescription) has not.")
    }
    guard payload.utf8.count <= 7900, !payload.utf8.contains(0) else {
        throw DatabaseError(.other, "The payload of an announcement has at most 7,900 bytes and no U+0000.")
    }
}
