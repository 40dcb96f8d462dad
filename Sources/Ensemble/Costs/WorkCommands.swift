import ArgumentParser
import Localization

/// `ensemble work …`: time and material against what was told, from a terminal.
struct WorkCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work", abstract: "List and book time and material, against what was told.",
        subcommands: [
            List.self, Book.self, Remove.self, Limit.self, Start.self, Stop.self, Discard.self,
        ])

    /// An entry as programs read it.
    struct Line: PrintedLine {
        let id: Int64
        let kind: String
        let text: String
        let day: Day
        let quantity: String
        let price: String
        let amount: String
        let currency: String
        let billable: Bool
        let shown: Bool
        let billed: Bool
        let pastLimitBecause: String?
        let activity: String?

        init(_ entry: WorkEntry) {
            id = entry.id.rawValue
            kind = entry.work.kind.rawValue
            text = entry.work.text
            day = entry.work.day
            quantity = Decimals.plain(entry.work.quantity, digits: 3)
            price = Money(entry.work.price, entry.amount.currency).plain
            amount = entry.amount.plain
            currency = entry.amount.currency
            billable = entry.work.isBillable
            shown = entry.work.isShown
            billed = entry.isBilled
            pastLimitBecause = entry.override
            activity = entry.activityName
        }

        var line: String { "\(id)\t\(day)\t\(kind)\t\(quantity)\t\(amount) \(currency)\t\(text)" }
    }

    /// What was worked in a conversation, and how far it may go.
    struct Sheet: Encodable {
        let used: String
        let currency: String
        let hours: String
        let told: String?
        let ceiling: String?
        let percent: Int?
        let entries: [Line]

        init(_ balance: WorkBalance, _ entries: [WorkEntry]) {
            used = balance.used.plain
            currency = balance.used.currency
            hours = Decimals.plain(balance.hours, digits: 3)
            told = balance.told?.plain
            ceiling = balance.ceiling?.plain
            percent = balance.percent
            self.entries = entries.map(Line.init)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what was booked on a conversation, and how far it may go.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The conversation’s number.") var conversation: String
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let id = try ConversationCommands.id(conversation)
            let sheet = Sheet(
                try await desk.work.balance(of: id), try await desk.work.of(id, for: .system))
            if json { return print(JSON.text(sheet)) }
            for entry in sheet.entries { print(entry.line) }
            print("used \(sheet.used) of \(sheet.ceiling ?? "–") \(sheet.currency), \(sheet.hours) hours")
        }
    }

    struct Book: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Book time or material on a conversation.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The conversation’s number.") var conversation: String
        @Argument(help: "What was done or used.") var text: String
        @Option(help: "time or material.") var kind = "time"
        @Option(help: "Hours or pieces.") var quantity = "1"
        @Option(help: "Of one.") var price: String
        @Option(help: "The day, like 2026-03-31; today if absent.") var day: String?
        @Option(help: "The id of a kind of work, as `direction activities` lists them.") var activity: Int64?
        @Option(help: "Why it is booked past the limit.") var override: String?
        @Flag(help: "It is not billed.") var free = false
        @Flag(help: "The customer sees it.") var shown = false
        @Option(name: .customLong("as"), help: "The mail address of the agent who did it.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try ConversationCommands.id(conversation)
            guard let kind = WorkEntry.Kind(rawValue: kind) else {
                throw Fault.invalid("Work is time or material.")
            }
            let zone = Zone.named(try await desk.settings.business().timeZone) ?? .utc
            guard let day = day.map({ Day($0) }) ?? Day(desk.clock(), in: zone),
                let quantity = Decimals.read(quantity, digits: 3)
            else { throw Fault.invalid("Please give a day like 2026-03-31, and a quantity.") }
            let units = try Money.read(price, in: try await desk.settings.terms().currency).minorUnits
            let work = WorkEntry.Work(
                kind, text, on: day, quantity: quantity, price: units, isBillable: !free, isShown: shown,
                activity: activity.map(Activity.ID.init(rawValue:)))
            let booked = try await desk.work.book(
                work, on: id, override: override?.nonEmpty, by: desk.commander(agent))
            let entry = try await desk.work.of(id, for: .system).first { $0.id == booked }.map(Line.init)
            return json ? JSON.text(entry) : entry?.line ?? ""
        }
    }
}
