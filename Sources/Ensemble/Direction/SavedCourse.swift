import Database
import Localization
import Statistics

/// A course that was set, and is followed until it is ended.
public struct SavedCourse: Identifiable, Sendable {
    public typealias ID = Identifier<SavedCourse>

    public let id: ID
    public let goal: CourseGoal
    public let begun: Month
    public let start: Composition
    /// What is to be done about it.
    public let levers: String
    public let madeAt: Moment
    public let endedAt: Moment?
    public let endedWhy: String?

    /// How far it has come; `nil` in its first month, or without anything to see it by.
    public func progress(_ now: Composition?, in month: Month) -> Course? {
        guard let now, let target = goal.target.blend, month > begun else { return nil }
        return try? Course(
            start: start, now: now, target: target, elapsed: Double(month.number - begun.number),
            remaining: Double(max(1, goal.until.number - month.number)))
    }

    /// How it ended up in the month in which it was to arrive.
    public struct Arrival: Sendable {
        public let place: Composition
        /// From the target, in points of share, 0 to 100.
        public let points: Double

        /// Within five points.
        public var isThere: Bool { points <= 100 * CoursePlan.tolerance }
    }

    /// - Parameter place: where its lens was at the end of the month of arrival.
    func arrival(at place: Composition?) -> Arrival? {
        guard let place, let target = goal.target.blend else { return nil }
        return Arrival(place: place, points: 100 * place.totalVariation(to: target))
    }
}

/// A course with what became of it.
public struct FollowedCourse: Sendable {
    public let course: SavedCourse
    /// Where its lens is, or was in the month of arrival; `nil` where too little is known.
    public let now: Composition?
    public let progress: Course?
    /// Once the month of arrival is over.
    public let arrival: SavedCourse.Arrival?

    init(_ course: SavedCourse, now: Composition?, in month: Month) {
        let isOver = month > course.goal.until
        self.course = course
        self.now = now
        progress = isOver ? nil : course.progress(now, in: month)
        arrival = isOver ? course.arrival(at: now) : nil
    }
}

extension SavedCourse {
    static let columns: SQL = """
        id, scope, lens, begun_month, start_product, start_service, start_idea, target_product, target_service,
        target_idea, until_month, jobs, levers, made_at, ended_at, ended_why
        """

    init(row: Row) throws {
        let scope: Int64 = try row("scope")
        id = try row("id")
        goal = CourseGoal(
            lens: try row("lens"), offering: scope == 0 ? nil : Offering.ID(rawValue: scope),
            target: .init(try row("target_product"), try row("target_service"), try row("target_idea")),
            until: Month(number: try row("until_month")), jobs: try row("jobs"))
        begun = Month(number: try row("begun_month"))
        let parts = try ["start_product", "start_service", "start_idea"].map { Double(try row($0) as Int64) }
        start = try Composition(parts)
        levers = try row("levers")
        madeAt = try row("made_at")
        endedAt = try row("ended_at")
        endedWhy = try row("ended_why")
    }
}

extension Direction {
    /// What it takes to get to a target by a date.
    /// - Returns: `nil` where the lens rests on too little to steer by.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.notFound`.
    public func plan(_ goal: CourseGoal, from month: Month, for actor: Actor) async throws -> CoursePlan? {
        try actor.requireAdministrator()
        try goal.check(from: month)
        let report = try await bearing(
            .year(until: month, of: goal.offering), lens: goal.lens, ahead: goal.until.number - month.number,
            for: actor)
        return CoursePlan(goal, report)
    }

    /// Sets a course, from where its lens stands now.
    /// - Parameter levers: what is to be done about it.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.notFound`, `Fault.conflict` where there is too little
    ///   to steer by.
    @discardableResult
    public func set(_ goal: CourseGoal, levers: String, by actor: Actor) async throws -> SavedCourse.ID {
        let agent = try actor.requireAgent()
        let now = clock()
        let zone = Zone.named(try await database.read { try Settings.business(in: $0).timeZone }) ?? .utc
        let month = Month(Day(now, in: zone))
        guard let plan = try await plan(goal, from: month, for: actor) else {
            throw Fault.conflict("This lens rests on too little to steer by.")
        }
        let levers = levers.trimmed
        guard !levers.isEmpty, levers.count <= 2_000 else {
            throw Fault.invalid("Please say what is to be done about it, in up to 2,000 characters.")
        }
        let start = plan.now.parts.map { max(1, Int64(($0 * 1_000_000).rounded())) }
        return try await database.write { db in
            let id = try SavedCourse.ID(rawValue: db.newID())
            try db.execute(
                """
                INSERT INTO courses (id, scope, lens, begun_month, start_product, start_service, start_idea,
                    target_product, target_service, target_idea, until_month, jobs, levers, made_by, made_at)
                VALUES (\(id), \(goal.offering?.rawValue ?? 0), \(goal.lens), \(month.number), \(start[0]),
                    \(start[1]), \(start[2]), \(goal.target.product), \(goal.target.service),
                    \(goal.target.idea), \(goal.until.number), \(goal.jobs), \(levers), \(agent), \(now))
                """)
            try Events.record(
                .courseSet, by: actor,
                data: [
                    "lens": goal.lens.rawValue, "until": goal.until.description,
                    "target": goal.target.all.map(String.init).joined(separator: "-"),
                ], at: now, in: db)
            return id
        }
    }

    /// Ends a course, with why.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.notFound`.
    public func end(_ id: SavedCourse.ID, why: String, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let why = why.oneLine
        guard !why.isEmpty, why.count <= 500 else { throw Fault.invalid("Please say why the course ends.") }
        let now = clock()
        try await database.write { db in
            let count = try db.execute(
                "UPDATE courses SET ended_at = \(now), ended_why = \(why) WHERE id = \(id) AND ended_at IS NULL"
            )
            guard count == 1 else { throw Fault.notFound("There is no such course.") }
            try Events.record(.courseEnded, by: actor, data: ["why": why], at: now, in: db)
        }
    }

    /// All courses, newest first, each with how far it has come, or how it ended up.
    /// - Throws: `Fault.forbidden`.
    public func courses(in month: Month, for actor: Actor) async throws -> [FollowedCourse] {
        try actor.requireAdministrator()
        let all = try await database.read { db in
            try db.rows("SELECT \(SavedCourse.columns) FROM courses ORDER BY id DESC LIMIT 50").map(
                SavedCourse.init(row:))
        }
        return try await database.read { db in
            var places: [Seen: Composition?] = [:]
            return try all.map { course in
                // Of what was ended it is told why, not where.
                guard course.endedAt == nil else { return FollowedCourse(course, now: nil, in: month) }
                let seen = Seen(course, in: month)
                let place = try places[seen] ?? Self.place(of: seen, in: db)
                places[seen] = .some(place)
                return FollowedCourse(course, now: place, in: month)
            }
        }
    }

    /// As `CoursePlan.place`, without all else that a bearing works out.
    private static func place(of seen: Seen, in db: any Connection) throws -> Composition? {
        var scope = LensScope.year(until: seen.month, of: seen.offering)
        scope.from = min(scope.from, seen.month - (BearingReport.history - 1))
        guard let own = try LensSeries.all(scope, in: db).first(where: { $0.lens == seen.lens }) else {
            return nil
        }
        let figure = LensFigure(own, max(0, own.periods.count - 12)..<own.periods.count)
        guard figure.showsPercent, let year = figure.emphasis?.centre else { return nil }
        guard seen.lens != .declared else { return year }
        return (try? CombinedForecast(own.months, horizon: 1))?.bearing.position ?? year
    }

    /// What is looked at for a course; several may look at the same.
    private struct Seen: Hashable {
        let lens: Lens
        let offering: Offering.ID?
        let month: Month

        init(_ course: SavedCourse, in month: Month) {
            (lens, offering) = (course.goal.lens, course.goal.offering)
            self.month = min(month, course.goal.until)
        }
    }
}
