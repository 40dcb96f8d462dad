import ArgumentParser
import Foundation
import Localization

/// `ensemble payments …`: what goes through a provider, from a terminal.
struct PaymentCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payments", abstract: "List payments, ask the provider, settle what is unclear.",
        subcommands: [List.self, Unclear.self, Ask.self, Settle.self, Keys.self])

    /// A payment as programs read it: of an invoice, or of an estimate's deposit.
    struct Line: PrintedLine {
        let id: Int64
        let invoice: Int64?
        let estimate: Int64?
        let method: String
        let state: String
        let amount: String
        let currency: String
        let day: Day?
        let reference: String

        init(
            id: Int64, _ matter: Checkout.Matter, method: String, state: String, amount: String,
            currency: String, day: Day? = nil, reference: String
        ) {
            self.id = id
            invoice = matter.invoice?.rawValue
            estimate = matter.estimate?.rawValue
            self.method = method
            self.state = state
            self.amount = amount
            self.currency = currency
            self.day = day
            self.reference = reference
        }

        var line: String { "\(id)\t\(matter)\t\(method)\t\(state)\t\(amount) \(currency)\t\(reference)" }
        private var matter: String { (invoice ?? estimate).map(String.init) ?? "" }
    }

    struct UnclearLine: PrintedLine {
        let id: Int64
        let invoice: Int64?
        let estimate: Int64?
        let why: String
        let amount: String
        let currency: String
        let provider: String
        let outcome: String?

        init(_ money: UnclearMoney) {
            id = money.id.rawValue
            invoice = money.matter.invoice?.rawValue
            estimate = money.matter.estimate?.rawValue
            why = money.why.rawValue
            amount = money.amount.plain
            currency = money.amount.currency
            provider = money.provider
            outcome = money.outcome
        }

        var line: String {
            "\(id)\t\((invoice ?? estimate).map(String.init) ?? "")\t\(why)\t\(amount) \(currency)\t\(provider)"
        }
    }

    /// Of what is asked: an invoice, or an estimate's deposit.
    struct MatterOptions: ParsableArguments {
        @Argument(help: "The invoice’s id, as “invoices list” prints it.") var invoice: String?
        @Option(help: "Instead: the id of the estimate whose deposit it is, as “estimates list” prints it.")
        var deposit: String?

        func matter() throws -> Checkout.Matter {
            switch (invoice, deposit) {
            case (let invoice?, nil): .bill(try InvoiceCommands.id(invoice))
            case (nil, let deposit?): .deposit(try EstimateCommands.id(deposit))
            default: throw Fault.invalid("Name an invoice, or the estimate of a deposit.")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what was paid, tried to be paid and given back on an invoice or a deposit.")
        @OptionGroup var options: DeskOptions
        @OptionGroup var of: MatterOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            Printing.lines(try await options.open().payments.lines(of: of.matter()), json: json)
        }
    }

    struct Unclear: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List money that could not be booked by itself, oldest first.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            Printing.lines(try await options.open().payments.unclear().map(UnclearLine.init), json: json)
        }
    }

    struct Ask: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask the provider what became of the payments and refunds of an invoice or a deposit.")
        @OptionGroup var options: DeskOptions
        @OptionGroup var of: MatterOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let matter = try of.matter()
            do {
                try await desk.payments.askAll(of: matter)
            } catch is StripeProblem {
                throw Fault.conflict("Stripe can’t be reached right now.")
            }
            Printing.lines(try await desk.payments.lines(of: matter), json: json)
        }
    }

    struct Settle: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say what was done with unclear money.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The id, as “payments unclear” prints it.") var id: String
        @Argument(help: "What was done.") var outcome: String
        @Option(name: .customLong("as"), help: "The mail address of the agent who looked.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            guard let id = UnclearMoney.ID(id) else { throw Fault.notFound("There is no such payment.") }
            let desk = try await options.open()
            let settled = try await desk.payments.settle(
                id, outcome: outcome, by: desk.commander(agent))
            Printing.line(UnclearLine(settled), json: json)
        }
    }

    struct Keys: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Set Stripe’s two secrets, read from standard input, a line each: the key, the webhook’s.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON: whether both are set, never what they are.") var json = false

        func run() async throws {
            let desk = try await options.open()
            try await desk.settings.setStripe(
                isOn: true, key: readLine(), signing: readLine(), by: .system)
            let keys = try await desk.settings.stripe()
            Printing.line(
                KeysLine(on: keys.isOn, key: keys.key != nil, signing: keys.signing != nil), json: json)
        }
    }

    /// What is set of Stripe's secrets: never the secrets.
    struct KeysLine: PrintedLine {
        let on: Bool
        let key: Bool
        let signing: Bool

        var line: String { "key \(key ? "set" : "missing")\twebhook’s secret \(signing ? "set" : "missing")" }
    }
}
