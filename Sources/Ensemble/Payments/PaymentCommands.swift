import ArgumentParser
import Foundation
import Localization

/// `ensemble payments …`: what goes through a provider, from a terminal.
struct PaymentCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payments", abstract: "List payments, ask the provider, settle what is unclear.",
        subcommands: [List.self, Unclear.self, Ask.self, Settle.self, Keys.self])

    /// A payment as programs read it.
    struct Line: Encodable {
        let id: Int64
        let invoice: Int64
        let method: String
        let state: String
        let amount: String
        let currency: String
        let day: Day?
        let reference: String

        var text: String { "\(id)\t\(invoice)\t\(method)\t\(state)\t\(amount) \(currency)\t\(reference)" }
    }

    struct UnclearLine: Encodable {
        let id: Int64
        let invoice: Int64
        let why: String
        let amount: String
        let currency: String
        let provider: String

        init(_ money: UnclearMoney) {
            id = money.id.rawValue
            invoice = money.invoice.rawValue
            why = money.why.rawValue
            amount = money.amount.plain
            currency = money.amount.currency
            provider = money.provider
        }

        var text: String { "\(id)\t\(invoice)\t\(why)\t\(amount) \(currency)\t\(provider)" }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what was paid, tried to be paid and given back on an invoice.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The invoice’s id, as “invoices list” prints it.") var invoice: String
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let lines = try await options.open().payments.lines(of: InvoiceCommands.id(invoice))
            if json { return print(JSON.text(lines)) }
            for line in lines { print(line.text) }
        }
    }

    struct Unclear: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List money that could not be booked by itself, oldest first.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let lines = try await options.open().payments.unclear().map(UnclearLine.init)
            if json { return print(JSON.text(lines)) }
            for line in lines { print(line.text) }
        }
    }

    struct Ask: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask the provider what became of the payments and refunds of an invoice.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The invoice’s id, as “invoices list” prints it.") var invoice: String
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let id = try InvoiceCommands.id(invoice)
            do {
                try await desk.payments.askAll(of: id)
            } catch is StripeProblem {
                throw Fault.conflict("Stripe can’t be reached right now.")
            }
            let lines = try await desk.payments.lines(of: id)
            if json { return print(JSON.text(lines)) }
            for line in lines { print(line.text) }
        }
    }

    struct Settle: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say what was done with unclear money.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The id, as “payments unclear” prints it.") var id: String
        @Argument(help: "What was done.") var outcome: String
        @Option(name: .customLong("as"), help: "The mail address of the agent who looked.") var agent: String?

        func run() async throws {
            guard let id = UnclearMoney.ID(id) else { throw Fault.notFound("There is no such payment.") }
            let desk = try await options.open()
            try await desk.payments.settle(id, outcome: outcome, by: desk.commander(agent))
        }
    }

    struct Keys: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Set Stripe’s two secrets, read from standard input, a line each: the key, the webhook’s.")
        @OptionGroup var options: DeskOptions

        func run() async throws {
            let desk = try await options.open()
            try await desk.settings.setStripe(
                isOn: true, key: readLine(), signing: readLine(), by: .system)
        }
    }
}
