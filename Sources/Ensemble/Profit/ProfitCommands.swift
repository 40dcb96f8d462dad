import ArgumentParser
import Localization

/// `ensemble profit …`: profit beside the customer's interest, from a terminal.
struct ProfitCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profit",
        abstract: "What each kind of matter leaves over, and whether customers are well served.",
        subcommands: [Show.self, Rows.self, Rates.self, Rate.self, Cost.self, Other.self, EndOther.self],
        defaultSubcommand: Show.self)

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The figures, with n and interval; amounts in minor units.")
        @OptionGroup var options: DeskOptions
        @OptionGroup var looking: ResultCommands.Looking
        @Flag(help: "As JSON.") var json = false
        @Flag(help: "As CSV.") var csv = false
        @Option(help: "Which table the CSV has: cells, referrals, dropping or lifetimes.") var table = "cells"

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            try await desk.catchUp()
            let report = try await desk.profits.report(looking.scope(desk), by: .system)
            guard let kind = ProfitTableKind(rawValue: table) else {
                throw Fault.invalid("The tables are cells, referrals, dropping and lifetimes.")
            }
            if csv { return String(decoding: report.csv(kind).bytes, as: UTF8.self) }
            let shown = ProfitJSON(report, Reader(now: desk.clock().milliseconds))
            return json ? JSON.text(shown) : shown.lines.joined(separator: "\n")
        }
    }

    struct Rows: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The matters behind a number, as CSV or JSON.")
        @OptionGroup var options: DeskOptions
        @OptionGroup var looking: ResultCommands.Looking
        @Option(help: "Only new or returning customers.") var customers: String?
        @Option(help: "Only customers served: well or not.") var served: String?
        @Option(help: "Only of customers who came for this first: an offering’s id, or “none”.")
        var came: String?
        @Flag(help: "Only of other offerings than what they came for.") var beside = false
        @Flag(help: "Only those that were billed.") var bought = false
        @Option(help: "Behind this place, as the JSON’s “next” says it.") var after: String?
        @Option(help: "At most so many.") var limit = 50
        @Flag(help: "As JSON.") var json = false

        struct Page: Encodable {
            let matters: [Line]
            let next: String?
        }

        /// Amounts are minor units; of time, nothing where it has no rate.
        struct Line: Encodable {
            let conversation: Int64
            let customer: Int64
            let offering: Int64?
            let revenue: Int64
            let material: Int64
            let writtenOff: Int64
            let minutes: Double
            let time: Double?
            let contribution: Double?
            let served: Bool?

            init(_ matter: ProfitMatter) {
                (conversation, customer) = (matter.conversation.rawValue, matter.customer.rawValue)
                offering = matter.offering?.rawValue
                (revenue, material, writtenOff) = (matter.revenue, matter.material, matter.writtenOff)
                (minutes, time, contribution) = (matter.minutes, matter.time, matter.contribution)
                served = matter.isServed
            }
        }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            try await desk.catchUp()
            guard came != nil || !(beside || bought) else {
                throw Fault.invalid("Please say with --came of whom: an offering’s number, or “none”.")
            }
            let choice = Profits.Choice(
                isReturning: try Self.either(customers, "returning", "new"),
                isServed: try Self.either(served, "well", "not"),
                came: try came.map(Self.came), isBeside: beside,
                isBought: bought)
            let found = try await desk.profits.rows(
                choice, looking.scope(desk), after: after.flatMap { Keyset($0) },
                limit: min(max(limit, 1), 1_000), by: .system)
            guard !json else {
                return JSON.text(Page(matters: found.rows.map(Line.init), next: found.next?.description))
            }
            let currency = try await desk.settings.terms().currency
            let r = Reader(now: desk.clock().milliseconds)
            var csv = CSV(ProfitRowsTable.heads)
            for matter in found.rows { csv.add(ProfitRowsTable.fields(matter, currency, r)) }
            return String(decoding: csv.bytes, as: UTF8.self)
        }

        /// 0: for what is no offering.
        private static func came(_ word: String) throws -> Offering.ID {
            if word == "none" { return 0 }
            guard let id = Offering.ID(word) else {
                throw Fault.invalid("“\(word)” is no offering’s number, nor “none”.")
            }
            return id
        }

        private static func either(_ word: String?, _ yes: String, _ no: String) throws -> Bool? {
            guard let word else { return nil }
            guard word == yes || word == no else { throw Fault.invalid("Here it is “\(yes)” or “\(no)”.") }
            return word == yes
        }
    }

    struct Rates: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What was said of time and of offerings.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        struct Said: Encodable {
            let rates: [Line]
            let offerings: [Cost]
        }

        struct Line: Encodable {
            /// Absent: everybody who is in no team with a rate.
            let team: Int64?
            let from: String
            let cost: String
            let currency: String
            let minutes: Int
            let answer: Int
        }

        struct Cost: Encodable {
            let offering: Int64
            let fixed: String
            let currency: String
            /// A share of its price.
            let material: Double
        }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let said = Said(
                rates: try await desk.profits.rates(by: .system).map {
                    Line(
                        team: $0.team?.rawValue, from: $0.from.description, cost: $0.cost.plain,
                        currency: $0.cost.currency, minutes: $0.minutes, answer: $0.answer)
                },
                offerings: try await desk.profits.offeringCosts(by: .system).map {
                    Cost(
                        offering: $0.offering.rawValue, fixed: $0.fixed.plain, currency: $0.fixed.currency,
                        material: Double($0.material) / 10_000)
                })
            if json { return JSON.text(said) }
            let rates = said.rates.map {
                "\($0.team.map(String.init) ?? "everybody else")\tfrom \($0.from)\t\($0.cost) \($0.currency) a month\t\($0.minutes) minutes\t\($0.answer) an answer"
            }
            let costs = said.offerings.map {
                "offering \($0.offering)\t\($0.fixed) \($0.currency) a month\tmaterial \($0.material)"
            }
            return (rates + costs).joined(separator: "\n")
        }
    }

    struct Answer: Encodable { let saved: Bool }

    struct Rate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what the time of a team costs, from a month on.")
        @OptionGroup var options: DeskOptions
        @Option(help: "The team’s id; everybody who is in no team with a rate if absent.") var team: String?
        @Option(help: "The first month, like 2026-03.") var from: String
        @Option(help: "The cost of a month, all together.") var cost: String
        @Option(help: "The hours that can be worked in practice in a month, all together.") var hours: String
        @Option(help: "The minutes an answer takes beside the hours booked.") var answer = "0"
        @Option(name: .customLong("as"), help: "The mail address of the administrator.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let currency = try await desk.settings.terms().currency
            let rate = try CostRate.read(
                team: team, from: from, cost: cost, hours: hours, answer: answer, in: currency)
            try await desk.profits.set(rate, by: desk.commander(agent))
            return json ? JSON.text(Answer(saved: true)) : "saved"
        }
    }

    struct Other: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Name somebody else who does an offering; said again, it is said anew.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The offering’s id.") var offering: String
        @Argument(help: "Who does it.") var name: String
        @Option(help: "What they can do.") var does = ""
        @Option(help: "What it costs there, at least.") var low = ""
        @Option(help: "And at most.") var high = ""
        @Option(help: "Whether they have time for it.") var room = ""
        @Option(help: "What connects you with them; customers are told.") var connection = ""
        @Option(help: "Customers who told how it was there.") var asked = "0"
        @Option(help: "Those of them who were well served.") var served = "0"
        @Option(help: "How much better it has to be for who changes, in percent.") var changing = "10"
        @Option(help: "Why it has to be them: no licence, not by then, not at that price.") var must = ""

        struct Line: PrintedLine {
            let id: Int64
            let name: String
            var line: String { "\(id)\t\(name)" }
        }

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let typed = Alternative.Said.Typed(
                offering: try OfferingCommands.id(offering), name: name, does: does, low: low, high: high,
                room: room, tie: connection, asked: asked, served: served, switching: changing, must: must)
            let said = try Alternative.Said(typed, in: try await desk.settings.terms().currency)
            let id = try await desk.profits.name(said, by: desk.commander(acting.agent))
            return acting.words(Line(id: id.rawValue, name: said.name))
        }
    }

    struct EndOther: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Name somebody no longer; the id is in the JSON of “profit”.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The id.") var id: String

        struct Line: PrintedLine {
            let ended: Int64
            var line: String { "ended" }
        }

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            guard let id = Alternative.ID(id) else { throw Fault.notFound("Nobody like that is named.") }
            try await desk.profits.end(id, by: desk.commander(acting.agent))
            return acting.words(Line(ended: id.rawValue))
        }
    }

    struct Cost: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what would end with an offering, and what its material costs.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The offering’s id.") var offering: Int64
        @Option(help: "What would end with it, a month.") var fixed: String
        @Option(help: "What material costs us, in percent of its price.") var material = "100"
        @Option(name: .customLong("as"), help: "The mail address of the administrator.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let currency = try await desk.settings.terms().currency
            let cost = try OfferingCost.read(
                Offering.ID(rawValue: offering), fixed: fixed, material: material, in: currency)
            try await desk.profits.set(cost, by: desk.commander(agent))
            return json ? JSON.text(Answer(saved: true)) : "saved"
        }
    }
}
