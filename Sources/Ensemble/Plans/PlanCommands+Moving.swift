import ArgumentParser
import Localization

/// A plan goes to partners, back to who did a step, or to its end, from a terminal.
extension PlanCommands {
    static func step(_ text: String) throws -> Step.ID {
        guard let id = Step.ID(text) else { throw Fault.notFound("There is no such step.") }
        return id
    }

    /// A partner of a plan by id, name or address.
    static func partner(_ text: String, of plan: Plan.ID, _ desk: Desk) async throws -> Plan.Partner.ID {
        let partners = try await desk.plans.plan(plan, by: .system).partners
        let known = partners.first {
            [$0.id.description, $0.name.folded, $0.address.folded].contains(text.folded)
        }
        guard let known else { throw Fault.notFound("There is no such partner.") }
        return known.id
    }

    struct HandOver: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hand a partner their part: a letter with a link of their own.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The plan's id.") var plan: String
        @Argument(help: "The partner's name, address or id.") var partner: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try PlanCommands.id(plan)
            try await desk.plans.handOver(
                to: PlanCommands.partner(partner, of: id, desk), of: id, by: desk.commander(acting.agent))
            return try await PlanCommands.words(id, of: desk, json: acting.json)
        }
    }

    struct EndReferral: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a partner's part: their link opens nothing any more, and what is left is ours.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The plan's id.") var plan: String
        @Argument(help: "The partner's name, address or id.") var partner: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try PlanCommands.id(plan)
            try await desk.plans.endReferral(
                to: PlanCommands.partner(partner, of: id, desk), of: id, by: desk.commander(acting.agent))
            return try await PlanCommands.words(id, of: desk, json: acting.json)
        }
    }

    struct Return: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a done step back to who did it, with the reason.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The plan's id.") var plan: String
        @Argument(help: "The step's id.") var step: String
        @Argument(help: "What should be different.") var why: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try PlanCommands.id(plan)
            try await desk.plans.giveBack(
                PlanCommands.step(step), of: id, because: why, by: desk.commander(acting.agent))
            return try await PlanCommands.words(id, of: desk, json: acting.json)
        }
    }

    struct Skip: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Pass a step by: it is not needed.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The plan's id.") var plan: String
        @Argument(help: "The step's id.") var step: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try PlanCommands.id(plan)
            try await desk.plans.skip(PlanCommands.step(step), of: id, by: desk.commander(acting.agent))
            return try await PlanCommands.words(id, of: desk, json: acting.json)
        }
    }

    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a plan before all of it is done: nobody has to do anything for it any more.")
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The plan's id.") var plan: String

        func run() async throws { print(try await words(acting.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try PlanCommands.id(plan)
            try await desk.plans.stop(id, by: desk.commander(acting.agent))
            return try await PlanCommands.words(id, of: desk, json: acting.json)
        }
    }
}
