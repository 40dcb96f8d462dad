import ArgumentParser
import Foundation
import Localization

extension DirectionCommands {
    /// `ensemble direction course`.
    struct CourseCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "course",
            abstract: "What it takes to get to a target by a month; without one, the courses that are set.")
        @OptionGroup var options: DeskOptions
        @Option(help: "The target in 100 points: product, service and idea, like 20-50-30.") var target:
            String?
        @Option(help: "The month of arrival, like 2026-12.") var by: String?
        @Option(help: "How much new work there will be until then.") var jobs = 100
        @Option(help: "declared, paid, worked or heard.") var lens = "heard"
        @Option(help: "The id of one offering.") var offering: String?
        @Option(help: "What is to be done about it: sets the course.") var levers: String?
        @Option(help: "The number of a course that ends.") var end: String?
        @Option(help: "Why it ends.") var why = ""
        @Option(name: .customLong("as"), help: "The mail address of the agent who does it.") var agent:
            String?
        @Flag(help: "As JSON.") var json = false

        struct Plan: Encodable {
            let now: Blend
            /// Of twelve months together.
            let year: Blend
            let unchanged: Blend?
            let heading: [Double]?
            let needed: [Double]
            let mix: [Double]
            let isFeasible: Bool
            let leastJobs: Double
            let probability: Double?
            let earliest: String?

            init(_ plan: CoursePlan) {
                now = Blend(plan.now)
                year = Blend(plan.year)
                unchanged = plan.unchanged.map { Blend($0) }
                heading = plan.heading
                needed = plan.needed
                mix = plan.mix.mix
                isFeasible = plan.mix.isFeasible
                leastJobs = plan.mix.leastVolume
                probability = plan.probability?.value
                earliest = plan.earliest?.description
            }
        }

        struct Line: Encodable {
            let id: Int64
            let lens: String
            let target: [Int]
            let until: String
            let levers: String
            let along: Double?
            let remaining: Double?
            /// Off the line, in degrees of the log-ratio plane.
            let offDegrees: Double?
            /// Once the month of arrival is over: whether it got there, and how far from the target it stood, in points.
            let arrived: Bool?
            let pointsFromTarget: Double?
            let ended: String?
        }

        func run() async throws {
            let desk = try await options.open()
            try await desk.catchUp()
            let zone = Zone.named(try await desk.settings.business().timeZone) ?? .utc
            let month = Month(Day(desk.clock(), in: zone))
            if let end {
                guard let id = SavedCourse.ID(end) else { throw Fault.notFound("There is no such course.") }
                try await desk.direction.end(id, why: why, by: desk.commander(agent))
            }
            guard let target else { return try await list(desk, month) }
            let points = target.split(separator: "-").compactMap { Int($0) }
            guard points.count == 3, let lens = Lens(rawValue: lens), let until = by.flatMap({ Month($0) })
            else {
                throw Fault.invalid(
                    "A course takes --target 20-50-30 and --by 2026-12, and one of the four lenses.")
            }
            let goal = CourseGoal(
                lens: lens, offering: try offering.map(OfferingCommands.id),
                target: .init(points[0], points[1], points[2]), until: until, jobs: jobs)
            guard let plan = try await desk.direction.plan(goal, from: month, for: .system) else {
                throw Fault.conflict("This lens rests on too little to steer by.")
            }
            if let levers {
                _ = try await desk.direction.set(goal, levers: levers, by: desk.commander(agent))
            }
            if json { return print(JSON.text(Plan(plan))) }
            let part = { (value: Double) in String(format: "%.3f", value) }
            print("now\t\(plan.now.parts.map(part).joined(separator: "\t"))")
            print(
                "of the next \(jobs)\t\(plan.mix.mix.map(part).joined(separator: "\t"))\tfeasible: \(plan.mix.isFeasible)"
            )
            print("points a month\t\(plan.needed.map(part).joined(separator: "\t"))")
            if let unchanged = plan.unchanged {
                print("if nothing changes\t\(unchanged.parts.map(part).joined(separator: "\t"))")
            }
            if let earliest = plan.earliest { print("more likely than not from\t\(earliest)") }
            if let probability = plan.probability { print("probability\t\(part(probability.value))") }
        }

        private func list(_ desk: Desk, _ month: Month) async throws {
            let lines = try await desk.direction.courses(in: month, for: .system).map { entry in
                Line(
                    id: entry.course.id.rawValue, lens: entry.course.goal.lens.rawValue,
                    target: entry.course.goal.target.all, until: entry.course.goal.until.description,
                    levers: entry.course.levers, along: entry.progress?.along,
                    remaining: entry.progress?.remainingAlong,
                    offDegrees: entry.progress?.trackErrorDegrees, arrived: entry.arrival?.isThere,
                    pointsFromTarget: entry.arrival?.points, ended: entry.course.endedWhy)
            }
            if json { return print(JSON.text(lines)) }
            for line in lines {
                let way =
                    line.arrived.map { $0 ? "arrived" : "missed" }
                    ?? line.along.map { String(format: "%.2f of %.2f", $0, $0 + (line.remaining ?? 0)) }
                    ?? "–"
                print(
                    "\(line.id)\t\(line.lens)\t\(line.target)\t\(line.until)\t\(way)\t\(line.levers.oneLine)")
            }
        }
    }
}
