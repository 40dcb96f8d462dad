import Localization
import Statistics

/// What became of an idea that was intended, or heard.
public enum NameVerdict: String, Sendable, CaseIterable {
    /// Named unprompted, and called good.
    case carried
    /// Said by the owner alone.
    case unheard
    /// Named as its opposite by as many or more, or called bad.
    case contradicted
    /// Customers made it.
    case unclaimed

    /// By the name and version that stand with each.
    static let method = StatisticalMethod("name verdict")

    func name(_ r: Reader) -> String {
        switch self {
        case .carried: r("carried")
        case .unheard: r("claimed but unheard")
        case .contradicted: r("contradicted")
        case .unclaimed: r("unclaimed but heard")
        }
    }
}

extension NameReport {
    /// An idea that is intended, and what is heard of it.
    public struct Intended: Sendable {
        public let idea: IntendedIdea
        /// Customers who named it.
        public let named: Int
        public let share: Figure?
        public let tone: Tone
        /// Customers who named its opposite.
        public let against: Int
        public let shareAgainst: Figure?
        /// `nil` under ten customers.
        public let verdict: NameVerdict?

        init(_ idea: IntendedIdea, in answers: [NameAnswer]) {
            self.idea = idea
            let saying = answers.compactMap { $0.says(idea.id, isAgainst: false) }
            named = saying.count
            against = answers.count { $0.says(idea.id, isAgainst: true) != nil }
            tone = Tone(saying.compactMap(\.favour))
            share = try? Proportion.wilson(named, of: answers.count)
            shareAgainst = try? Proportion.wilson(against, of: answers.count)
            verdict = Self.verdict(named, against, tone, of: answers.count)
        }

        /// Heard is what at least five customers name, and one in twenty.
        static func verdict(_ named: Int, _ against: Int, _ tone: Tone, of count: Int) -> NameVerdict? {
            guard count >= 10 else { return nil }
            func isHeard(_ some: Int) -> Bool {
                some >= NameReport.least && Double(some) >= NameReport.leastShare * Double(count)
            }
            if isHeard(against), against >= named { return .contradicted }
            guard isHeard(named) else { return .unheard }
            return tone.good > tone.bad ? .carried : .contradicted
        }
    }

    /// The ideas that customers made: heard, and intended by nobody.
    public var unclaimed: [Heard] {
        guard count >= 10 else { return [] }
        return heard.filter { idea in
            idea.isHeard && !intended.contains { $0.idea.id == idea.tie?.intended }
        }
    }

    func verdict(of idea: Heard) -> NameVerdict? {
        unclaimed.contains { $0.key == idea.key } ? .unclaimed : nil
    }

    /// By month: who answered, and how many of them named each of the most named.
    var months: [(month: Month, count: Int, named: [Int])] {
        let keys = heard.prefix(Self.followed).map(\.key)
        return (scope.from.number...scope.until.number).map { number in
            let answers = now.filter { $0.month.number == number }
            let named: [Int] = keys.map { key in answers.count { $0.idea(key) != nil } }
            return (month: Month(number: number), count: answers.count, named: named)
        }
    }

    /// Words that may be shown: the latest first, two of an idea at most.
    func quotes(of key: String) -> [NameAnswer] {
        let quotable = now.filter { answer in
            guard answer.mayQuote, let idea = answer.idea(key) else { return false }
            return !idea.why.isEmpty || idea.words.folded != key
        }
        var said: Set<String> = []
        return Array(
            quotable.sorted { $0.response > $1.response }.filter { answer in
                guard let idea = answer.idea(key) else { return false }
                return said.insert((idea.why.nonEmpty ?? idea.words).folded).inserted
            }.prefix(2))
    }

    var methods: [String] {
        var methods: [StatisticalMethod] = [Proportion.method, Keyness.method, NameVerdict.method]
        if moved != nil { methods.append(Displacement.method) }
        for idea in heard {
            for figure in [idea.salience, idea.tone.net, idea.change] {
                if let figure { methods.append(figure.method) }
            }
        }
        return Set(methods.map(\.description)).sorted()
    }
}
