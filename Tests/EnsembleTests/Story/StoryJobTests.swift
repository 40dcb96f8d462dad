import Testing

@testable import Ensemble

/// Monday, 24 November 2025, 11:00 at the clinic.
private let ending: Int64 = 1_764_000_000_000

@Suite struct `The work of the story` {
    /// Who is told, billed and cross in one half of the year.
    private struct Half {
        var bills = 0
        var told = 0
        var disputes = 0
    }

    /// Of a clinic of 800 people, so that the shares are not chance.
    private static let halves: [Half] = {
        let script = StoryScript(customers: 800, ending: ending)
        var halves = [Half(), Half()]
        var told: Set<Int> = []
        for act in script {
            guard case .job(let job, _, _) = act.kind else { continue }
            let half = act.at < script.moment(500) ? 0 : 1
            switch job {
            case .accept: told.insert(act.conversation)
            case .bill:
                halves[half].bills += 1
                if told.contains(act.conversation) { halves[half].told += 1 }
            case .dispute: halves[half].disputes += 1
            default: break
            }
        }
        return halves
    }()

    @Test func `the clinic tells nobody a cost until its course is set`() {
        let script = StoryScript(customers: 300, ending: ending)
        let tells = script.filter {
            switch $0.kind {
            case .job(.tell, _, _), .job(.costAsked, _, _): $0.conversation != Self.scene
            default: false
            }
        }
        #expect(tells.count > 60)
        #expect(tells.allSatisfy { $0.at >= script.moment(StoryCourse.turn) })
    }

    private static let scene = `The clinic's story`.acts.first {
        if case .mail(let mail) = $0.kind { mail.text.contains("second scan") } else { false }
    }?.conversation

    @Test func `most bills of the second half were told before, none of the first`() {
        #expect(Self.halves[0].bills > 200 && Self.halves[0].told == 0)
        #expect(Self.halves[1].told * 10 > Self.halves[1].bills * 6)
    }

    @Test func `customers who were told dispute less, though their patience is the same`() {
        let shares = Self.halves.map { Double($0.disputes) / Double($0.bills) }
        #expect(shares[0] > 0.1)
        #expect(shares[1] < shares[0] / 2)
    }

    @Test(arguments: StoryService.allCases)
    func `an estimate says what its texts say, line by line`(service: StoryService) throws {
        for seed in 0..<200 as Range<UInt64> {
            var random = StoryRandom(seed: seed)
            let customer = StoryCustomer(index: 3, seed: seed)
            let slots = StorySlots(
                customer: customer, staff: .mira, friend: customer, at: ending, service: service,
                random: &random)
            let job = StoryJob(
                service, cost: slots.cost, title: service.name, language: .english, at: ending,
                progress: 999, random: random)
            for case .tell(let content, _) in job.beats.map(\.act) {
                try content.checkBeforeSending(today: Day(number: StoryCalendar.dayNumber(ending)))
                #expect(content.sums.gross.likely == slots.cost.likely)
                if content.kind == .estimate { #expect(content.sums.gross == slots.cost) }
            }
            #expect(job.beats.map(\.at) == job.beats.map(\.at).sorted())
        }
    }

    @Test func `what is said of costs is there in every language`() {
        for language in StoryLanguage.allCases {
            for what in StoryVoice.Words.allCases {
                #expect(!StoryVoice.words(what, in: language).isEmpty)
            }
        }
    }

    @Test
    func `the linter finds what the blueprint leaves the customer alone with, and nothing once it is mended`()
    {
        let findings = BlueprintFinding.all(in: StoryBlueprint.first)
        #expect(Set(findings.map(\.rule)) == Set(BlueprintFinding.Rule.allCases))
        #expect(BlueprintFinding.all(in: StoryBlueprint.mended.map(\.step)).isEmpty)
    }
}
