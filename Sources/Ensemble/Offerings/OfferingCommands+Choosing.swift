import ArgumentParser
import Localization

/// What a conversation is about, and what similar jobs were billed, from a terminal.
extension OfferingCommands {
    /// A bill behind a typical cost, as programs read it.
    struct Bill: PrintedLine {
        let invoice: Int64
        let number: String
        let issued: Moment
        let conversation: Int64
        let customer: String
        let title: String
        let currency: String
        let billed: String

        init(_ job: Offerings.SimilarJob) {
            invoice = job.invoice.rawValue
            number = job.number
            issued = job.issuedAt
            conversation = job.conversation.rawValue
            customer = job.customerName
            title = job.title
            currency = job.billed.currency
            billed = job.billed.plain
        }

        var line: String { "\(number)\t\(billed) \(currency)\t\(customer)\t\(title)" }
    }

    struct Bills: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the bills from which an offering’s typical cost is reckoned, newest first.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The id, as “offerings list” prints it.") var id: String
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            Printing.lines(try await lines(options.open()), json: json)
        }

        func lines(_ desk: Desk) async throws -> [Bill] {
            let id = try OfferingCommands.id(id)
            return try await Keyset.all {
                try await desk.offerings.similarJobs(to: id, after: $0, for: .system)
            }.map(Bill.init)
        }
    }

    /// What a conversation is about, as programs read it.
    struct Chosen: PrintedLine {
        let conversation: Int64
        /// Absent: nothing of the catalogue.
        let offering: Int64?
        let version: Int?
        let name: String?

        var line: String {
            "\(conversation)\t\(offering.map(String.init) ?? "–")\t\(name ?? "nothing of the catalogue")"
        }
    }

    struct Choose: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what a conversation is about; without an offering, nothing of the catalogue.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The conversation’s number.") var conversation: String
        @Argument(help: "The id, as “offerings list” prints it.") var offering: String?

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try ConversationCommands.id(conversation)
            try await desk.conversations.setOffering(
                id, to: offering.map(OfferingCommands.id), by: desk.commander(acting.agent))
            let version = try await desk.database.read { db in
                try Conversations.offering(of: Conversations.living(id, in: db).id, in: db)
            }
            return acting.words(
                Chosen(
                    conversation: id.rawValue, offering: version?.offering.rawValue,
                    version: version?.number, name: version?.text.name))
        }
    }
}
