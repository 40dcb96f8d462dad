import Foundation
import Statistics

/// The idea behind the name over some months: each figure with its
/// customers, its interval and its method.
///
/// Each customer counts once, with what they said last.
public struct NameReport: Sendable {
    public let scope: NameIdeas.Scope
    public let now: [NameAnswer]
    public let before: [NameAnswer]
    /// The ideas that are heard, the most named first; last those that enough named before and nobody now.
    public let heard: [Heard]
    public let intended: [Intended]
    /// How far the blend of what is heard moved since the months before; `nil` under ten customers in either.
    public let moved: Displacement?
    /// What goes with what: an idea and an experience, where chance alone would hardly do it.
    public let links: [Link]

    public var count: Int { now.count }

    /// So many of the most named ideas are followed; the rest is one.
    static let followed = 5
    /// Below this an idea is not judged.
    static let least = Keyness.leastCount
    /// And below this share of the customers it is not called heard.
    static let leastShare = 0.05

    init(scope: NameIdeas.Scope, now: [NameAnswer], before: [NameAnswer], intended: [IntendedIdea]) {
        (self.scope, self.now, self.before) = (scope, now, before)
        let heard = Self.heard(now, before)
        self.heard = heard
        let followed = heard.sorted { one, other in
            let (a, b) = (one.count + one.countBefore, other.count + other.countBefore)
            return a == b ? one.key < other.key : a > b
        }
        self.intended = intended.map { Intended($0, in: now) }
        moved = Self.moved(followed.prefix(Self.followed).map(\.key), now, before)
        links = Self.links(heard, now)
    }

    // MARK: Heard

    /// An idea that customers named.
    public struct Heard: Sendable {
        public let key: String
        public let words: String
        public let count: Int
        /// Of the customers who answered.
        public let share: Figure
        /// How many name it and how early, from 0 to 1.
        public let salience: Figure?
        public let tone: Tone
        /// In the months before.
        public let countBefore: Int
        /// The share now less the share before; `nil` where nobody answered before.
        public let change: Figure?
        /// How far it stands out from the past; `nil` under five mentions.
        public var keyness: Keyness?
        /// Its p, raised for having looked at several ideas.
        public var p: Double?
        public let tie: IdeaTie?

        /// Whether it is named by enough to be called heard.
        public var isHeard: Bool { count >= NameReport.least && share.value >= NameReport.leastShare }
        /// Whether it moved beyond noise.
        public var hasMoved: Bool { p.map { $0 < 0.05 } ?? false }
    }

    /// How good customers called something.
    public struct Tone: Equatable, Sendable {
        public var good = 0
        public var neither = 0
        public var bad = 0

        init(_ favours: [Int]) {
            good = favours.count { $0 > 0 }
            neither = favours.count { $0 == 0 }
            bad = favours.count { $0 < 0 }
        }

        /// Good less bad, in points from −100 to 100; `nil` where nobody said.
        public var net: Figure? {
            try? NetPromoterScore.adjustedWald(promoters: good, passives: neither, detractors: bad)
        }
    }

    private static func heard(_ now: [NameAnswer], _ before: [NameAnswer]) -> [Heard] {
        var past: [String: [NameAnswer.Idea]] = [:]
        for answer in before { for idea in answer.ideas { past[idea.key, default: []].append(idea) } }
        var named: [String: [NameAnswer.Idea]] = [:]
        for answer in now { for idea in answer.ideas { named[idea.key, default: []].append(idea) } }
        var counts: [String: Int] = named.mapValues(\.count)
        for (key, ideas) in past where counts[key] == nil && ideas.count >= least { counts[key] = 0 }
        let order: [String] = counts.sorted { one, other in
            one.value == other.value ? one.key < other.key : one.value > other.value
        }.map(\.key)
        let saliences = saliences(Array(order.prefix(20)), now)
        var heard = order.compactMap { key -> Heard? in
            let ideas = named[key] ?? []
            let old = past[key]?.count ?? 0
            guard let first = ideas.first ?? past[key]?.first,
                let share = try? Proportion.wilson(ideas.count, of: now.count)
            else { return nil }
            return Heard(
                key: key, words: first.shown, count: ideas.count, share: share, salience: saliences[key],
                tone: Tone(ideas.compactMap(\.favour)), countBefore: old,
                change: try? Proportion.difference(
                    from: (old, before.count), to: (ideas.count, now.count)),
                keyness: keyness(ideas.count, of: now.count, old, of: before.count), tie: first.tie)
        }
        let judged = heard.indices.filter { heard[$0].keyness != nil }
        let raised = try? BenjaminiHochberg.adjusted(judged.map { heard[$0].keyness?.p ?? 1 })
        for (place, p) in zip(judged, raised ?? []) { heard[place].p = p }
        return heard
    }

    static func keyness(_ one: Int, of all: Int, _ other: Int, of others: Int) -> Keyness? {
        guard one + other >= least, all >= 10, others >= 10 else { return nil }
        return try? Keyness((one, other), of: (all, others))
    }

    /// Sutrop's, with intervals by drawing the customers again: the same each time.
    private static func saliences(_ keys: [String], _ answers: [NameAnswer]) -> [String: Figure] {
        guard answers.count >= 10, !keys.isEmpty else { return [:] }
        let places = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($0.element, $0.offset) })
        let named: [[(place: Int, position: Int)]] = answers.map { answer in
            var named: [(place: Int, position: Int)] = []
            for idea in answer.ideas {
                if let place = places[idea.key] { named.append((place, idea.position)) }
            }
            return named
        }
        let all = Double(answers.count)
        func salience(_ drawn: [Int]) -> [Double] {
            var count = [Double](repeating: 0, count: keys.count)
            var sum = count
            for one in drawn {
                for idea in named[one] {
                    count[idea.place] += 1
                    sum[idea.place] += Double(idea.position)
                }
            }
            // F/(N·mP) with mP = sum/F.
            return keys.indices.map { place -> Double in
                let named = count[place]
                return named == 0 ? 0 : named * named / (all * sum[place])
            }
        }
        var generator = SeededGenerator(seed: 1)
        let intervals = try? Bootstrap.intervals(
            count: answers.count, replicates: 400, using: &generator, statistics: { salience($0) })
        guard let intervals else { return [:] }
        let values = salience(Array(answers.indices))
        var figures: [String: Figure] = [:]
        for (place, key) in keys.enumerated() {
            figures[key] = try? Figure(
                value: values[place], count: answers.count, interval: intervals[place],
                method: StatisticalMethod("sutrop salience"))
        }
        return figures
    }

    // MARK: Moved

    private static func moved(_ keys: [String], _ now: [NameAnswer], _ before: [NameAnswer]) -> Displacement?
    {
        guard now.count >= 10, before.count >= 10, !keys.isEmpty else { return nil }
        return try? Displacement(from: weights(keys, before), to: weights(keys, now))
    }

    /// Each customer's one voice, shared by the ideas they named; the rest last.
    private static func weights(_ keys: [String], _ answers: [NameAnswer]) -> [Double] {
        var weights = [Double](repeating: 0, count: keys.count + 1)
        for answer in answers {
            for idea in answer.ideas {
                let place: Int = keys.firstIndex(of: idea.key) ?? keys.count
                weights[place] += 1 / Double(answer.ideas.count)
            }
        }
        return weights
    }

    // MARK: What goes with it

    /// An idea beside an experience.
    public struct Link: Sendable {
        public let key: String
        public let words: String
        public let experience: NameExperience
        /// Of those with the experience, who named it.
        public let with: Figure
        /// Of all the others.
        public let without: Figure
        public let hits: (with: Int, without: Int)
        /// How many times as often as among all.
        public let lift: Double
        public let difference: Figure
        public let p: Double
    }

    private static func links(_ heard: [Heard], _ now: [NameAnswer]) -> [Link] {
        var links: [(link: Link, p: Double)] = []
        for idea in heard.prefix(12) where idea.count >= least {
            for experience in NameExperience.allCases {
                if let link = link(idea, experience, now) { links.append((link, link.p)) }
            }
        }
        let raised = (try? BenjaminiHochberg.adjusted(links.map(\.p))) ?? []
        // In the order of the ideas: nothing is ranked by few customers.
        return zip(links, raised).filter { $0.1 < 0.05 }.map(\.0.link)
    }

    private static func link(_ idea: Heard, _ experience: NameExperience, _ now: [NameAnswer]) -> Link? {
        let lived = now.filter { $0.lived.contains(experience) }
        let others = now.count - lived.count
        guard lived.count >= 10, others >= 10 else { return nil }
        let hits = lived.count { $0.idea(idea.key) != nil }
        guard let with = try? Proportion.wilson(hits, of: lived.count),
            let without = try? Proportion.wilson(idea.count - hits, of: others),
            let difference = try? Proportion.difference(
                from: (idea.count - hits, others), to: (hits, lived.count)),
            let keyness = try? Keyness((hits, idea.count - hits), of: (lived.count, others))
        else { return nil }
        return Link(
            key: idea.key, words: idea.words, experience: experience, with: with, without: without,
            hits: (hits, idea.count - hits), lift: with.value / idea.share.value, difference: difference,
            p: keyness.p)
    }
}
