import ArgumentParser
import Localization

/// Invoices are written, credited, answered for and given up from a terminal.
extension InvoiceCommands {
    static func typed(_ input: String) throws -> InvoiceJSON {
        try JSON.typed(
            InvoiceJSON.self, input, orSay: .invalid("That is no invoice in JSON; docs/costs.md shows one."))
    }

    /// The invoice as it is now, with its lines.
    private static func words(_ id: Invoice.ID, _ desk: Desk, _ acting: ActingOptions) async throws -> String
    {
        acting.words(Line(try await desk.invoices.bill(id, for: .system)))
    }

    struct Compose: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write an invoice in a conversation; its content comes as JSON from standard input.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The conversation’s number.") var conversation: String

        func run() async throws {
            print(try await words(acting.open(), ConversationCommands.text(nil)))
        }

        func words(_ desk: Desk, _ input: String) async throws -> String {
            let conversation = try await desk.conversations.find(ConversationCommands.id(conversation))
            let terms = try await desk.settings.terms()
            let empty = InvoiceContent(
                title: conversation.subject.shortened(to: 300), currency: terms.currency,
                taxIncluded: terms.taxIncluded)
            let content = try InvoiceCommands.typed(input).content(over: empty, terms)
            let id = try await desk.invoices.compose(
                content, in: conversation.id, by: desk.commander(acting.agent))
            return try await InvoiceCommands.words(id, desk, acting)
        }
    }

    struct Edit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a draft anew: what changes, as JSON from standard input.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The id, as “invoices list” prints it.") var id: String

        func run() async throws {
            print(try await words(acting.open(), ConversationCommands.text(nil)))
        }

        func words(_ desk: Desk, _ input: String) async throws -> String {
            let present = try await desk.invoices.find(InvoiceCommands.id(id))
            let content = try InvoiceCommands.typed(input).content(
                over: present.content, try await desk.settings.terms())
            try await desk.invoices.save(content, as: present.id, by: desk.commander(acting.agent))
            return try await InvoiceCommands.words(present.id, desk, acting)
        }
    }

    struct Credit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Begin a credit note to an invoice, with all of its lines; “edit” and “issue” finish it.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The id, as “invoices list” prints it.") var id: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let credit = try await desk.invoices.beginCredit(
                to: InvoiceCommands.id(id), by: desk.commander(acting.agent))
            return try await InvoiceCommands.words(credit, desk, acting)
        }
    }

    struct Dispute: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that the customer contests an invoice, as they said by phone or mail.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The id, as “invoices list” prints it.") var id: String
        @Option(help: "Who said so.") var name: String
        @Argument(help: "What is wrong with it.") var why: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try InvoiceCommands.id(id)
            try await desk.invoices.noteDispute(
                id, name: name, why: why, by: desk.commander(acting.agent))
            return try await InvoiceCommands.words(id, desk, acting)
        }
    }

    struct Settle: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Answer the dispute about an invoice; a payment is noted with “pay”.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The id, as “invoices list” prints it.") var id: String
        @Argument(help: "What was found; the customer reads it.") var outcome: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try InvoiceCommands.id(id)
            try await desk.invoices.settle(id, outcome: outcome, by: desk.commander(acting.agent))
            return try await InvoiceCommands.words(id, desk, acting)
        }
    }

    struct WriteOff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Give up what is still owed.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The id, as “invoices list” prints it.") var id: String
        @Argument(help: "Why; for the team.") var why: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try InvoiceCommands.id(id)
            try await desk.invoices.writeOff(id, because: why, by: desk.commander(acting.agent))
            return try await InvoiceCommands.words(id, desk, acting)
        }
    }

    /// What became of a draft that was thrown away.
    struct DiscardedLine: PrintedLine {
        let conversation: Int64
        var line: String { "\(conversation)" }
    }

    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Throw a draft away.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The id, as “invoices list” prints it.") var id: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let conversation = try await desk.invoices.discard(
                InvoiceCommands.id(id), by: desk.commander(acting.agent))
            return acting.words(DiscardedLine(conversation: conversation.rawValue))
        }
    }
}
