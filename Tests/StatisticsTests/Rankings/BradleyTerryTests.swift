import Testing

@testable import Statistics

/// golden.json `bradley_terry_stigler`: citations between four journals
/// (Stigler 1994), abilities as R BradleyTerry2 and choix print them.
struct BradleyTerryTests {
    static let citedBy: [[Double]] = [
        [714, 730, 498, 221], [33, 425, 68, 17], [320, 813, 1072, 142], [284, 276, 325, 188],
    ]

    static var wins: [BradleyTerry.Win] {
        (0..<4).flatMap { i in
            (0..<4).filter { $0 != i }.map { BradleyTerry.Win(i, over: $0, times: citedBy[i][$0]) }
        }
    }

    @Test func `abilities of the journals are the golden ones`() throws {
        let fit = try BradleyTerry(items: 4, wins: Self.wins, smoothing: .none)
        #expect(close(fit.abilities, [0, -2.949072, -0.47957, 0.268954], 5e-7) && !fit.isSmoothed)
    }

    /// R BradleyTerry2's printed errors, 0.10255, 0.06059, 0.07083.
    @Test func `standard errors are those of the published fit`() throws {
        let fit = try BradleyTerry(items: 4, wins: Self.wins)
        #expect(fit.standardErrors[0] == 0)
        #expect(fit.standardErrors[1].prints("0.10255"))
        #expect(fit.standardErrors[2].prints("0.06059"))
        #expect(fit.standardErrors[3].prints("0.07083"))
    }

    @Test func `somebody who always wins is held back by half a win`() throws {
        let wins = [BradleyTerry.Win(0, over: 1, times: 5), .init(1, over: 2, times: 2), .init(2, over: 1)]
        #expect(refusal(try BradleyTerry(items: 3, wins: wins, smoothing: .none)) == "wins: disconnected")
        let fit = try BradleyTerry(items: 3, wins: wins)
        #expect(fit.isSmoothed && fit.abilities[1] < 0)
        #expect(close(fit.abilities[1], -2.3978952727983707, 1e-9))
    }

    @Test func `groups that never met are refused`() {
        let apart = [BradleyTerry.Win(0, over: 1), .init(1, over: 0), .init(2, over: 3), .init(3, over: 2)]
        #expect(refusal(try BradleyTerry(items: 4, wins: apart)) == "wins: disconnected")
        #expect(refusal(try BradleyTerry(items: 3, wins: [])) == "wins: disconnected")
        #expect(refusal(try BradleyTerry(items: 1, wins: [])) == "items: outOfRange")
        #expect(refusal(try BradleyTerry(items: 2, wins: [.init(0, over: 0)])) == "wins[0]: outOfRange")
        #expect(refusal(try BradleyTerry(items: 2, wins: [.init(0, over: 2)])) == "wins[0].loser: outOfRange")
        #expect(
            refusal(try BradleyTerry(items: 2, wins: [.init(-1, over: 1)])) == "wins[0].winner: outOfRange")
        for bad in notNumbers + [-1] {
            #expect(
                refusal(try BradleyTerry(items: 2, wins: [.init(0, over: 1, times: bad)])).hasPrefix(
                    "wins[0].times: "))
        }
    }

    @Test func `strengths far apart still settle`() throws {
        let n = 40
        let wins = (1..<n).flatMap {
            [BradleyTerry.Win($0 - 1, over: $0, times: 1e6), .init($0, over: $0 - 1)]
        }
        let fit = try BradleyTerry(items: n, wins: wins)
        #expect(close(fit.abilities[n - 1], -Double(n - 1) * 13.815510557964274, 1e-9))
    }
}
