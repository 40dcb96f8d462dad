import ArgumentParser
import Localization

/// How far work may go, and the timer, from a terminal.
extension WorkCommands {
    /// How far the work of a conversation may go, as programs read it.
    struct LimitLine: PrintedLine {
        let limit: String?
        let currency: String
        /// With the change orders accepted since it was set.
        let ceiling: String?
        /// ask or stop.
        let atLimit: String?
        let tellsCustomer: Bool
        let used: String
        let percent: Int?
        /// How old the figure is: of what was booked last, in milliseconds since 1970 UTC.
        let asOf: Int64?

        init(_ balance: WorkBalance) {
            limit = balance.limit?.amount.plain
            currency = balance.limit?.amount.currency ?? balance.used.currency
            ceiling = balance.ceiling?.plain
            atLimit = balance.limit?.atLimit.rawValue
            tellsCustomer = balance.limit?.tellsCustomer ?? false
            used = balance.used.plain
            percent = balance.percent
            asOf = balance.asOf?.milliseconds
        }

        var line: String {
            "used \(used) of \(ceiling ?? "–") \(currency)\t\(atLimit ?? "no limit")\t\(percent.map { "\($0)%" } ?? "")"
        }
    }

    struct Limit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show up to what a conversation may be worked on, set it, or lift it.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The conversation’s number.") var conversation: String
        @Argument(help: "The limit, tax and all; without it the present one is shown.") var amount: String?
        @Flag(help: "Past it nothing is booked unless an administrator says why; else anybody may.")
        var stop = false
        @Flag(help: "The customer is told at 50, 80 and 100 percent.") var tell = false
        @Flag(help: "There is no limit any more.") var lift = false
        @Option(help: "Why a limit that was set is raised, weakened or lifted.") var because: String?

        func validate() throws {
            if lift, amount != nil { throw ValidationError("A limit is either set or lifted.") }
            if amount == nil, stop || tell { throw ValidationError("Please give the limit’s amount.") }
        }

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try ConversationCommands.id(conversation)
            let currency = try await desk.settings.terms().currency
            let limit = try amount.map {
                SpendLimit(
                    try Money.read($0, in: currency), atLimit: stop ? .stop : .ask, tellsCustomer: tell)
            }
            if limit != nil || lift {
                try await desk.work.setLimit(
                    limit, on: id, because: because, by: desk.commander(acting.agent))
            }
            _ = try await desk.conversations.find(id)
            return acting.words(LimitLine(try await desk.work.balance(of: id)))
        }
    }

    /// A timer that runs, as programs read it.
    struct TimerLine: PrintedLine {
        let conversation: Int64
        /// Milliseconds since 1970 UTC; absent: it does not run.
        let since: Int64?

        init(_ conversation: Conversation.ID, of desk: Desk, for actor: Actor) async throws {
            let view = try await desk.work.view(conversation, for: actor)
            self.conversation = view.conversation.id.rawValue
            since = view.timer?.milliseconds
        }

        var line: String { "\(conversation)\t\(since == nil ? "no timer" : "the timer runs")" }
    }

    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Start an agent’s timer on a conversation.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The conversation’s number.") var conversation: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try ConversationCommands.id(conversation)
            let actor = try await desk.commander(acting.agent)
            try await desk.work.startTimer(on: id, by: actor)
            return acting.words(try await TimerLine(id, of: desk, for: actor))
        }
    }

    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop an agent’s timer, and book what it ran.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "What was done.") var text: String
        @Option(help: "Of an hour; it is not billed if absent.") var price = "0"
        @Option(help: "The id of a kind of work, as `direction activities` lists them.") var activity: Int64?
        @Option(help: "Why it is booked past the limit.") var override: String?
        @Flag(help: "The customer sees it.") var shown = false

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let terms = try await desk.settings.terms()
            let price = try Money.read(price, in: terms.currency).minorUnits
            let conversation = try await desk.work.stopTimer(
                text, price: price, taxRate: terms.taxRates.first ?? 0, isBillable: price > 0,
                isShown: shown, override: override?.nonEmpty,
                activity: activity.map(Activity.ID.init(rawValue:)), by: desk.commander(acting.agent))
            guard let entry = try await desk.work.of(conversation, for: .system).last else {
                throw Fault.notFound("There is no such entry.")
            }
            return acting.words(Line(entry))
        }
    }

    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Throw away what an agent’s timer ran on a conversation: nothing is booked.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The conversation’s number.") var conversation: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try ConversationCommands.id(conversation)
            let actor = try await desk.commander(acting.agent)
            try await desk.work.discardTimer(on: id, by: actor)
            return acting.words(try await TimerLine(id, of: desk, for: actor))
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take an entry back that was not billed.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The entry’s id, as “work list” prints it.") var id: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            guard let id = WorkEntry.ID(id) else { throw Fault.notFound("There is no such entry.") }
            let conversation = try await desk.work.remove(id, by: desk.commander(acting.agent))
            return acting.words(LimitLine(try await desk.work.balance(of: conversation)))
        }
    }
}
