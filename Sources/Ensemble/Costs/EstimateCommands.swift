import ArgumentParser
import Foundation
import Localization

/// `ensemble estimates …`: what customers are told things will cost, from a terminal.
struct EstimateCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimates", abstract: "List, show, write, send and answer estimates.",
        subcommands: [
            List.self, Show.self, Compose.self, Edit.self, Revise.self, Confirm.self, Discard.self,
            Templates.self, Send.self, Accept.self, Decline.self, Deposit.self,
            PDF.self,
        ])

    /// An estimate as programs read it.
    struct Line: PrintedLine {
        let id: Int64
        let number: String
        let kind: String
        let state: String
        let conversation: Int64
        let title: String
        let currency: String
        let low: String
        let likely: String
        let high: String
        let validUntil: Day?
        let deliveredAt: Moment?
        let answeredAt: Moment?
        let answeredBy: String?
        var content: EstimateJSON?
        /// What the policy asks of it, and how that stands.
        var checklist: [ChecklistItem]?

        init(_ estimate: Estimate, whole: Bool = false) {
            let money = { (units: Int64) in estimate.money(units).plain }
            id = estimate.id.rawValue
            number = estimate.reference
            kind = estimate.kind.rawValue
            state = estimate.state.rawValue
            conversation = estimate.conversation.rawValue
            title = estimate.content.title
            currency = estimate.content.currency
            (low, likely, high) = (
                money(estimate.gross.low), money(estimate.gross.likely), money(estimate.gross.high)
            )
            validUntil = estimate.content.validUntil
            deliveredAt = estimate.deliveredAt
            answeredAt = estimate.answer?.at
            answeredBy = estimate.answer?.name
            content = whole ? EstimateJSON(estimate.content) : nil
        }

        var line: String {
            "\(id)\t\(number)\t\(kind)\t\(state)\t\(likely) \(currency)\t\(title)"
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what lies with customers, last changed first.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "Also drafts and what was answered.") var all = false
        @Option(help: "At most so many.") var limit = 50
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let lines = try await options.open().estimates.list(
                onlyOpen: !all, limit: min(max(limit, 1), 1_000), for: .system
            ).estimates.map { Line($0.estimate) }
            Printing.lines(lines, json: json)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show an estimate with its lines.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The id, as “estimates list” prints it.") var id: String
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let estimate = try await desk.estimates.find(EstimateCommands.id(id))
            if json {
                return print(JSON.text(try await EstimateCommands.whole(estimate.id, of: desk)))
            }
            print(Line(estimate).line)
            for line in estimate.content.lines {
                let quantity = Decimals.plain(line.quantity, digits: 3)
                print("  \(quantity)\t\(estimate.money(line.amount(.likely)).plain)\t\(line.text)")
            }
            if let answer = estimate.answer { print("\(estimate.state.rawValue) by \(answer.name)") }
        }
    }

    struct Compose: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write an estimate in a conversation; its content comes as JSON from standard input.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The conversation’s number.") var conversation: String
        @Option(help: "Of a change order: the id of the accepted estimate.") var changing: String?
        @Option(name: .customLong("as"), help: "The mail address of the agent who writes it.") var agent:
            String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let conversation = try await desk.conversations.find(ConversationCommands.id(conversation))
            let typed = try EstimateCommands.typed(ConversationCommands.text(nil))
            let content = try typed.content(
                try await desk.settings.terms(), title: conversation.subject.shortened(to: 300))
            let id = try await desk.estimates.compose(
                content, in: conversation.id, changing: changing.map(EstimateCommands.id),
                by: desk.commander(agent))
            Printing.line(Line(try await desk.estimates.find(id)), json: json)
        }
    }

    struct Send: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell the customer: by mail in the conversation, with the link to the page.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The id, as “estimates list” prints it.") var id: String
        @Option(help: "What is said to it.") var words = ""
        @Option(name: .customLong("as"), help: "The mail address of the agent who sends it.") var agent:
            String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let id = try EstimateCommands.id(id)
            let message = try await desk.estimates.send(
                id, words: words, atOnce: true, by: desk.commander(agent))
            if json { return print(JSON.text(Line(try await desk.estimates.find(id)))) }
            print("queued as message \(message): \(desk.configuration.baseURL)\(desk.estimates.path(of: id))")
        }
    }

    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Note that somebody accepted by phone.")
        @OptionGroup var answer: Answer

        func run() async throws { try await answer.record(true) }
    }

    struct Decline: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Note that somebody declined by phone.")
        @OptionGroup var answer: Answer

        func run() async throws { try await answer.record(false) }
    }

    struct Answer: ParsableArguments {
        @OptionGroup var options: DeskOptions
        @Argument(help: "The id, as “estimates list” prints it.") var id: String
        @Option(help: "Who said it.") var name: String
        @Option(help: "What was said.") var words = ""
        @Option(help: "Which of the ways to pay in parts they chose, from 1; with the invoice if absent.")
        var plan: Int?
        @Option(name: .customLong("as"), help: "The mail address of the agent who heard it.") var agent:
            String?
        @Flag(help: "As JSON.") var json = false

        func record(_ isAccepted: Bool) async throws {
            let desk = try await options.open()
            let answered = try await desk.estimates.record(
                isAccepted, of: EstimateCommands.id(id), name: name, words: words, plan: plan.map { $0 - 1 },
                by: desk.commander(agent))
            if json { print(JSON.text(Line(answered))) }
        }
    }

    /// What has come in towards a deposit, and what has not.
    struct Deposited: PrintedLine {
        struct Part: Encodable {
            let amount: String
            let method: String
            let day: Day
            let reference: String
        }

        let estimate: Int64
        let currency: String
        let received: [Part]
        let owed: String

        var line: String {
            "\(estimate)\treceived \(received.map(\.amount).joined(separator: " + "))\towed \(owed) \(currency)"
        }
    }

    struct Deposit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what came in towards the deposit of an estimate, or note what did.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The id, as “estimates list” prints it.") var id: String
        @Argument(help: "The amount that came in; without it, what came in so far is shown.") var amount:
            String?
        @OptionGroup var receipt: ReceiptOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let estimate = try await desk.estimates.find(EstimateCommands.id(id))
            let money = { (units: Int64) in estimate.money(units).plain }
            if let amount {
                try await desk.invoices.payDeposit(
                    on: estimate.id, receipt.read(amount, in: estimate.content.currency, desk),
                    by: desk.commander(receipt.agent))
            }
            let deposits = try await desk.invoices.deposits(on: estimate.id, for: .system)
            let parts = deposits.paid.map {
                Deposited.Part(
                    amount: money($0.amount), method: $0.method.rawValue, day: $0.day, reference: $0.reference
                )
            }
            Printing.line(
                Deposited(
                    estimate: estimate.id.rawValue, currency: estimate.content.currency, received: parts,
                    owed: money(deposits.owed)), json: json)
        }
    }

    struct PDF: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pdf", abstract: "Write an estimate as PDF to standard output.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The id, as “estimates list” prints it.") var id: String

        func run() async throws {
            let desk = try await options.open()
            let view = try await desk.estimates.view(EstimateCommands.id(id), for: .system)
            let business = try await desk.settings.business()
            let reader = Reader(
                language: desk.languages.language(business.language) ?? .english,
                zone: Zone.named(business.timeZone) ?? .utc, now: desk.clock().milliseconds)
            let bytes = try await EstimatePaper(view.told, desk.settings.letterhead()).bytes(reader)
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        }
    }

    static func id(_ text: String) throws -> Estimate.ID {
        guard let id = Estimate.ID(text) else { throw Fault.notFound("There is no such estimate.") }
        return id
    }
}
