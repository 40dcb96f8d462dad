import ArgumentParser
import Localization

/// `ensemble releases …`: what was made, from a terminal.
struct ReleaseCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "releases", abstract: "What was made: draft, publish, see who was told.",
        subcommands: [List.self, Add.self, Ask.self, Trials.self, Publish.self, Told.self])

    static func id(_ text: String) throws -> Release.ID {
        guard let id = Release.ID(text) else {
            throw Fault.notFound("There is no such entry of the changelog.")
        }
        return id
    }

    struct Line: Encodable {
        let id: Int64
        let category: String
        let title: String
        let ideas: [Int64]
        let publishedAt: Int64?

        init(_ release: Release) {
            id = release.id.rawValue
            category = release.category.rawValue
            title = release.words(in: release.language).title
            ideas = release.ideas.map(\.id.rawValue)
            publishedAt = release.publishedAt?.milliseconds
        }

        var text: String { "\(id)\t\(category)\t\(publishedAt == nil ? "draft" : "published")\t\(title)" }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The drafts, then what was published, latest first.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let lines =
                try await
                (desk.releases.drafts(by: .system)
                + desk.releases.published(limit: 200, by: .team).releases).map(Line.init)
            return json ? JSON.text(lines) : lines.map(\.text).joined(separator: "\n")
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Draft an entry in the business’s language.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "Its title.") var title: String
        @Option(help: "What is told, in Markdown.") var text = ""
        @Option(help: "new, better or mended.") var category = "new"
        @Option(name: .customLong("idea"), help: "The number of an idea of which it came; may be repeated.")
        var ideas: [String] = []
        @Option(name: .customLong("as"), help: "The mail address of the agent.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            guard let category = Release.Category(rawValue: category) else {
                throw Fault.invalid("The kind is new, better or mended.")
            }
            let actor = try await desk.commander(agent)
            let language = Release.base(of: try await desk.settings.business().language)
            let id = try await desk.releases.add(
                .init(category: category, words: [language: .init(title, text)]),
                of: ideas.map(IdeaCommands.id), by: actor)
            let line = Line(try await desk.releases.find(id, by: actor))
            return json ? JSON.text(line) : line.text
        }
    }

    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Publish a draft; the server tells everybody who wanted it, once each.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The entry’s number.") var release: String
        @Option(name: .customLong("as"), help: "The mail address of the agent.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        struct Answer: Encodable { let people: Int }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let people = try await desk.releases.publish(
                ReleaseCommands.id(release), by: desk.commander(agent))
            return json ? JSON.text(Answer(people: people)) : "\(people) people are told."
        }
    }

    struct Told: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "How many people are how far.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The entry’s number.") var release: String
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let told = try await desk.releases.told(of: ReleaseCommands.id(release), by: .system)
            let counts = Dictionary(uniqueKeysWithValues: told.map { ($0.key.rawValue, $0.value) })
            return json
                ? JSON.text(counts)
                : counts.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)" }.joined(separator: "\n")
        }
    }
}
