import ArgumentParser
import Localization

extension DirectionCommands {
    /// How soon our part was told, and what it was, as programs read it.
    struct OurPart: Encodable {
        let n: Int
        /// In hours; absent where nothing was told.
        let p10: Double?
        let p50: Double?
        let p90: Double?
        let method: String
        let all: Int
        let part: Int
        let refer: Int
        let no: Int

        init(_ tally: RoleTally) {
            n = tally.count
            (p10, p50, p90) = (tally.spread?.low, tally.spread?.middle, tally.spread?.high)
            method = RoleTally.spreadMethod
            all = tally.parts[.all] ?? 0
            part = tally.parts[.part] ?? 0
            refer = tally.parts[.refer] ?? 0
            no = tally.parts[.no] ?? 0
        }
    }

    struct Roles: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What our part was told to be, last told first, and how long after first contact.")
        @OptionGroup var options: DeskOptions
        @OptionGroup var looking: Looking
        @Option(help: "all, ours, part, refer, no or not-ours.") var show = "all"
        @Option(help: "At most so many.") var limit = 50
        @Flag(help: "As JSON.") var json = false

        struct Line: Encodable {
            let conversation: Int64
            let subject: String
            let customer: String
            let offering: String?
            let firstContactAt: String
            let toldAt: String
            let minutes: Int64
            let part: String
            let whom: String
            let reason: String
        }

        func run() async throws {
            let desk = try await options.open()
            guard let show = ClarityRoleShow(rawValue: show) else {
                throw Fault.invalid("There is no such number to look behind.")
            }
            let roles = try await desk.direction.roles(
                show, looking.scope(desk).0, limit: min(max(limit, 1), 1_000), for: .system
            ).roles
            let r = Reader(now: desk.clock().milliseconds)
            if json { return print(JSON.text(roles.map { Self.line($0, r) })) }
            for role in roles {
                let wait = r.duration(role.wait.milliseconds, parts: 2)
                print(
                    "\(r.iso(role.toldAt.milliseconds))\t\(wait)\t\(role.part.rawValue)\t\(role.subject)\t\(role.reason)"
                )
            }
        }

        private static func line(_ role: ClarityRole, _ r: Reader) -> Line {
            Line(
                conversation: role.conversation.rawValue, subject: role.subject, customer: role.customerName,
                offering: role.offeringName, firstContactAt: r.iso(role.firstContactAt.milliseconds),
                toldAt: r.iso(role.toldAt.milliseconds), minutes: role.wait.milliseconds / 60_000,
                part: role.part.rawValue, whom: role.whom, reason: role.reason)
        }
    }
}
