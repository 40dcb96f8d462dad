import ArgumentParser
import Localization

/// What plans begin from, and those that begin anew by themselves, from a terminal.
extension PlanCommands {
    struct Templates: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "templates",
            abstract: "List what plans begin from, keep one, remove one; “plans begin --template” uses one.",
            subcommands: [List.self, Save.self, Remove.self], defaultSubcommand: List.self)

        struct Line: PrintedLine {
            let id: Int64
            let name: String
            let steps: [String]

            init(_ template: PlanTemplate) {
                (id, name) = (template.id.rawValue, template.name)
                steps = template.draft.steps.map(\.title)
            }

            var line: String { "\(id)\t\(steps.count)\t\(name)" }
        }

        static func find(_ text: String, of desk: Desk) async throws -> PlanTemplate {
            let known = try await desk.plans.templates().first {
                $0.name.folded == text.folded || $0.id.description == text
            }
            guard let known else { throw Fault.notFound("There is no such template.") }
            return known
        }

        struct List: AsyncParsableCommand {
            static let configuration = CommandConfiguration(abstract: "List them by name.")
            @OptionGroup var options: DeskOptions
            @Flag(help: "As JSON.") var json = false

            func run() async throws {
                Printing.lines(try await options.open().plans.templates().map(Line.init), json: json)
            }
        }

        struct Save: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Keep a plan's steps as a template; one of the same name is replaced.")
            @OptionGroup var acting: ActingOptions
            @Argument(help: "The plan's id.") var plan: String
            @Argument(help: "The template's name.") var name: String

            func run() async throws { print(try await words(acting.open())) }

            func words(_ desk: Desk) async throws -> String {
                try await desk.plans.keepAsTemplate(
                    PlanCommands.id(plan), named: name, by: desk.commander(acting.agent))
                return acting.words(Line(try await Templates.find(name.oneLine, of: desk)))
            }
        }

        struct Remove: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Forget a template. Plans that began with it stay.")
            @OptionGroup var acting: ActingOptions
            @Argument(help: "The template's name or id.") var template: String

            func run() async throws { print(try await words(acting.open())) }

            func words(_ desk: Desk) async throws -> String {
                let known = try await Templates.find(template, of: desk)
                try await desk.plans.removeTemplate(known.id, by: desk.commander(acting.agent))
                return acting.words(Line(known))
            }
        }
    }

    /// A plan that begins anew, as programs read it.
    struct RepeatLine: PrintedLine {
        let id: Int64
        let conversation: Int64
        let name: String
        let every: String
        let first: Moment
        let times: Int

        init(_ recurrence: Recurrence) {
            (id, conversation) = (recurrence.id.rawValue, recurrence.conversation.rawValue)
            (name, every) = (recurrence.name, recurrence.every.rawValue)
            (first, times) = (recurrence.firstAt, recurrence.times)
        }

        var line: String { "\(id)\tevery \(every)\tbegun \(times) times\t\(name)" }
    }

    struct Repeat: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a plan begin anew by itself; each time the customer is told of it.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The plan's id.") var plan: String
        @Argument(help: "week, fortnight, month, quarter or year.") var every: String
        @Argument(help: "The day it first begins anew, like 2026-03-31; at 8 in the morning.") var from:
            String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try PlanCommands.id(plan)
            guard let every = Recurrence.Every(rawValue: every) else {
                throw Fault.invalid("Please say how often it begins anew.")
            }
            let zone = Zone.named(try await desk.settings.business().timeZone) ?? .utc
            let end = try StepForm.endOfDay(from, zone: zone)
            let actor = try await desk.commander(acting.agent)
            let made = try await desk.plans.repeat(
                id, each: every, from: end - .hours(16) + .seconds(1), by: actor)
            let plan = try await desk.plans.plan(id, by: actor)
            let all = try await desk.database.read { db in
                try Plans.recurrences(of: plan.conversation, in: db)
            }
            guard let recurrence = all.first(where: { $0.id == made }) else {
                throw Fault.notFound("There is no such plan.")
            }
            return acting.words(RepeatLine(recurrence))
        }
    }

    struct Repeating: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "List the plans of a conversation that begin anew by themselves, or let one do so no more.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The conversation's number.") var conversation: String
        @Option(help: "The id of the one that begins no more.") var end: Int64?

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try ConversationCommands.id(conversation)
            let all = { () async throws -> [Recurrence] in
                try await desk.database.read { db in
                    try Plans.recurrences(of: Conversations.living(id, in: db).id, in: db)
                }
            }
            if let end {
                guard try await all().contains(where: { $0.id.rawValue == end }) else {
                    throw Fault.notFound("There is no such plan.")
                }
                _ = try await desk.plans.stopRepeating(
                    Recurrence.ID(rawValue: end), by: desk.commander(acting.agent))
            }
            let lines = try await all().map(RepeatLine.init)
            return acting.json ? JSON.text(lines) : lines.map(\.line).joined(separator: "\n")
        }
    }
}
