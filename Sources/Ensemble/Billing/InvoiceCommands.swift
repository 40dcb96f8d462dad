import ArgumentParser
import Foundation
import Localization

/// `ensemble invoices …`: what customers are billed, from a terminal.
struct InvoiceCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invoices", abstract: "List, show, write, issue, pay, refund and settle invoices.",
        subcommands: [
            List.self, Show.self, Begin.self, Compose.self, Edit.self, Discard.self, Issue.self, Pay.self,
            Refund.self, Credit.self, Dispute.self, Settle.self, WriteOff.self, Plan.self, Missed.self,
            PDF.self,
        ])

    /// An invoice as programs read it.
    struct Line: PrintedLine {
        let id: Int64
        let number: String?
        let kind: String
        let state: String
        let conversation: Int64
        let title: String
        let currency: String
        let amount: String
        let issuedOn: Day?
        let dueOn: Day?
        var owed: String?
        /// What came in and is not asked for any more: it is to be given back.
        var toCustomer: String?
        /// Billed less told, and the same in percent of what was told.
        var surprise: String?
        var surprisePercent: Double?
        var unannounced: [String]?
        /// What was told and neither this bill nor an earlier one asks for.
        var unbilled: [String]?
        /// How the plan to pay in parts goes: active, adjusted, kept, done or broken.
        var plan: String?
        var content: InvoiceJSON?

        init(_ invoice: Invoice) {
            id = invoice.id.rawValue
            number = invoice.number
            kind = invoice.kind.rawValue
            state = invoice.state.rawValue
            conversation = invoice.conversation.rawValue
            title = invoice.content.title
            currency = invoice.content.currency
            amount = invoice.money(invoice.gross).plain
            issuedOn = invoice.issuedOn
            dueOn = invoice.dueOn
        }

        init(_ bill: Invoices.Bill) {
            self.init(bill.invoice)
            plan = bill.plan?.state.rawValue
            content = InvoiceJSON(bill.invoice.content)
            owed = bill.invoice.money(bill.owed).plain
            guard bill.invoice.kind == .invoice else { return }
            toCustomer = bill.invoice.money(bill.toCustomer).plain
            surprise = bill.invoice.money(bill.comparison.surprise).plain
            surprisePercent = bill.comparison.surpriseShare.map { ($0 * 1_000).rounded() / 10 }
            unannounced = bill.comparison.unannounced.map(\.text)
            unbilled = bill.comparison.unbilled.map(\.text)
        }

        var line: String { "\(id)\t\(number ?? "–")\t\(state)\t\(amount) \(currency)\t\(title)" }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what is owed or contested, last changed first.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "Also drafts and what is paid.") var all = false
        @Option(help: "At most so many.") var limit = 50
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let lines = try await options.open().invoices.list(
                onlyOwed: !all, limit: min(max(limit, 1), 1_000), for: .system
            ).invoices.map { Line($0.invoice) }
            Printing.lines(lines, json: json)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show an invoice beside what was told.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The id, as “invoices list” prints it.") var id: String
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let bill = try await desk.invoices.bill(InvoiceCommands.id(id), for: .system)
            if json { return print(JSON.text(Line(bill))) }
            let money = { (units: Int64) in bill.invoice.money(units).plain }
            print(Line(bill).line)
            for row in bill.comparison.rows {
                let told = row.told.map { money($0.likely) } ?? "not announced"
                print("  \(told)\t\(money(row.billed))\t\(row.text)")
            }
            for line in bill.comparison.unbilled {
                print("  \(money(line.told.likely))\tnot billed\t\(line.text)")
            }
            let percent = Line(bill).surprisePercent.map { " (\($0)%)" } ?? ""
            if bill.invoice.kind == .invoice {
                print("  surprise \(money(bill.comparison.surprise))\(percent)")
            }
            print("  owed \(money(bill.owed))")
            if bill.toCustomer > 0 { print("  to be given back \(money(bill.toCustomer))") }
        }
    }

    struct Begin: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Begin an invoice in a conversation; several, where prices were told with tax in them and without, or with discounts of their own."
        )
        @OptionGroup var options: DeskOptions
        @Argument(help: "The conversation’s number.") var conversation: String
        @Option(help: "told, work or both.") var from = "both"
        @Option(name: .customLong("as"), help: "The mail address of the agent who writes it.") var agent:
            String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            guard let beginning = Invoices.Beginning(rawValue: from) else {
                throw Fault.invalid("An invoice begins from what was told, from the work, or from both.")
            }
            let ids = try await desk.invoices.beginAll(
                beginning, in: ConversationCommands.id(conversation), by: desk.commander(agent))
            var lines: [Line] = []
            for id in ids { lines.append(Line(try await desk.invoices.bill(id, for: .system))) }
            if lines.count == 1 { return Printing.line(lines[0], json: json) }
            Printing.lines(lines, json: json)
        }
    }

    struct Issue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issue an invoice: it gets its number and goes to the customer.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The id, as “invoices list” prints it.") var id: String
        @Option(help: "What is said to it.") var words = ""
        @Option(name: .customLong("as"), help: "The mail address of the agent who issues it.") var agent:
            String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let invoice = try await desk.invoices.issue(
                InvoiceCommands.id(id), words: words, by: desk.commander(agent))
            if json {
                return print(JSON.text(Line(try await desk.invoices.bill(invoice.id, for: .system))))
            }
            print(
                "issued as \(invoice.number ?? ""): \(desk.configuration.baseURL)\(desk.invoices.path(of: invoice.id))"
            )
        }
    }

    struct Pay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Note a payment.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The id, as “invoices list” prints it.") var id: String
        @Argument(help: "The amount.") var amount: String
        @OptionGroup var receipt: ReceiptOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let id = try InvoiceCommands.id(id)
            let currency = try await desk.invoices.find(id).content.currency
            try await desk.invoices.pay(
                id, receipt.read(amount, in: currency, desk), by: desk.commander(receipt.agent))
            if json { print(JSON.text(Line(try await desk.invoices.bill(id, for: .system)))) }
        }
    }

    /// A part of a plan to pay, as programs read it.
    struct PartLine: PrintedLine {
        let due: Day
        let amount: String
        let lacking: String
        let currency: String
        let missed: Bool

        var line: String { "\(due)\t\(amount) \(currency)\tlacks \(lacking)\(missed ? "\tmissed" : "")" }
    }

    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the plan to pay an invoice, or agree on one, or on another.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The id, as “invoices list” prints it.") var id: String
        @Option(help: "How many parts.") var count: String?
        @Option(help: "Or how much each.") var amount: String?
        @Option(help: "The first, days from today.") var first = "0"
        @Option(help: "month, fortnight or week.") var every = PayTerms.Interval.month.rawValue
        @Option(help: "Interest, percent a year.") var interest = "0"
        @Option(name: .customLong("as"), help: "The mail address of the agent who agrees on it.") var agent:
            String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let id = try InvoiceCommands.id(id)
            let currency = try await desk.invoices.find(id).content.currency
            if count != nil || amount != nil {
                var form = PayTermsForm()
                (form.count, form.amount, form.first) = (count ?? "", amount ?? "", first)
                (form.every, form.interest) = (every, interest)
                try await desk.invoices.adjustPlan(id, to: form.terms(currency), by: desk.commander(agent))
            }
            let bill = try await desk.invoices.bill(id, for: .system)
            guard let plan = bill.plan else {
                throw Fault.notFound("No plan was agreed on for this invoice.")
            }
            let parts = plan.parts(owed: bill.owed).map {
                PartLine(
                    due: $0.due, amount: Money($0.amount, currency).plain,
                    lacking: Money($0.lacking, currency).plain, currency: currency, missed: $0.missedAt != nil
                )
            }
            Printing.lines(parts, json: json)
        }
    }

    /// A payment that was missed, as programs read it.
    struct MissedLine: PrintedLine {
        let invoice: Int64
        let number: String
        let conversation: Int64
        let customer: String
        let since: Day
        let amount: String
        let currency: String

        init(_ missed: MissedPayment) {
            invoice = missed.invoice.rawValue
            number = missed.number
            conversation = missed.conversation.rawValue
            customer = missed.customerName
            since = missed.dueOn
            amount = missed.amount.plain
            currency = missed.amount.currency
        }

        var line: String { "\(invoice)\t\(number)\t\(since)\t\(amount) \(currency)\t\(customer)" }
    }

    struct Missed: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List payments that did not come when they were due, the longest missed first.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let invoices = try await options.open().invoices
            Printing.lines(
                try await Keyset.all { try await invoices.missed(after: $0, for: .system) }
                    .map(MissedLine.init), json: json)
        }
    }

    struct PDF: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pdf", abstract: "Write an invoice as PDF to standard output.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The id, as “invoices list” prints it.") var id: String

        func run() async throws {
            let desk = try await options.open()
            let bill = try await desk.invoices.bill(InvoiceCommands.id(id), for: .system)
            let business = try await desk.settings.business()
            let reader = Reader(
                language: desk.languages.language(business.language) ?? .english,
                zone: Zone.named(business.timeZone) ?? .utc, now: desk.clock().milliseconds)
            let bytes = try await InvoicePaper(bill, desk.settings.letterhead()).bytes(reader)
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        }
    }

    static func id(_ text: String) throws -> Invoice.ID {
        guard let id = Invoice.ID(text) else { throw Fault.notFound("There is no such invoice.") }
        return id
    }
}

/// How money came in, as it is typed on a command line.
struct ReceiptOptions: ParsableArguments {
    @Option(help: "bank, card, debit, online, cash or other.") var method = "bank"
    @Option(help: "The day, like 2026-03-31; today if absent.") var day: String?
    @Option(help: "What it said.") var reference = ""
    @Option(name: .customLong("as"), help: "The mail address of the agent who notes it.") var agent: String?

    func read(_ amount: String, in currency: String, _ desk: Desk) async throws -> Invoices.Receipt {
        guard let method = Payment.Method(rawValue: method) else {
            throw Fault.invalid("Please say how it was paid.")
        }
        let zone = Zone.named(try await desk.settings.business().timeZone) ?? .utc
        guard let day = day.map({ Day($0) }) ?? Day(desk.clock(), in: zone) else {
            throw Fault.invalid("A payment is noted on a day that has been.")
        }
        return Invoices.Receipt(
            try Money.read(amount, in: currency).minorUnits, method, on: day, reference: reference)
    }
}
