import Foundation
import Localization
import Statistics
import Testing

@testable import Ensemble

@Suite struct `The idea behind the name, in figures` {
    private static let month = Month("2026-03")!
    private static let scope = NameIdeas.Scope.year(until: month)
    private static let price = IntendedIdea(id: 7, words: "you know the price", since: .monday, endedAt: nil)

    private func answer(_ number: Int, _ ideas: [(String, Int?, IdeaTie?)], _ lived: Set<NameExperience> = [])
        -> NameAnswer
    {
        var answer = NameAnswer(
            customer: .init(rawValue: Int64(number)), response: .init(rawValue: Int64(number)), survey: 1,
            conversation: nil, month: Self.month, answeredAt: .monday, language: "en", ideas: [])
        answer.ideas = ideas.enumerated().map { place, idea in
            NameAnswer.Idea(
                key: idea.0, shown: idea.0, words: idea.0, position: place + 1, favour: idea.1, why: "",
                tie: idea.2)
        }
        answer.lived = lived
        return answer
    }

    private func report(_ now: [NameAnswer], _ before: [NameAnswer] = []) -> NameReport {
        NameReport(scope: Self.scope, now: now, before: before, intended: [Self.price])
    }

    @Test func `are those of the kernel: share, salience, tone, keyness`() throws {
        let now = (0..<60).map { answer($0, $0 < 18 ? [("bills", -2, nil)] : [("doctors", 2, nil)]) }
        let before = (0..<60).map { answer($0, $0 < 3 ? [("bills", -2, nil)] : [("doctors", 2, nil)]) }
        let bills = try #require(report(now, before).heard.first { $0.key == "bills" })
        #expect(abs(bills.share.interval.low - 0.198982) < 1e-6)
        #expect(abs(bills.share.interval.high - 0.425087) < 1e-6)
        #expect(bills.salience?.value == 0.3 && bills.salience?.count == 60)
        #expect(bills.salience?.interval.contains(0.3) == true)
        #expect(bills.tone.net?.value == -100)
        let keyness = try Keyness((18, 3), of: (60, 60))
        #expect(bills.keyness == keyness && bills.hasMoved)
        #expect(abs(exp2(keyness.logRatio) - 6) < 1e-9)
        // Two ideas were judged.
        #expect(try bills.p == BenjaminiHochberg.adjusted([keyness.p, keyness.p])[0])
    }

    @Test func `say the same each time they are worked out`() {
        let now = (0..<40).map { answer($0, [("a", 1, nil), ("b", nil, nil)].shuffled()) }
        let (one, two) = (report(now), report(now))
        #expect(one.heard.map(\.salience) == two.heard.map(\.salience))
    }

    @Test(arguments: [
        (12, 0, 2, NameVerdict.carried), (12, 0, -1, .contradicted), (4, 0, 2, .unheard),
        (12, 13, 2, .contradicted), (12, 5, 2, .carried), (0, 6, 2, .contradicted), (0, 0, 0, .unheard),
    ])
    func `carry, leave unheard or contradict what is intended`(
        said: Int, opposed: Int, favour: Int, verdict: NameVerdict
    ) {
        let now = (0..<60).map { number in
            if number < said { return answer(number, [("told", favour, IdeaTie(7))]) }
            if number < said + opposed {
                return answer(number, [("bills", -2, IdeaTie(7, isAgainst: true))])
            }
            return answer(number, [("near", 1, nil)])
        }
        let report = report(now)
        #expect(report.intended[0].verdict == verdict)
        #expect(report.intended[0].named == said && report.intended[0].against == opposed)
        #expect(report.unclaimed.map(\.key) == ["near"])
    }

    @Test func `judge nothing by fewer than ten customers`() {
        let report = report((0..<9).map { answer($0, [("told", 2, IdeaTie(7))]) })
        #expect(report.intended[0].verdict == nil && report.unclaimed.isEmpty && report.moved == nil)
        #expect(report.heard[0].salience == nil)
        #expect(NameWords(r: .english).summary(report).contains("too few to say"))
    }

    @Test func `show an experience only where it goes with an idea beyond noise`() throws {
        let now = (0..<100).map { number -> NameAnswer in
            let isSurprised = number < 30
            let isNamed = isSurprised ? number < 20 : number > 95
            var lived: Set<NameExperience> = []
            if isSurprised { lived.insert(.surprised) }
            if number % 2 == 0 { lived.insert(.plan) }
            return answer(number, [isNamed ? ("bills", -2, nil) : ("doctors", 2, nil)], lived)
        }
        let links = report(now).links
        #expect(Set(links.map(\.experience)) == [.surprised])
        let link = try #require(links.first { $0.key == "bills" })
        #expect(link.hits.with == 20 && link.hits.without == 4)
        #expect(abs(link.lift - (20.0 / 30) / (24.0 / 100)) < 1e-12)
        #expect(link.difference.interval.low > 0)
    }
}

extension Reader {
    fileprivate static var english: Reader { Reader(now: Moment.monday.milliseconds) }
}
