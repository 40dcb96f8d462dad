import ArgumentParser
import Foundation
import Localization

/// `ensemble conversations …`: the desk from a terminal.
struct ConversationCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conversations", abstract: "List, show, answer and close conversations.",
        subcommands: [List.self, Show.self, Reply.self, Note.self, Close.self, Merge.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the conversations of a view, or those a search finds.")

        @OptionGroup var options: DeskOptions
        @Option(help: "mine, unassigned, open, waiting, resolved or suspended.") var view = "open"
        @Option(help: "Words and filters, as in the desk's search.") var search: String?
        @Option(help: "At most so many.") var limit = 50
        @Option(
            name: .customLong("as"),
            help: "The mail address of the agent who looks; the first administrator if absent.")
        var agent: String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let actor = try await desk.commander(agent)
            let lines = try await lines(of: desk, for: actor)
            if json { return print(JSON.text(lines.map(ConversationLineJSON.init))) }
            for line in lines {
                let who = line.customerName.shortened(to: 24).padding(
                    toLength: 24, withPad: " ", startingAt: 0)
                print(
                    "\(line.conversation.id)\t\(line.conversation.state.word)\t\(who)\t\(line.conversation.subject)"
                )
            }
        }

        private func lines(of desk: Desk, for actor: Actor) async throws -> [Conversations.Line] {
            if let search {
                try await desk.catchUp()
                let zone = Zone.named(try await desk.settings.business().timeZone) ?? .utc
                return try await desk.conversations.search(search, for: actor, in: zone, limit: limit)
            }
            guard let view = InboxView(rawValue: view) else {
                throw Fault.invalid("There is no view “\(view)”.")
            }
            var lines: [Conversations.Line] = []
            var after: InboxPlace?
            repeat {
                let page = try await desk.conversations.list(
                    view, for: actor, after: after, limit: min(limit - lines.count, 200))
                lines += page.lines
                after = page.next
            } while after != nil && lines.count < limit
            return lines
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show a conversation with its messages.")

        @OptionGroup var options: DeskOptions
        @Argument(help: "The number.") var number: String
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let scene = try await desk.conversations.scene(ConversationCommands.id(number), for: .system)
            if json { return print(JSON.text(ConversationJSON(scene, now: desk.clock()))) }
            let r = Reader(now: desk.clock().milliseconds)
            print("\(scene.conversation.id)  \(scene.conversation.subject)")
            print(
                "\(scene.conversation.state.name(for: r)) · \(scene.customer.displayName) · \(scene.mailbox.address)"
            )
            if let now = scene.waits.now {
                let why = now.reason(r, customer: scene.customer.displayName)
                print(
                    "\(now.party.rawValue) since \(r.dateTime(now.from.milliseconds))\(why.map { ": \($0)" } ?? "")"
                )
            }
            for message in scene.messages {
                let mark = message.kind == .note ? " (note)" : ""
                print(
                    "\n— \(message.fromName.nonEmpty ?? message.fromAddress)\(mark), \(r.dateTime(message.createdAt.milliseconds))"
                )
                print(message.text)
                for file in message.attachments { print("  [\(file.name), \(r.bytes(file.size))]") }
            }
        }
    }

    struct Reply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Answer a conversation. The text comes from standard input unless given.")

        @OptionGroup var options: DeskOptions
        @Argument(help: "The number.") var number: String
        @Option(help: "The answer, in Markdown.") var text: String?
        @Option(name: .customLong("as"), help: "The mail address of the agent who answers.") var agent:
            String?
        @Option(help: "wait, resolve or open: what becomes of the conversation.") var then = "wait"

        func run() async throws {
            let desk = try await options.open()
            guard let then = Conversations.Reply.Then(rawValue: then) else {
                throw Fault.invalid("After a reply it can wait, resolve or stay open.")
            }
            let reply = Conversations.Reply(
                text: try ConversationCommands.text(text), then: then, atOnce: true)
            let message = try await desk.conversations.reply(
                ConversationCommands.id(number), with: reply, by: desk.commander(agent))
            print("queued as message \(message)")
        }
    }

    struct Note: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Write a note that only the team sees.")

        @OptionGroup var options: DeskOptions
        @Argument(help: "The number.") var number: String
        @Option(help: "The note; from standard input unless given.") var text: String?
        @Option(name: .customLong("as"), help: "The mail address of the agent who writes.") var agent: String?

        func run() async throws {
            let desk = try await options.open()
            try await desk.conversations.note(
                ConversationCommands.id(number), text: ConversationCommands.text(text),
                by: desk.commander(agent))
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Resolve a conversation, keeping its history.")

        @OptionGroup var options: DeskOptions
        @Argument(help: "The number.") var number: String
        @Option(name: .customLong("as"), help: "The mail address of the agent who closes it.") var agent:
            String?

        func run() async throws {
            let desk = try await options.open()
            try await desk.conversations.resolve(ConversationCommands.id(number), by: desk.commander(agent))
        }
    }

    struct Merge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move everything said in a conversation into another; its number keeps leading there.")

        @OptionGroup var options: DeskOptions
        @Argument(help: "The number of the one that ends.") var number: String
        @Option(help: "The number of the one that stays.") var into: String
        @Flag(help: "Also if they are with different customers.") var acrossCustomers = false
        @Option(name: .customLong("as"), help: "The mail address of the agent who merges.") var agent: String?

        func run() async throws {
            let desk = try await options.open()
            try await desk.conversations.merge(
                ConversationCommands.id(number), into: ConversationCommands.id(into),
                acrossCustomers: acrossCustomers, by: desk.commander(agent))
        }
    }

    static func id(_ number: String) throws -> Conversation.ID {
        guard let id = Conversation.ID(number.hasPrefix("#") ? String(number.dropFirst()) : number) else {
            throw Fault.notFound("There is no such conversation.")
        }
        return id
    }

    static func text(_ given: String?) throws -> String {
        if let given { return given }
        let bytes = try FileHandle.standardInput.readToEnd() ?? Data()
        return String(decoding: bytes, as: UTF8.self)
    }
}
