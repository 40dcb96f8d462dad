import Statistics

extension StartingModel {
    /// Deals sentences into parts so that a sentence and its near-twins are
    /// always in the same one: a model asked about a text must not have
    /// learnt from its rewording.
    enum Folds {
        /// Texts are twins that share so many words in a row …
        static let wordsInARow = 4
        /// … or at least this share of all the words of both.
        static let sharedWords = 0.5

        /// The group of each sentence: the least index among its twins and
        /// theirs. O(words) for the rows, O(pairs that share a rarer word).
        static func twins(_ texts: [String]) -> [Int] {
            let words = texts.map { text in
                text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
            }
            var groups = Groups(count: texts.count)
            var rows: [[String]: Int] = [:]
            for (index, words) in words.enumerated() where words.count >= wordsInARow {
                for start in 0...(words.count - wordsInARow) {
                    let row = Array(words[start..<start + wordsInARow])
                    if let other = rows[row] { groups.join(index, other) } else { rows[row] = index }
                }
            }
            join(words.map(Set.init), in: &groups)
            return texts.indices.map { groups.root($0) }
        }

        private static func join(_ sets: [Set<String>], in groups: inout Groups) {
            var holders: [String: [Int]] = [:]
            for (index, set) in sets.enumerated() {
                var shared: [Int: Int] = [:]
                for word in set { for other in holders[word, default: []] { shared[other, default: 0] += 1 } }
                for (other, count) in shared
                where Double(count) >= sharedWords * Double(set.count + sets[other].count - count) {
                    groups.join(index, other)
                }
                for word in set { holders[word, default: []].append(index) }
            }
        }

        /// The part of each sentence, 0 to `count` less one; whole groups,
        /// the larger dealt first, each to the part that is emptiest.
        static func deal(_ groups: [Int], into count: Int, seed: UInt64) -> [Int] {
            var generator = SeededGenerator(seed: seed)
            let members = Dictionary(grouping: groups.indices, by: { groups[$0] })
            let order = members.keys.sorted().shuffled(using: &generator)
                .sorted { (members[$0]?.count ?? 0) > (members[$1]?.count ?? 0) }
            var sizes = [Int](repeating: 0, count: count)
            var parts = [Int](repeating: 0, count: groups.count)
            for group in order {
                let part = sizes.indices.min { sizes[$0] < sizes[$1] } ?? 0
                for index in members[group] ?? [] { parts[index] = part }
                sizes[part] += members[group]?.count ?? 0
            }
            return parts
        }
    }

    /// Things joined two by two, and what they make together.
    private struct Groups {
        private var parents: [Int]

        init(count: Int) { parents = Array(0..<count) }

        mutating func root(_ index: Int) -> Int {
            var index = index
            while parents[index] != index {
                parents[index] = parents[parents[index]]
                index = parents[index]
            }
            return index
        }

        mutating func join(_ a: Int, _ b: Int) {
            let (a, b) = (root(a), root(b))
            parents[max(a, b)] = min(a, b)
        }
    }
}
