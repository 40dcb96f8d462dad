import ArgumentParser
import Foundation
import Localization

/// `ensemble plans …`: the shared plans from a terminal.
struct PlanCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plans", abstract: "Begin, list, show and work on shared plans.",
        subcommands: [
            Begin.self, List.self, Show.self, Add.self, Edit.self, Done.self, Approve.self,
            Return.self, Skip.self, Templates.self, Repeat.self, Repeating.self, Link.self, Send.self,
            HandOver.self, EndReferral.self, Stop.self,
        ])

    struct Begin: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Begin a plan in a conversation.")

        @OptionGroup var options: DeskOptions
        @Argument(help: "The conversation's number.") var conversation: String
        @Argument(help: "What the plan is for.") var name: String
        @Option(help: "The name of a template with whose steps it begins.") var template: String?
        @Option(name: .customLong("as"), help: "The mail address of the agent who begins it.") var agent:
            String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let actor = try await desk.commander(agent)
            var draft = PlanDraft(name: name)
            if let template {
                guard
                    let known = try await desk.plans.templates().first(where: {
                        $0.name.folded == template.folded
                    })
                else { throw Fault.notFound("There is no such template.") }
                draft.steps = known.draft.steps
            }
            let id = try await desk.plans.begin(draft, in: ConversationCommands.id(conversation), by: actor)
            try await PlanCommands.show(id, of: desk, json: json)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the plans of a conversation.")

        @OptionGroup var options: DeskOptions
        @Argument(help: "The conversation's number.") var conversation: String
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let id = try ConversationCommands.id(conversation)
            let plans = try await desk.database.read { db in
                try Plans.of(Conversations.find(id, in: db).id, in: db)
            }
            if json { return print(JSON.text(plans.map(PlanJSON.init))) }
            for plan in plans {
                let done = plan.steps.filter { $0.state != .todo }.count
                print(
                    "\(plan.id)\t\(plan.ending?.rawValue ?? "going")\t\(done)/\(plan.steps.count)\t\(plan.name)"
                )
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show a plan with its steps.")

        @OptionGroup var options: DeskOptions
        @Argument(help: "The plan's id.") var plan: String
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            try await PlanCommands.show(PlanCommands.id(plan), of: options.open(), json: json)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a step to a plan, after the last one.")

        @OptionGroup var options: DeskOptions
        @Argument(help: "The plan's id.") var plan: String
        @Argument(help: "What is to be done.") var title: String
        @Option(help: "customer, us, or a partner as “Name <address>”.") var owner = "us"
        @Option(help: "task, upload, form or approval.") var kind = "task"
        @Option(help: "Instructions for who does it.") var instructions = ""
        @Option(help: "A question of a form; give it several times for several.") var question: [String] = []
        @Option(help: "How many hours it may take once it can begin.") var hours: Double?
        @Flag(help: "Behind the scenes: the customer does not see it.") var hidden = false
        @Flag(help: "It need not wait for the step before.") var atOnce = false
        @Option(name: .customLong("as"), help: "The mail address of the agent who adds it.") var agent:
            String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let actor = try await desk.commander(agent)
            let id = try PlanCommands.id(plan)
            var draft = StepDraft(
                title, owner: try PlanCommands.owner(owner), kind: try PlanCommands.kind(kind))
            draft.instructions = instructions
            draft.questions = try question.flatMap(Question.read)
            draft.isShown = !hidden
            draft.minutes = try hours.map(PlanCommands.minutes)
            let last = try await desk.plans.plan(id, by: actor).steps.last?.id
            try await desk.plans.add(draft, to: id, after: atOnce ? [] : [last].compactMap { $0 }, by: actor)
            try await PlanCommands.show(id, of: desk, json: json)
        }
    }

    struct Done: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say that a step is done.")

        @OptionGroup var options: DeskOptions
        @Argument(help: "The plan's id.") var plan: String
        @Argument(help: "The step's id.") var step: String
        @Option(help: "An answer of a form; one for each question, in their order.") var answer: [String] = []
        @Option(name: .customLong("as"), help: "The mail address of the agent who says it.") var agent:
            String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let id = try PlanCommands.id(plan)
            guard let step = Step.ID(step) else { throw Fault.notFound("There is no such step.") }
            try await desk.plans.complete(
                step, of: id, with: .init(answers: answer, decision: .approve), by: desk.commander(agent))
            try await PlanCommands.show(id, of: desk, json: json)
        }
    }

    struct Send: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Send a plan to its customer.")

        @OptionGroup var options: DeskOptions
        @Argument(help: "The plan's id.") var plan: String
        @Option(help: "What is written above the link; from standard input unless given.") var text: String?
        @Option(name: .customLong("as"), help: "The mail address of the agent who sends it.") var agent:
            String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let desk = try await options.open()
            let id = try PlanCommands.id(plan)
            let message = try await desk.plans.send(
                id, text: ConversationCommands.text(text), atOnce: true, by: desk.commander(agent))
            if json { return try await PlanCommands.show(id, of: desk, json: true) }
            print("queued as message \(message)")
        }
    }

    static func id(_ text: String) throws -> Plan.ID {
        guard let id = Plan.ID(text) else { throw Fault.notFound("There is no such plan.") }
        return id
    }

    static func show(_ id: Plan.ID, of desk: Desk, json: Bool) async throws {
        print(try await words(id, of: desk, json: json))
    }

    static func words(_ id: Plan.ID, of desk: Desk, json: Bool) async throws -> String {
        let plan = try await desk.plans.plan(id, by: .system)
        if json { return JSON.text(PlanJSON(plan)) }
        var lines = ["\(plan.id)  \(plan.name)  \(plan.ending?.rawValue ?? "going")"]
        for step in plan.steps {
            let mark =
                step.state == .todo ? (plan.isReady(step) ? "→" : "○") : (step.state == .done ? "✓" : "–")
            let who =
                step.owner.word == "partner"
                ? plan.steps.isEmpty ? "" : Self.partner(step, plan) : step.owner.word
            lines.append("\(mark) \(step.id)\t\(who)\t\(step.kind.rawValue)\t\(step.title)")
            for (place, question) in step.questions.enumerated() {
                let answer = place < step.answers.count ? step.answers[place] : ""
                lines.append("  \(question.line)\(answer.isEmpty ? "" : "\t\(answer)")")
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func partner(_ step: Step, _ plan: Plan) -> String {
        guard case .partner(let id) = step.owner else { return "" }
        return plan.partner(id)?.name ?? "partner"
    }
}
