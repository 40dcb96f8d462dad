import ArgumentParser
import Database
import Localization

/// `ensemble story`: plays the clinic's year into a new database.
struct StoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "story", abstract: "Play a story into an empty database.",
        discussion:
            "300 customers make about 1,600 conversations and 6,000 messages; 50,000 make a million messages."
    )

    @OptionGroup var options: DeskOptions
    @Option(help: "Whose year: clinic, or shop, a repair shop that drifts from repair to advice.")
    var of = StoryKind.clinic
    @Option(help: "How many customers.") var customers = StoryScript.defaultCustomers
    @Option(help: "The last moment, in milliseconds since 1970 UTC; now if absent.") var ending: Int64?
    @Option(help: "The same seed plays the same story.") var seed: UInt64 = 1

    @Option(help: "How many sentences the practice manager checks of what the model makes of them.")
    var audits = 60

    func run() async throws {
        try await Self.play(
            of, into: options.configuration(), folder: options.folder, customers: customers, seed: seed,
            audits: audits,
            ending: ending.map(Moment.init(milliseconds:)) ?? Clock.system())
    }

    /// Plays, unless there is somebody on the desk already.
    static func play(
        _ kind: StoryKind = .clinic, into configuration: Configuration, folder: String, customers: Int,
        seed: UInt64 = 1,
        audits: Int = 60, ending: Moment = Clock.system()
    ) async throws {
        guard customers > 0 else { throw Fault.invalid("A story needs at least one customer.") }
        let desk = try await DeskOptions.open(configuration, folder: folder)
        let isEmpty = try await desk.agents.isEmpty()
        await desk.database.close()
        guard isEmpty else { return say("The database has its people already: no story is played.") }
        say("Playing the story of the \(kind.rawValue) with \(customers) customers …")
        let count = try await StoryPlayer.play(
            kind, into: configuration.database, configuration: configuration, customers: customers,
            ending: ending,
            seed: seed, audits: audits)
        say("Played: \(count.conversations) conversations, \(count.messages) messages.")
    }
}

/// Whose year is played.
enum StoryKind: String, CaseIterable, ExpressibleByArgument, Sendable {
    case clinic, shop
}
