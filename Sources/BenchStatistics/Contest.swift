import Foundation
import Statistics

/// The runs that have a target or a peer, on inputs that are written out for
/// the peers to read.
struct Contest {
    let folder: URL
    private let links: [(from: Int, to: Int)]
    private let ties: [(from: Int, to: Int)]
    private let steps: [Double]
    private let codes: [[Double]]
    private let wins: [BradleyTerry.Win]

    static let nodes = 100_000

    init(folder: URL) throws {
        self.folder = folder
        var generator = SeededGenerator(seed: 2026)
        // Half of the links end at few: standing is as uneven as in life.
        links = try (0..<1_000_000).map { _ in
            let to = try generator.index(below: Self.nodes)
            let few = try generator.index(below: to + 1)
            return (try generator.index(below: Self.nodes), generator.uniform() < 0.5 ? few : to)
        }
        ties = try (0..<10_000).map { _ in
            (try generator.index(below: 2000), try generator.index(below: 2000))
        }
        steps = (0..<2000).map { Double(($0 / 250) % 3) * 2 + generator.normal() }
        codes = try (0..<4).map { _ in
            try (0..<5000).map {
                Double(($0 * 7 + (generator.uniform() < 0.3 ? try generator.index(below: 5) : 0)) % 5)
            }
        }
        wins = try (0..<20_000).map { _ in
            let (a, b) = (try generator.index(below: 200), try generator.index(below: 199))
            let other = b >= a ? b + 1 : b
            let isFirst = generator.uniform() < 1 / (1 + exp(Double(a - other) / 100))
            return BradleyTerry.Win(isFirst ? a : other, over: isFirst ? other : a)
        }
        try write("links", links.flatMap { [Int32($0.from), Int32($0.to)] })
        try write("ties", ties.flatMap { [Int32($0.from), Int32($0.to)] })
        try write("steps", steps)
        try write("codes", codes.flatMap { $0 })
        try write("wins", wins.flatMap { [Int32($0.winner), Int32($0.loser)] })
    }

    func run(beside peers: Peers?) throws -> [Row] {
        let answers = try peers?.answers() ?? [:]
        var rows: [Row] = []
        func contest(
            _ key: String, _ name: String, atMost target: Double? = nil, runs: Int = 3,
            _ work: () throws -> Double
        ) throws {
            var check = 0.0
            let time = try seconds(runs: runs) { check = try work() }
            let answer = answers[key]
            if let answer, abs(check - answer.check) > 1e-4 * max(abs(check), abs(answer.check)) {
                throw Disagreement(name: name, ours: check, theirs: answer.check)
            }
            rows.append(
                .contest(
                    answer.map { "\(name) (\($0.by))" } ?? name, time, peer: answer?.seconds, atMost: target))
        }

        let graph = try DirectedGraph(nodes: Self.nodes, links: links)
        try contest("pagerank", "PageRank, 100,000 nodes, 1,000,000 links", atMost: 2) {
            try graph.pageRank(tolerance: 1e-10).max() ?? 0
        }
        try contest("pagerank-build", "the same, packing the links included") {
            try DirectedGraph(nodes: Self.nodes, links: links).pageRank(tolerance: 1e-10).max() ?? 0
        }
        let both = try DirectedGraph(nodes: 2000, links: ties + ties.map { (from: $0.to, to: $0.from) })
        var unused = SeededGenerator(seed: 1)
        try contest("betweenness", "betweenness, 2,000 nodes, 10,000 ties") {
            try both.betweenness(using: &unused).max() ?? 0
        }
        let cdnow = try table("cdnow")
        let histories = cdnow.map { BuyingHistory(repeats: Int($0[0]), recency: $0[1], age: $0[2]) }
        try contest("bgnbd", "BG/NBD fitted on CDNOW, 2,357 customers", atMost: 1) {
            try BGNBD.fitted(to: histories).expectedPurchases(in: 39)
        }
        let spendings = cdnow.filter { $0[0] > 0 }.map {
            GammaGamma.Spending(purchases: Int($0[0]), mean: $0[3])
        }
        try contest("gammagamma", "gamma-gamma fitted on CDNOW") {
            try GammaGamma.fitted(to: spendings).populationMean()
        }
        let nile = try table("nile").map { $0[0] }
        try contest("nile", "local level fitted on the Nile, 100 years") {
            let model = try LocalTrend.fitted(to: nile, withSlope: false)
            return try model.follow(nile).logLikelihood
        }
        try contest("pelt", "PELT, 2,000 periods") {
            Double(try ChangePoints.find(in: steps).count)
        }
        try contest("krippendorff", "Krippendorff's alpha, 4 coders, 5,000 units") {
            try Krippendorff.alpha(codes)
        }
        try contest("bradleyterry", "Bradley-Terry, 200 things, 20,000 choices") {
            let fit = try BradleyTerry(items: 200, wins: wins, withErrors: false)
            return (fit.abilities.max() ?? 0) - (fit.abilities.min() ?? 0)
        }
        rows.append(try kalman())
        return rows
    }

    /// 600 months of four lenses of a hundred offerings.
    private func kalman() throws -> Row {
        var generator = SeededGenerator(seed: 7)
        let series: [[Emphasis?]] = try (0..<400).map { _ in
            try (0..<600).map { month in
                month % 17 == 3
                    ? nil
                    : try Emphasis(
                        counts: [Double(generator.index(below: 60)), Double(generator.index(below: 40)), 20])
            }
        }
        let model = try EmphasisFilter(noise: .variances(level: 0.001, slope: 0.0002))
        let time = try seconds { try series.map { try model.follow($0).now.level.x }.reduce(0, +) }
        return .time("Kalman, 600 months x 4 lenses x 100 offerings", time, atMost: 100)
    }

    private struct Disagreement: Error, CustomStringConvertible {
        let name: String
        let ours, theirs: Double
        var description: String { "\(name): we say \(ours), the peer says \(theirs)." }
    }

    private func write<T>(_ name: String, _ values: [T]) throws {
        try values.withUnsafeBytes { try Data($0).write(to: folder.appending(path: "\(name).bin")) }
    }

    private func table(_ name: String) throws -> [[Double]] {
        let paths = ["bench/data/\(name).csv", ".venv/series/\(name).csv"]
        let path = paths.first { FileManager.default.fileExists(atPath: $0) } ?? paths[0]
        let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
        return text.split(separator: "\n").dropFirst().map { line in
            line.split(separator: ",").map { Double($0) ?? .nan }
        }
    }
}
