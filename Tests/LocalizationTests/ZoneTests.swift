import Foundation
import Testing

@testable import Localization

@Suite struct ZoneTests {
    @Test func `Clocks change at the second`() throws {
        let berlin = try #require(Zone.named("Europe/Berlin"))
        // 29 March and 25 October 2026, 01:00 UTC.
        #expect(berlin.offset(at: 1_774_745_999) == 3600)
        #expect(berlin.offset(at: 1_774_746_000) == 7200)
        #expect(berlin.offset(at: 1_792_889_999) == 7200)
        #expect(berlin.offset(at: 1_792_890_000) == 3600)
    }

    @Test func `Half hours, years without rules and the south are known`() throws {
        #expect(try #require(Zone.named("Asia/Kolkata")).offset(at: 0) == 19800)
        #expect(try #require(Zone.named("America/Sao_Paulo")).offset(at: 1_800_000_000) == -10800)
        let sydney = try #require(Zone.named("Australia/Sydney"))
        #expect(sydney.offset(at: 1_767_225_600) == 39600)
        #expect(sydney.offset(at: 1_782_864_000) == 36000)
        // Samoa left out 30 December 2011.
        let apia = try #require(Zone.named("Pacific/Apia"))
        #expect(apia.offset(at: 1_325_239_199) == -36000)
        #expect(apia.offset(at: 1_325_239_200) == 50400)
    }

    @Test(arguments: [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Tehran",
        "Europe/Dublin", "America/Santiago",
    ])
    func `The offsets of the years 1980 to 2036 are those of Foundation`(name: String) throws {
        let zone = try #require(Zone.named(name))
        let foundation = try #require(TimeZone(identifier: name))
        for day in stride(from: 3652, to: 24_400, by: 3) {
            let seconds = Int64(day) * 86400 + 43_200
            let expected = foundation.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
            guard zone.offset(at: seconds) == expected else {
                Issue.record("\(name) at \(seconds): \(zone.offset(at: seconds)), not \(expected)")
                return
            }
        }
    }

    @Test func `Rules go on after the listed years, for ever`() throws {
        let berlin = try #require(Zone.named("Europe/Berlin"))
        // July 2500 and January 2501.
        #expect(berlin.offset(at: 16_741_000_000) == 7200)
        #expect(berlin.offset(at: 16_757_000_000) == 3600)
        for seconds in [Int64.min / 1000, Int64.max / 1000] {
            #expect([3600, 7200, 3208].contains(berlin.offset(at: seconds)))
        }
    }

    @Test func `Foundation's own database serves where the system has none`() throws {
        let zone = try #require(Zone.ofFoundation("Europe/Berlin"))
        #expect(zone.offset(at: 1_774_745_999) == 3600)
        #expect(zone.offset(at: 1_774_746_000) == 7200)
        #expect(Zone.ofFoundation("Mars/Base") == nil)
    }

    @Test(arguments: [
        "", "Mars/Base", "../../etc/passwd", "/etc/passwd", "Europe/../Europe/Berlin", "Europe", "tzdata.zi",
        "a b", String(repeating: "a", count: 5000),
    ])
    func `A name that is no place is refused`(name: String) {
        #expect(Zone.named(name) == nil)
    }

    @Test func `A time of day becomes a moment, also where clocks change`() throws {
        let berlin = try #require(Zone.named("Europe/Berlin"))
        let spring = CivilDate(year: 2026, month: 3, day: 29)
        #expect(berlin.seconds(on: spring, secondOfDay: 3600) == 1_774_742_400)
        // 02:30 is left out and becomes 03:30.
        #expect(berlin.seconds(on: spring, secondOfDay: 9000) == 1_774_747_800)
        #expect(berlin.seconds(on: spring, secondOfDay: 4 * 3600) == 1_774_749_600)
        // 02:30 comes twice; the first counts.
        let autumn = CivilDate(year: 2026, month: 10, day: 25)
        #expect(berlin.seconds(on: autumn, secondOfDay: 9000) == 1_792_888_200)
    }

    @Test(arguments: [
        ("EST5EDT,M3.2.0,M11.1.0", true), ("<+0330>-3:30", true), ("IST-1GMT0,M10.5.0,M3.5.0/1", true),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", true), ("XXX3YYY2,J60/0,300/24:30:10", true), ("", false),
        ("A5", false),
        ("EST", false), ("EST5EDT", false), ("EST99", false), ("EST5EDT,M13.2.0,M11.1.0", false),
        ("EST5EDT,M3.2.7,M11.1.0", false), ("EST5EDT,M3.2.0", false), ("<x", false),
        ("EST5EDT,M3.2.0,M11.1.0x", false),
    ]) func `Rules are read, and what is none is refused`(text: String, isRule: Bool) {
        let rule = DaylightRule(parsing: text.utf8)
        #expect((rule != nil) == isRule)
        for seconds in [0, Int64.min / 1000, Int64.max / 1000] { _ = rule?.offset(at: seconds) }
    }

    @Test func `A damaged file is read or refused, whatever the damage`() throws {
        let path = "/usr/share/zoneinfo/Europe/Berlin"
        guard let data = FileManager.default.contents(atPath: path) else {
            return print("skipped, no \(path)")
        }
        let source = [UInt8](data)
        var state: UInt64 = 7
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        for _ in 0..<3000 {
            var bytes = source
            for _ in 0..<(1 + random(3)) { bytes[random(bytes.count)] = UInt8(random(256)) }
            if random(3) == 0 { bytes.removeSubrange(random(bytes.count)...) }
            guard let zone = ZoneFile.parse(bytes, identifier: "x") else { continue }
            for seconds in [0, Int64.min / 1000, Int64.max / 1000, 1_774_746_000] {
                #expect(abs(zone.offset(at: seconds)) <= 26 * 3600)
            }
        }
        #expect(ZoneFile.parse(source, identifier: "x") != nil)
    }
}
