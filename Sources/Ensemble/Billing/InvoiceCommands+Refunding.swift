import ArgumentParser
import Localization

extension InvoiceCommands {
    struct Refund: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note what was given back to the customer, or have Stripe give it back.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The id, as “invoices list” prints it.") var id: String
        @Argument(help: "The amount; all that the customer is owed if absent.") var amount: String?
        @OptionGroup var receipt: ReceiptOptions
        @Flag(help: "Stripe gives it back, from what was paid through it.") var byStripe = false
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try InvoiceCommands.id(id)
            let bill = try await desk.invoices.bill(id, for: .system)
            let all = bill.invoice.money(bill.toCustomer).plain
            let read = try await receipt.read(amount ?? all, in: bill.invoice.content.currency, desk)
            let actor = try await desk.commander(receipt.agent)
            if byStripe {
                try await desk.payments.refundThroughProvider(id, read.amount, by: actor)
            } else {
                try await desk.payments.refund(id, read, by: actor)
            }
            let line = Line(try await desk.invoices.bill(id, for: .system))
            return json ? JSON.text(line) : line.line
        }
    }
}
