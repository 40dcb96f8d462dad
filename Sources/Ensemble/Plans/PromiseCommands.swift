import ArgumentParser
import Localization

/// `ensemble promises …`: what was promised, from a terminal.
struct PromiseCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promises", abstract: "Make, list, keep and release promises.",
        subcommands: [Make.self, List.self, Keep.self, Release.self])

    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note what was promised by phone or in person.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The conversation’s number.") var conversation: String
        @Argument(help: "What was promised.") var words: String
        @Option(help: "The day, like 2026-03-31: until its end.") var by: String

        func run() async throws { print(try await made(acting.open())) }

        func made(_ desk: Desk) async throws -> String {
            let zone = Zone.named(try await desk.settings.business().timeZone) ?? .utc
            let id = try await desk.promises.make(
                PromiseDraft(words, by: try StepForm.endOfDay(by, zone: zone)),
                in: ConversationCommands.id(conversation), by: desk.commander(acting.agent))
            let promise = try await desk.promises.find(id, by: .system)
            return acting.json ? JSON.text(PromiseJSON(promise)) : "\(id)\t\(promise.words)"
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the promises of a state, the nearest first.")

        @OptionGroup var options: DeskOptions
        @Option(help: "open, broken, kept, late or released.") var state = "open"
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            guard let state = Promise.State(rawValue: state) else {
                throw Fault.invalid("There is no such state.")
            }
            let promises = try await Keyset.all {
                try await desk.promises.list(state, after: $0, by: .system)
            }
            if json { return print(JSON.text(promises.map(PromiseJSON.init))) }
            let r = Reader(now: desk.clock().milliseconds)
            for promise in promises {
                print(
                    "\(promise.id)\t\(promise.conversation)\t\(r.date(promise.dueAt.milliseconds))\t\(promise.words)"
                )
            }
        }
    }

    struct Keep: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say that a promise is kept.")

        @OptionGroup var options: DeskOptions
        @Argument(help: "The promise's id.") var promise: String
        @Option(name: .customLong("as"), help: "The mail address of the agent who says it.") var agent:
            String?

        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let id = try PromiseCommands.id(promise)
            _ = try await desk.promises.keep(id, by: desk.commander(agent))
            if json { print(JSON.text(PromiseJSON(try await desk.promises.find(id, by: .system)))) }
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say that a promise is needed no more.")

        @OptionGroup var options: DeskOptions
        @Argument(help: "The promise's id.") var promise: String
        @Argument(help: "Why.") var why: String
        @Option(name: .customLong("as"), help: "The mail address of the agent who says it.") var agent:
            String?

        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let id = try PromiseCommands.id(promise)
            _ = try await desk.promises.release(id, because: why, by: desk.commander(agent))
            if json { print(JSON.text(PromiseJSON(try await desk.promises.find(id, by: .system)))) }
        }
    }

    static func id(_ text: String) throws -> Promise.ID {
        guard let id = Promise.ID(text) else { throw Fault.notFound("There is no such promise.") }
        return id
    }
}

/// A promise as the command line and the API tell it.
struct PromiseJSON: Encodable {
    let id: Int64
    let conversation: Int64
    let words: String
    let state: String
    /// Milliseconds since 1970 UTC.
    let due: Int64
    let made: Int64
    let ended: Int64?
    let why: String?

    init(_ promise: Promise) {
        id = promise.id.rawValue
        conversation = promise.conversation.rawValue
        words = promise.words
        state = promise.state.rawValue
        due = promise.dueAt.milliseconds
        made = promise.createdAt.milliseconds
        ended = promise.endedAt?.milliseconds
        why = promise.why
    }
}
