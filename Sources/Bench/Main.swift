import Database
import Ensemble
import Foundation
import Mail

/// `bench`: the parts of `make bench` that need the product in one process.
///
///     bench seed FOLDER COUNT           fills a database with conversations
///     bench ingest FOLDER MAILS [PG]    mail through the door, beside GMime plus a bare durable insert
///     bench search FOLDER WORD          search beside the same FTS query run bare
///     bench costs FOLDER BILLS          estimates sent, and bills added, for their pages
///     bench surveys FOLDER ANSWERS      asks and answers of one survey, for its page
///     bench direction FOLDER MENTIONS   words marked over five years, made anew, and one more
///     bench ideas FOLDER IDEAS VOTES    a board with so many votes, and a release with a crowd to tell
///     bench forecasts FOLDER            the shipped forecast on the public series of bin/public-series
///
/// Each prints one JSON object a line: name, value, unit, and more.
@main
enum Bench {
    static func main() async {
        do { try await run() } catch {
            FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run() async throws {
        let arguments = CommandLine.arguments.dropFirst().map { $0 }
        switch arguments.first {
        case "seed" where arguments.count >= 3:
            try await seed(arguments[1], count: Int(arguments[2]) ?? 1_000)
        case "ingest" where arguments.count >= 3:
            try await ingest(arguments[1], mails: arguments[2], address: arguments.dropFirst(3).first)
        case "search" where arguments.count >= 3: try await search(arguments[1], word: arguments[2])
        case "costs" where arguments.count >= 3:
            try await costs(arguments[1], bills: Int(arguments[2]) ?? 100_000)
        case "surveys" where arguments.count >= 3:
            try await surveys(arguments[1], answers: Int(arguments[2]) ?? 100_000)
        case "direction" where arguments.count >= 3:
            try await direction(arguments[1], mentions: Int(arguments[2]) ?? 1_000_000)
        case "ideas" where arguments.count >= 4:
            try await ideas(
                arguments[1], ideas: Int(arguments[2]) ?? 100_000, votes: Int(arguments[3]) ?? 2_000_000)
        case "forecasts" where arguments.count >= 2: try forecasts(arguments[1])
        default:
            FileHandle.standardError.write(Data("bench: see the head of Sources/Bench/Main.swift\n".utf8))
            exit(2)
        }
    }

    static func say(_ name: String, _ value: Double, _ unit: String) {
        print("{\"name\": \"\(name)\", \"value\": \(value), \"unit\": \"\(unit)\"}")
    }

    static func seconds(_ work: () async throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        try await work()
        let took = ContinuousClock.now - start
        return Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18
    }

    // MARK: Seeding

    /// Conversations of two messages each with made-up words, as mail through
    /// the door: six in ten open, the rest resolved. A word `qzNNN` stands in
    /// each fiftieth.
    static func seed(_ folder: String, count: Int) async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var options = DatabaseOptions()
        options.durable = false
        let database = try await Databases.open("sqlite:\(folder)/ensemble.db", options: options)
        let desk = try await Desk.open(database)
        let mailbox = try await desk.mailboxes.add(
            Mailboxes.Form(name: "Support", address: "support@peer.test"), by: .system)
        _ = try await desk.agents.addFirst(
            name: "Bench", email: "bench@peer.test", password: "bench-password")
        let took = try await seconds {
            for start in stride(from: 0, to: count, by: 500) {
                let mails = (start..<min(start + 500, count)).flatMap { [Corpus.mail($0), Corpus.reply($0)] }
                let receipts = try await desk.incoming.receive(mails, at: mailbox.id)
                for place in stride(from: 0, to: receipts.count, by: 2) where (start + place / 2) % 10 >= 6 {
                    if let id = try receipts[place].get().conversation {
                        try await desk.conversations.resolve(id, by: .system)
                    }
                }
            }
            try await desk.catchUp()
        }
        // As on a desk that heard all this over the years: nothing is left to be read.
        let reading = try await seconds { while try await desk.proposals.work() > 0 {} }
        await database.close()
        say("seeded", Double(count), "conversations")
        say("reading", Double(count) / reading, "messages/s")
        say("seeding", Double(2 * count) / took, "messages/s")
    }

    // MARK: Ingest

    static func ingest(_ folder: String, mails path: String, address: String?) async throws {
        var raws: [[UInt8]] = []
        try MboxReader.read(path: path) { _, raw in raws.append(raw) }
        let mails = raws
        let bare = try BareIngest.speed(of: mails, in: folder)
        say("reference", bare, "messages/s")
        let database = try await Databases.open(address ?? "sqlite:\(folder)/ensemble.db")
        let desk = try await Desk.open(database)
        let mailbox: Mailbox
        if let present = try await desk.mailboxes.all().first(where: { $0.address == "support@peer.test" }) {
            mailbox = present
        } else {
            mailbox = try await desk.mailboxes.add(
                Mailboxes.Form(name: "Support", address: "support@peer.test"), by: .system)
        }
        var threaded = 0
        // The index and the others that read the history along, as in the server.
        let following = Task { await desk.follow { error in say("\(error)", 1, "failure") } }
        let took = try await seconds {
            for receipt in try await desk.incoming.receive(mails, at: mailbox.id) {
                if case .added = try receipt.get() { threaded += 1 }
            }
            // The index is part of the work.
            try await desk.catchUp()
        }
        following.cancel()
        await database.close()
        say("ingest", Double(mails.count) / took, "messages/s")
        say("threaded", Double(threaded), "replies")
    }

    // MARK: Search

    static func search(_ folder: String, word: String) async throws {
        let database = try await Databases.open("sqlite:\(folder)/ensemble.db")
        let desk = try await Desk.open(database)
        guard let agent = try await desk.agents.all().first else { return }
        let times = 200
        let ours = try await seconds {
            for _ in 0..<times {
                _ = try await desk.conversations.search(word, for: .agent(agent.id, agent.role))
            }
        }
        let bare = try await seconds {
            for _ in 0..<times {
                _ = try await database.read { db in
                    try db.rows(
                        """
                        SELECT rowid, bm25(message_words, 4.0, 3.0, 1.0) AS place FROM message_words
                        WHERE message_words MATCH \("\"\(word)\" *") ORDER BY place LIMIT 25
                        """
                    ).count
                }
            }
        }
        await database.close()
        say("search", ours / Double(times) * 1_000, "ms")
        say("bare search", bare / Double(times) * 1_000, "ms")
    }
}

/// Mails of made-up words, the same each time.
enum Corpus {
    private static let words: [String] = {
        var random = Numbers(seed: 7)
        let consonants = Array("bcdfglmnprstv")
        let vowels = Array("aeiou")
        return (0..<3_000).map { _ in
            String(
                (0..<(2 + random.below(3))).flatMap { _ in
                    [consonants[random.below(13)], vowels[random.below(5)]]
                })
        }
    }()

    static func mail(_ number: Int) -> [UInt8] {
        raw(
            number, kind: "n", subject: "T\(number) \(paragraph(number, 4))", extra: [],
            body: """
                Hello,

                \(paragraph(number &+ 1_000_000, 55)) qz\(String(format: "%03d", number % 50))

                Thanks
                """)
    }

    static func reply(_ number: Int) -> [UInt8] {
        raw(
            number, kind: "r", subject: "Re: T\(number)", extra: ["In-Reply-To: <\(number).n@bench.test>"],
            body: """
                \(paragraph(number &+ 2_000_000, 55))

                On Mon, Support wrote:
                > Hello,
                """)
    }

    private static func raw(_ number: Int, kind: String, subject: String, extra: [String], body: String)
        -> [UInt8]
    {
        let head = [
            "From: Customer \(number % 500) <cust\(number % 500)@example.test>", "To: support@peer.test",
            "Subject: \(subject)",
            "Message-ID: <\(number).\(kind)@bench.test>", "Date: Mon, 03 Mar 2025 08:00:00 +0000",
        ]
        return Array((head + extra + ["", body]).joined(separator: "\r\n").utf8)
    }

    private static func paragraph(_ seed: Int, _ count: Int) -> String {
        var random = Numbers(seed: UInt64(seed))
        return (0..<count).map { _ in words[random.below(3_000) * random.below(3_000) / 3_000] }.joined(
            separator: " ")
    }

    /// SplitMix64.
    private struct Numbers {
        private var state: UInt64
        init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 }

        mutating func below(_ bound: Int) -> Int {
            state &+= 0x9e37_79b9_7f4a_7c15
            var z = state
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return Int((z ^ (z >> 31)) % UInt64(bound))
        }
    }
}
