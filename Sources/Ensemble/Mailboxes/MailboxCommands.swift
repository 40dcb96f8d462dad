import ArgumentParser
import Localization

/// `ensemble mailboxes …`.
struct MailboxCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mailboxes", abstract: "List, add, test and close mailboxes.",
        subcommands: [List.self, Add.self, Test.self, Close.self, Reopen.self])

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

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign in to the servers of a mailbox and say what is wrong.",
            discussion: "Nothing is read, marked or sent. The exit code is 1 when a server cannot be used.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The address of the mailbox.") var address: String
        @Flag(help: "As JSON.") var json = false

        struct Line: Encodable {
            let direction: String
            let outcome: String
            let problem: String?
        }

        func run() async throws {
            let desk = try await options.open()
            let test = try await desk.test(desk.mailboxes.find(address: address).id, by: .system)
            await desk.database.close()
            let lines = [Self.line("in", test.incoming), Self.line("out", test.outgoing)]
            if json {
                print(JSON.text(lines))
            } else {
                for line in lines { print("\(line.direction)\t\(line.outcome)\t\(line.problem ?? "")") }
            }
            if test.hasFailed { throw ExitCode(1) }
        }

        private static func line(_ direction: String, _ outcome: MailboxTest.Outcome) -> Line {
            switch outcome {
            case .works: Line(direction: direction, outcome: "works", problem: nil)
            case .fails(let why): Line(direction: direction, outcome: "fails", problem: why)
            case .absent: Line(direction: direction, outcome: "no server", problem: nil)
            }
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close a mailbox: nothing comes in or goes out. Its conversations stay.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The address of the mailbox.") var address: String

        func run() async throws {
            let desk = try await options.open()
            try await desk.mailboxes.close(desk.mailboxes.find(address: address).id, by: .system)
            await desk.database.close()
        }
    }

    struct Reopen: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Open a closed mailbox again.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The address of the mailbox.") var address: String

        func run() async throws {
            let desk = try await options.open()
            let key = address.trimmed.folded
            guard let mailbox = try await desk.mailboxes.closed().first(where: { $0.address.folded == key })
            else { throw Fault.notFound("There is no closed mailbox with the address “\(address)”.") }
            try await desk.mailboxes.reopen(mailbox.id, by: .system)
            await desk.database.close()
        }
    }
}
