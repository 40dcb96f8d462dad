import ArgumentParser
import Localization
import Statistics

extension DirectionCommands {
    /// `ensemble direction audit`.
    struct Audit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What the model hears in twelve months, as people corrected it.")
        @OptionGroup var options: DeskOptions
        @Option(help: "The last month, like 2026-12; this one if absent.") var until: String?
        @Flag(help: "As JSON.") var json = false

        struct OfMonth: Encodable {
            let month: String
            let shares: [Double]
            let deviations: [Double]
        }

        struct Whole: Encodable {
            let until: String
            let sentences: Int
            let customers: Int
            let checked: Int
            let isOwn: Bool
            let alpha: Double?
            /// Of product, service and idea; withheld where people agree too little.
            let shares: [Double]?
            let deviations: [Double]?
            let asSaid: [Double]?
            /// Oldest first.
            let months: [OfMonth]
            let model: String?
            let method: String
        }

        func run() async throws {
            let desk = try await options.open()
            try await desk.catchUp()
            while try await desk.proposals.work() > 0 {}
            let zone = Zone.named(try await desk.settings.business().timeZone) ?? .utc
            let month = until.flatMap { Month($0) } ?? Month(Day(desk.clock(), in: zone))
            let sample = try await desk.proposals.sample(until: month, for: .system)
            let agreement = try await desk.direction.agreement(for: .system)
            let isShown = agreement.verdict != .withheld
            let whole = Whole(
                until: month.description, sentences: sample.proposals.count, customers: sample.voices,
                checked: sample.audited, isOwn: sample.isOwn, alpha: agreement.alpha,
                shares: isShown ? sample.corrected?.shares : nil,
                deviations: isShown ? sample.corrected?.deviations : nil,
                asSaid: isShown ? sample.asSaid : nil,
                months: isShown
                    ? sample.byMonth.map {
                        OfMonth(
                            month: $0.month.description, shares: $0.shares.shares,
                            deviations: $0.shares.deviations)
                    } : [], model: sample.model,
                method: AuditOrder.method.description)
            if json { return print(JSON.text(whole)) }
            let r = Reader(now: desk.clock().milliseconds)
            print(AuditWords(r: r).state(sample))
            for (part, share) in zip(Statistics.Part.allCases, whole.shares ?? []) {
                print("\(BearingWords(r: r).name(part))\t\(r.percent(share))")
            }
        }
    }
}
