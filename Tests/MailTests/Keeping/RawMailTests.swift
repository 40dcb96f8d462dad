import Testing

@testable import Mail

struct RawMailTests {
    @Test(arguments: [0, 1, 1_000, 70_000, 300_000])
    func `a message comes back as it was`(count: Int) throws {
        var state: UInt32 = 7
        let raw = (0..<count).map { _ -> UInt8 in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24)
        }
        #expect(try RawMail.expand(RawMail.compress(raw)) == raw)
    }

    @Test
    func `words take less room`() {
        let raw = Array(
            String(repeating: "Received: from mail.example.org by mx.example.com\r\n", count: 100).utf8)
        #expect(RawMail.compress(raw).count * 5 < raw.count)
    }

    @Test
    func `a broken or swollen stream is refused`() throws {
        let packed = RawMail.compress([UInt8](repeating: 65, count: 100_000))
        #expect(throws: RawMail.Unpacking.tooLarge(limit: 1_000)) { try RawMail.expand(packed, limit: 1_000) }
        #expect(throws: RawMail.Unpacking.broken) { try RawMail.expand(Array(packed.dropLast(6))) }
        #expect(throws: RawMail.Unpacking.broken) { try RawMail.expand([1, 2, 3]) }
        #expect(throws: RawMail.Unpacking.broken) { try RawMail.expand([]) }
    }
}
