import ArgumentParser
import Localization

/// `ensemble direction results …`: what came out in the end, from a terminal.
struct ResultCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "results", abstract: "What came out in the end for each customer.",
        subcommands: [Show.self, Rows.self], defaultSubcommand: Show.self)

    /// The months and the offering that are looked at.
    struct Looking: ParsableArguments {
        @OptionGroup var months: MonthLooking
        @Option(help: "The id of one offering, or “none”.") var offering: String?

        func scope(_ desk: Desk) async throws -> Results.Scope {
            .year(until: try await months.month(desk), of: try narrowed())
        }

        private func narrowed() throws -> Offering.ID? {
            guard let offering else { return nil }
            if offering == "none" { return 0 }
            guard let id = Offering.ID(offering) else { throw Fault.notFound("There is no such offering.") }
            return id
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The figures, with n, interval and method.")
        @OptionGroup var options: DeskOptions
        @OptionGroup var looking: Looking
        @Flag(help: "As JSON.") var json = false
        @Flag(help: "As CSV.") var csv = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            try await desk.catchUp()
            let report = try await desk.results.report(looking.scope(desk), by: .system)
            if csv { return String(decoding: report.csv.bytes, as: UTF8.self) }
            let shown = ResultJSON(report, Reader(now: desk.clock().milliseconds))
            return json ? JSON.text(shown) : shown.lines.joined(separator: "\n")
        }
    }
}
