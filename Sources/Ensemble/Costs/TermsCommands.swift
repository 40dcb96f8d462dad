import ArgumentParser
import Localization

/// `ensemble terms …`: how the business speaks of money, from a terminal.
struct TermsCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terms",
        abstract: "Show and change currency, taxes, papers, the policy that holds and the ways to pay.",
        subcommands: [Show.self, Edit.self])

    /// As programs write it. What is left out stays as it was.
    struct Content: Codable, PrintedLine {
        var currency: String?
        var taxIncluded: Bool?
        /// In percent, the usual one first.
        var taxRates: [String]?
        var validDays: Int?
        var payDays: Int?
        var address: String?
        /// Where money is sent: the way to pay that there is always.
        var bank: String?
        var footer: String?
        /// The id, as “policies list” prints it.
        var policy: String?
        var withdrawal: String?
        var holidays: [String]?
        /// Whether customers can pay on Stripe’s page; its keys are set by “payments keys”.
        var payOnline: Bool?

        init(_ terms: Terms, isOnline: Bool) {
            (currency, taxIncluded) = (terms.currency, terms.taxIncluded)
            taxRates = terms.taxRates.map { Decimals.plain(Int64($0), digits: 2) }
            (validDays, payDays) = (terms.validDays, terms.payDays)
            (address, bank, footer) = (terms.address, terms.bank, terms.footer)
            (policy, withdrawal) = (terms.policy, terms.withdrawal ?? "")
            holidays = terms.holidays.map(\.description)
            payOnline = isOnline
        }

        /// - Throws: `Fault.invalid`.
        func terms(over present: Terms) throws(Fault) -> Terms {
            var form = TermsPage.Typed(present)
            form.currency = currency ?? form.currency
            form.taxIncluded = taxIncluded ?? form.taxIncluded
            form.taxRates = taxRates?.joined(separator: ";") ?? form.taxRates
            form.validDays = validDays.map(String.init) ?? form.validDays
            form.payDays = payDays.map(String.init) ?? form.payDays
            form.address = address ?? form.address
            form.bank = bank ?? form.bank
            form.footer = footer ?? form.footer
            form.policy = policy ?? form.policy
            form.withdrawal = withdrawal ?? form.withdrawal
            form.holidays = holidays?.joined(separator: "\n") ?? form.holidays
            return try form.terms()
        }

        var line: String {
            let taxes = (taxRates ?? []).joined(separator: "; ")
            return """
                currency\t\(currency ?? "")
                taxes\t\(taxes) %, \(taxIncluded == true ? "in the prices" : "added")
                policy\t\(policy ?? "")
                days\testimates \(validDays ?? 0), invoices \(payDays ?? 0)
                ways to pay\tbank transfer\(payOnline == true ? ", on a page" : "")
                """
        }
    }

    static func content(of desk: Desk) async throws -> Content {
        Content(try await desk.settings.terms(), isOnline: try await desk.settings.stripe().isOn)
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show them, as “edit” takes them.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            Printing.line(try await TermsCommands.content(of: options.open()), json: json)
        }
    }

    struct Edit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change what the JSON on standard input says; the rest stays.")
        @OptionGroup var acting: ActingOptions

        func run() async throws { print(try await words(acting.open(), ConversationCommands.text(nil))) }

        func words(_ desk: Desk, _ input: String) async throws -> String {
            let typed = try JSON.typed(
                Content.self, input,
                orSay: .invalid("Those are no terms in JSON; “terms show --json” writes them."))
            let actor = try await desk.commander(acting.agent)
            let terms = try typed.terms(over: try await desk.settings.terms())
            try await desk.settings.change(to: terms, by: actor)
            if let isOn = typed.payOnline, try await desk.settings.stripe().isOn != isOn {
                try await desk.settings.setStripe(isOn: isOn, key: nil, signing: nil, by: actor)
            }
            return acting.words(try await TermsCommands.content(of: desk))
        }
    }
}
