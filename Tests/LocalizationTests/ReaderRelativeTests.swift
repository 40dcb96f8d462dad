import Testing

@testable import Localization

@Suite struct ReaderRelativeTests {
    static let minute: Int64 = 60_000
    static let hour: Int64 = 3_600_000
    /// Thursday, 12 March 2026, 10:00 in Berlin.
    let now: Int64 = 1_773_306_000_000

    private func reader(_ tag: String = "en") throws -> Reader {
        try Reader(
            language: Language(tag: tag, catalogue: nil), zone: #require(Zone.named("Europe/Berlin")),
            now: now)
    }

    @Test(
        arguments: [
            (0, "now"), (59_999, "now"), (minute, "1 min ago"), (59 * minute, "59 min ago"),
            (hour, "1 h ago"),
            (9 * hour, "9 h ago"), (10 * hour + 1, "yesterday"), (33 * hour, "yesterday"),
            (34 * hour + 1, "10 March"),
            (71 * 24 * hour, "31 December 2025"), (-59_000, "now"), (-5 * minute, "in 5 min"),
            (-13 * hour, "in 13 h"),
            (-15 * hour, "tomorrow"), (-48 * hour, "14 March"), (-300 * 24 * hour, "6 January 2027"),
        ] as [(Int64, String)]) func `The past and the future are told from now`(before: Int64, words: String)
        throws
    {
        #expect(try reader().ago(now - before) == words)
    }

    @Test func `A few hours count over midnight`() throws {
        let night = try Reader(zone: #require(Zone.named("Europe/Berlin")), now: now - 9 * Self.hour)
        #expect(night.ago(night.now - 3 * Self.hour) == "3 h ago")
        #expect(night.ago(night.now - 7 * Self.hour) == "yesterday")
    }

    @Test func `German and Japanese say it their way`() throws {
        #expect(try reader("de").ago(now - 5 * Self.minute) == "vor 5 Min.")
        #expect(try reader("de").ago(now - 30 * Self.hour) == "gestern")
        #expect(try reader("ja").ago(now - 2 * Self.hour) == "2 時間前")
    }

    @Test(
        arguments: [
            (0, 1, "0 s"), (-5, 1, "0 s"), (45_999, 1, "45 s"), (12 * minute, 1, "12 min"),
            (90 * minute, 1, "1 h"),
            (90 * minute, 2, "1 h 30 min"), (12 * hour, 2, "12 h"), (24 * hour, 1, "1 day"),
            (76 * hour, 2, "3 days 4 h"),
            (61_000, 2, "1 min 1 s"), (.max, 2, "106751991167 days 7 h"), (.min, 2, "0 s"),
        ] as [(Int64, Int, String)]) func `How long something lasts is told in its largest units`(
            length: Int64, parts: Int, words: String
        ) throws
    {
        #expect(try reader().duration(length, parts: parts) == words)
    }

    @Test func `Days have a plural`() throws {
        #expect(try reader("de").duration(24 * Self.hour) == "1 Tag")
        #expect(try reader("de").duration(48 * Self.hour) == "2 Tage")
        #expect(try reader("fr").duration(48 * Self.hour) == "2 jours")
    }
}
