import ArgumentParser
import Localization

/// `ensemble mailboxes …`.
struct MailboxCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mailboxes", abstract: "List and add mailboxes.", subcommands: [List.self, Add.self])

    struct Line: Encodable {
        let id: Int64
        let name: String
        let address: String
        let polled: Bool
        let problem: String?
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the mailboxes with their health.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let health = try await desk.mailboxes.health()
            let lines = try await desk.mailboxes.all().map {
                Line(
                    id: $0.id.rawValue, name: $0.name, address: $0.address, polled: $0.imap != nil,
                    problem: health[$0.id]?.problem)
            }
            if json { return print(JSON.text(lines)) }
            for line in lines { print("\(line.address)\t\(line.name)\t\(line.problem ?? "")") }
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a mailbox. Its servers are entered on the desk.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The address customers write to.") var address: String
        @Option(help: "The name customers see.") var name: String

        func run() async throws {
            let desk = try await options.open()
            try await desk.mailboxes.add(Mailboxes.Form(name: name, address: address), by: .system)
        }
    }
}
