import ArgumentParser
import Localization

/// A plan's steps change, are approved, and repeat; templates and links, from a terminal.
extension PlanCommands {
    struct Edit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a step that is not done; what is not given stays as it is.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The plan's id.") var plan: String
        @Argument(help: "The step's id.") var step: String
        @Option(help: "What is to be done.") var title: String?
        @Option(help: "customer, us, or a partner as “Name <address>”.") var owner: String?
        @Option(help: "task, upload, form or approval.") var kind: String?
        @Option(help: "Instructions for who does it.") var instructions: String?
        @Option(help: "A question of a form; give it several times for several.") var question: [String] = []
        @Option(help: "How many hours it may take once it can begin.") var hours: Double?
        @Option(help: "The day by whose end it is due, like 2026-03-31.") var due: String?
        @Option(help: "The id of a step that must be done before; several times for several, 0 for none.")
        var after: [Int64] = []

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let actor = try await desk.commander(acting.agent)
            let id = try PlanCommands.id(plan)
            let plan = try await desk.plans.plan(id, by: actor)
            let present = try Plans.step(PlanCommands.step(step), of: plan)
            var draft = StepDraft(
                title ?? present.title,
                owner: try owner.map(PlanCommands.owner) ?? Plans.draftOwner(of: present, in: plan),
                kind: try kind.map(PlanCommands.kind) ?? present.kind)
            draft.instructions = instructions ?? present.instructions
            draft.questions = question.isEmpty ? present.questions : try question.flatMap(Question.read)
            (draft.isShown, draft.givesFiles) = (present.isShown, present.givesFiles)
            (draft.note, draft.minutes) = (
                present.note, try hours.map(PlanCommands.minutes) ?? present.minutes
            )
            draft.dueAt = hours == nil ? present.dueAt : nil
            if let due {
                let zone = Zone.named(try await desk.settings.business().timeZone) ?? .utc
                draft.dueAt = try StepForm.endOfDay(due, zone: zone)
            }
            let needs =
                after.isEmpty ? Array(present.needs) : after.filter { $0 != 0 }.map(Step.ID.init(rawValue:))
            try await desk.plans.change(present.id, of: id, to: draft, after: needs, by: actor)
            return try await PlanCommands.words(id, of: desk, json: acting.json)
        }
    }

    static func kind(_ text: String) throws -> Step.Kind {
        guard let kind = Step.Kind(rawValue: text) else {
            throw Fault.invalid("There is no such kind of step.")
        }
        return kind
    }

    /// - Throws: `Fault.invalid` for what is no time that a step takes.
    static func minutes(_ hours: Double) throws -> Int {
        guard hours.isFinite, (0...1_000_000).contains(hours) else {
            throw Fault.invalid("A step takes from a minute to ten years.")
        }
        return Int((hours * 60).rounded())
    }

    static func owner(_ text: String) throws -> StepDraft.Owner {
        switch text {
        case "customer": return .customer
        case "us": return .us(agent: nil, team: nil)
        default:
            guard let address = try Conversations.parseAddresses(text).first else {
                throw Fault.invalid("Please say whose step it is.")
            }
            return .partner(name: address.name ?? address.address, address: address.address)
        }
    }

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Approve what a step of the kind approval asks; “return” gives it back.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The plan's id.") var plan: String
        @Argument(help: "The step's id.") var step: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let actor = try await desk.commander(acting.agent)
            let id = try PlanCommands.id(plan)
            let step = try Plans.step(PlanCommands.step(step), of: try await desk.plans.plan(id, by: actor))
            guard step.kind == .approval else {
                throw Fault.conflict("This step asks for no approval: say that it is done.")
            }
            try await desk.plans.complete(step.id, of: id, with: .init(decision: .approve), by: actor)
            return try await PlanCommands.words(id, of: desk, json: acting.json)
        }
    }

    struct Link: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the customer's link to a plan, or a partner's; both open it without signing in.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The plan's id.") var plan: String
        @Option(help: "The partner's name, address or id.") var partner: String?
        @Flag(help: "Make the customer's link anew: the old one opens nothing any more.") var renew = false

        struct Line: PrintedLine {
            let plan: Int64
            /// Whether it opens: the plan was sent, or the part handed over and not ended.
            let opens: Bool
            let link: String

            var line: String {
                opens ? link : "\(link)\topens nothing before it is sent, or once it has ended"
            }
        }

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let actor = try await desk.commander(acting.agent)
            let id = try PlanCommands.id(plan)
            if renew {
                guard partner == nil else {
                    throw Fault.invalid(
                        "Only the customer’s link is made anew; end a partner’s part instead.")
                }
                try await desk.plans.renewLink(of: id, by: actor)
            }
            let plan = try await desk.plans.plan(id, by: actor)
            guard let partner else {
                return acting.words(
                    Line(
                        plan: id.rawValue, opens: plan.toldAt != nil,
                        link: PlanLink.address(of: plan, desk.plans.desk)))
            }
            let known = try await PlanCommands.partner(partner, of: id, desk)
            guard let theirs = plan.partner(known) else { throw Fault.notFound("There is no such partner.") }
            return acting.words(
                Line(
                    plan: id.rawValue, opens: theirs.toldAt != nil && theirs.endedAt == nil,
                    link: PlanLink.address(of: theirs, desk.plans.desk)))
        }
    }
}
