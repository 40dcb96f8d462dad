import Testing

@testable import Ensemble

/// Monday, 24 November 2025, 11:00 at the clinic.
private let ending: Int64 = 1_764_000_000_000

@Suite struct `The clinic's story` {
    /// The whole story, told once for all tests.
    static let acts = Array(StoryScript(ending: ending))

    @Test func `the same seed tells the same story, byte by byte`() {
        let (one, other) = (
            StoryScript(customers: 40, ending: ending), StoryScript(customers: 40, ending: ending)
        )
        #expect(fingerprint(one) == fingerprint(other))
        #expect(Array(one) == Array(other))
    }

    @Test func `another seed tells another story`() {
        let other = StoryScript(seed: 2, customers: 40, ending: ending)
        #expect(fingerprint(StoryScript(customers: 40, ending: ending)) != fingerprint(other))
    }

    @Test func `acts come in the order of time and none after the end`() {
        let script = StoryScript(customers: 60, ending: ending)
        var last = script.beginning
        for act in script {
            #expect(act.at >= last)
            last = act.at
        }
        #expect(last <= ending)
        #expect(last > ending - 3 * StoryCalendar.day)
    }

    @Test func `three hundred customers make about sixteen hundred conversations and five thousand messages`()
    {
        let acts = Self.acts
        let conversations = Set(acts.map(\.conversation)).count
        #expect(conversations == 1_600)
        #expect((4_800...6_000).contains(acts.count(where: \.isMessage)))
    }

    @Test(arguments: [1, 2, 7, 300, 1_001])
    func `every customer writes at least once`(customers: Int) {
        let script = StoryScript(customers: customers, ending: ending)
        let known = Set((0..<customers).map { StoryCustomer(index: $0, seed: 1).email })
        #expect(known.count == customers)
        #expect(known.subtracting(script.compactMap(\.writer)).isEmpty)
    }

    @Test func `a conversation begins with somebody outside and ends once`() {
        var begun: Set<Int> = []
        var ended: Set<Int> = []
        for act in StoryScript(customers: 100, ending: ending) {
            if begun.insert(act.conversation).inserted { #expect(act.writer != nil) }
            #expect(!ended.contains(act.conversation))
            if act.isLast { ended.insert(act.conversation) }
        }
        #expect(ended.count > begun.count * 9 / 10)
        #expect(begun.count > ended.count, "some are still open at the end")
    }

    @Test func `at the end there is something to do, and nothing that waited for months`() {
        let acts = Self.acts
        var opened: [Int: Int64] = [:]
        for act in acts where act.isOpening { opened[act.conversation] = opened[act.conversation] ?? act.at }
        // What is still to be paid or promised keeps no conversation open.
        var ended: Set<Int> = []
        for act in acts {
            if act.isEnding {
                ended.insert(act.conversation)
            } else if act.isHeard {
                ended.remove(act.conversation)
            }
        }
        ended.formUnion(acts.filter(\.isLast).map(\.conversation))
        let taken = Set(
            acts.compactMap { act -> Int? in if case .assign = act.kind { act.conversation } else { nil } })
        let left = opened.filter { !ended.contains($0.key) }
        #expect(left.keys.count(where: { !taken.contains($0) }) >= 5)
        #expect((20...120).contains(left.count))
        #expect(left.values.allSatisfy { $0 > ending - 60 * StoryCalendar.day })
    }

    @Test func `only conversations under way are remembered`() {
        let script = StoryScript(customers: 1_000, ending: ending)
        var telling = script.makeIterator()
        var most = 0
        while telling.next() != nil { most = max(most, telling.underWay) }
        #expect(most < script.conversations / 10)
    }

    @Test func `people write on weekday mornings and hardly at night`() {
        var (mornings, nights, weekends, all) = (0, 0, 0, 0)
        for act in Self.acts where act.isOpening {
            all += 1
            let hour = Int(StoryCalendar.time(act.at).prefix(2)) ?? 0
            if (8..<12).contains(hour) { mornings += 1 }
            if hour < 5 { nights += 1 }
            if StoryCalendar.weekday(StoryCalendar.dayNumber(act.at)) >= 5 { weekends += 1 }
        }
        #expect(mornings * 100 > all * 28)
        #expect(nights * 100 < all * 4)
        #expect(weekends * 100 < all * 16)
    }

    @Test func `surprises fade and being told first appears`() {
        let script = StoryScript(ending: ending)
        var (surprises, toldFirst) = ([0, 0, 0], [0, 0, 0])
        for act in Self.acts {
            let third = min(2, Int((act.at - script.beginning) * 3 / (StoryScript.days * StoryCalendar.day)))
            if case .tag("surprise", _) = act.kind { surprises[third] += 1 }
            if case .reply(_, _, let text, _) = act.kind,
                text.contains("before you decide") || text.contains("ask you first")
            {
                toldFirst[third] += 1
            }
            if let words = act.words, words.contains("tell you first") || words.contains("tell people first")
            {
                toldFirst[third] += 1
            }
        }
        #expect(surprises[0] > 4 * max(1, surprises[2]))
        #expect(toldFirst[2] > 20)
        #expect(toldFirst[0] == 0)
    }

    @Test func `the conversation of the pictures waits for the desk at the end`() throws {
        let acts = Self.acts
        let first = try #require(acts.first { $0.words?.contains("second scan") == true })
        let scene = acts.filter { $0.conversation == first.conversation }
        #expect(scene.count == 11)
        #expect(scene.last?.words?.contains("three parts would help") == true)
        #expect(first.writer == "dana.whitfield@mail.example")
    }

    private func fingerprint(_ script: StoryScript) -> UInt32 {
        var sum: UInt32 = 0
        for act in script {
            guard case .mail(let mail) = act.kind else { continue }
            sum = sum &* 31 &+ StoryPNG.checksum(mail.raw())
        }
        return sum
    }
}

extension StoryAct {
    fileprivate var isMessage: Bool {
        switch kind {
        case .mail, .form, .portal, .reply: true
        default: false
        }
    }

    fileprivate var isOpening: Bool {
        switch kind {
        case .mail(let mail): mail.references.isEmpty && mail.quote == nil
        case .form: true
        default: false
        }
    }

    /// Somebody sees that there is nothing more to do.
    fileprivate var isEnding: Bool {
        switch kind {
        case .resolve, .confirm, .job(.close, _, _): true
        default: false
        }
    }

    /// Somebody outside says something, and the conversation goes on.
    fileprivate var isHeard: Bool {
        switch kind {
        case .mail, .portal, .job(.ask, _, _), .job(.accept, _, _), .job(.dispute, _, _): true
        default: false
        }
    }

    /// The address of whoever writes from outside.
    fileprivate var writer: String? {
        switch kind {
        case .mail(let mail): mail.from.address
        case .form(let form): form.from.address
        case .portal(_, let person, _, _), .confirm(let person): person.address
        default: nil
        }
    }

    /// What somebody outside writes.
    fileprivate var words: String? {
        switch kind {
        case .mail(let mail): mail.text
        case .form(let form): form.text
        case .portal(_, _, let text, _): text
        default: nil
        }
    }
}
