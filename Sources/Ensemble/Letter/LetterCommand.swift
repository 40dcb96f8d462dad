import ArgumentParser
import Localization

/// `ensemble direction letter`: what the owner's letter of a month says.
struct LetterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "letter", abstract: "What changed beyond noise, as the owner is mailed once a month.")
    @OptionGroup var options: DeskOptions
    @Option(help: "The month, like 2026-03; the one before this if absent.") var until: String?
    @Flag(help: "As JSON.") var json = false

    struct Line: Encodable {
        let figure: String
        let words: String
        let now: Double
        let before: Double
        let low: Double?
        let high: Double?
        let p: Double?
        let n: Int
        let nBefore: Int
        let method: String
        let path: String

        init(_ item: LetterItem, _ r: Reader) {
            (figure, words, now, before) = (item.key, item.words(r), item.now, item.before)
            (low, high, p, n, nBefore) = (item.low, item.high, item.p, item.count, item.countBefore)
            (method, path) = (item.method, item.path)
        }
    }

    func run() async throws { print(try await words(options.open())) }

    func words(_ desk: Desk) async throws -> String {
        try await desk.catchUp()
        let zone = Zone.named(try await desk.settings.business().timeZone) ?? .utc
        guard let month = until.map({ Month($0) }) ?? (Month(Day(desk.clock(), in: zone)) - 1) else {
            throw Fault.invalid("A month is written like 2026-03.")
        }
        let items = try await desk.letters.items(until: month, by: .system)
        let r = Reader(now: desk.clock().milliseconds)
        if json { return JSON.text(items.map { Line($0, r) }) }
        return items.isEmpty ? r("Nothing changed beyond noise.") : desk.letters.text(items, of: month, r)
    }
}
