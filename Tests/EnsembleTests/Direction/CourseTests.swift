import Database
import DatabaseTesting
import Localization
import Statistics
import Testing

@testable import Ensemble

@Suite struct `A course` {
    private let month = Month(Day(.monday, in: .utc))

    private func report(_ counts: [Double], months: Int = 12) -> BearingReport {
        let series = LensSeries(
            lens: .heard, unit: "", from: month - (months - 1),
            periods: Array(repeating: .init(counts: counts, pieces: 10), count: months))
        return BearingReport([series], .year(until: month), lens: .heard, ahead: 6)
    }

    @Test func `says what the new work must consist of, and whether it suffices`() throws {
        var goal = CourseGoal(lens: .heard, target: .init(40, 40, 20), until: month + 6, jobs: 72)
        let plan = try #require(CoursePlan(goal, report([5, 3.3, 1.7])))
        // m = ((B + N) τ − B x) / N, with what the prior makes of x.
        let expected = zip(plan.year.parts, [0.4, 0.4, 0.2]).map { x, tau in tau + 120.0 / 72 * (tau - x) }
        for (share, other) in zip(plan.mix.mix, expected) { #expect(abs(share - other) < 1e-9) }
        #expect(plan.mix.isFeasible && plan.count == 120)
        #expect(abs(plan.needed.reduce(0, +)) < 1e-9 && plan.needed[0] < 0 && plan.needed[1] > 0)
        #expect(try #require(plan.probability).value < 0.5)
        goal.jobs = 3
        let short = try #require(CoursePlan(goal, report([5, 3.3, 1.7])))
        #expect(!short.mix.isFeasible && short.mix.leastVolume > 3)
    }

    @Test func `steers from where it is, not from what the year was`() throws {
        let series = LensSeries(
            lens: .heard, unit: "", from: month - 11,
            periods: (0..<12).map { place in
                let product = 600 - 30 * Double(place)
                return .init(counts: [product, 900 - product, 100], pieces: 1_000)
            })
        let report = BearingReport([series], .year(until: month), lens: .heard, ahead: 6)
        let goal = CourseGoal(lens: .heard, target: .init(27, 63, 10), until: month + 6, jobs: 600)
        let plan = try #require(CoursePlan(goal, report))
        let (now, year) = (plan.now.product, plan.year.product)
        #expect(abs(now - 0.27) < 0.04)
        #expect(abs(year - 0.43) < 0.02)
        // It is nearly there: hardly anything is left to turn.
        #expect(plan.needed.allSatisfy { abs($0) < 1.2 })
    }

    @Test func `has arrived, or missed, once its month is over`() throws {
        let goal = CourseGoal(lens: .heard, target: .init(40, 40, 20), until: month, jobs: 60)
        let course = SavedCourse(
            id: 1, goal: goal, begun: month - 6,
            start: try Composition(product: 0.6, service: 0.3, idea: 0.1), levers: "", madeAt: .monday,
            endedAt: nil, endedWhy: nil)
        let near = try Composition(product: 0.43, service: 0.38, idea: 0.19)
        let far = try Composition(product: 0.5, service: 0.33, idea: 0.17)
        #expect(FollowedCourse(course, now: near, in: month).arrival == nil)
        let there = try #require(FollowedCourse(course, now: near, in: month + 1).arrival)
        #expect(there.isThere && abs(there.points - 3) < 1e-9)
        let missed = FollowedCourse(course, now: far, in: month + 2)
        #expect(missed.arrival?.isThere == false && missed.progress == nil)
        let words = CourseView(followed: missed, frame: .sampleDesk).body(Reader(now: 0)).description
        #expect(words.contains("Missed: in ") && words.contains("10.0 points from the target"))
    }

    @Test func `its way is measured along the line it set out on`() throws {
        let goal = CourseGoal(lens: .heard, target: .init(40, 40, 20), until: month + 6, jobs: 60)
        let course = SavedCourse(
            id: 1, goal: goal, begun: month - 6,
            start: try Composition(product: 0.6, service: 0.3, idea: 0.1), levers: "", madeAt: .monday,
            endedAt: nil, endedWhy: nil)
        let now = try Composition(product: 0.5, service: 0.33, idea: 0.17)
        // Golden `course`.
        let progress = try #require(course.progress(now, in: month))
        #expect(abs(progress.along - 0.488844) < 1e-6 && abs(progress.crossTrack - 0.139012) < 1e-6)
        #expect(course.progress(now, in: month - 6) == nil && course.progress(nil, in: month) == nil)
    }

    @Test(arguments: Engine.available)
    func `is set with what is to be done, followed, and ended with why`(engine: Engine) async throws {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            try await desk.declarations.declare(.init(10, 80, 10), by: cast.administrator)
            let goal = CourseGoal(lens: .declared, target: .init(20, 50, 30), until: month + 12, jobs: 60)
            for (wrong, levers) in [
                (CourseGoal(lens: .declared, target: .init(0, 50, 50), until: month + 12, jobs: 60), "x"),
                (CourseGoal(lens: .declared, target: .init(20, 50, 31), until: month + 12, jobs: 60), "x"),
                (CourseGoal(lens: .declared, target: .init(20, 50, 30), until: month, jobs: 60), "x"),
                (CourseGoal(lens: .declared, target: .init(20, 50, 30), until: month + 12, jobs: 0), "x"),
                (CourseGoal(lens: .heard, target: .init(20, 50, 30), until: month + 12, jobs: 60), "x"),
                (goal, " "),
            ] {
                await #expect(throws: Fault.self) {
                    try await desk.direction.set(wrong, levers: levers, by: cast.administrator)
                }
            }
            await #expect(throws: Fault.self) {
                try await desk.direction.set(goal, levers: "x", by: cast.agent)
            }
            let id = try await desk.direction.set(goal, levers: "Tell the price", by: cast.administrator)
            time.move(by: .days(62))
            try await desk.declarations.declare(.init(12, 72, 16), by: cast.administrator)
            let later = Month(Day(time.now, in: .utc))
            let followed = try #require(
                try await desk.direction.courses(in: later, for: cast.administrator).first)
            #expect(followed.course.id == id && followed.course.goal == goal)
            let progress = try #require(followed.progress)
            #expect(progress.along > 0 && progress.remainingAlong > 0)
            try await desk.direction.end(id, why: "We sold that part", by: cast.administrator)
            let ended = try await desk.direction.courses(in: later, for: cast.administrator).first?.course
            #expect(ended?.endedWhy == "We sold that part")
            await #expect(throws: Fault.self) {
                try await desk.direction.end(id, why: "Again", by: cast.administrator)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `is worked out, set and ended on its page`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await desk.declarations.declare(.init(10, 80, 10), by: cast.administrator)
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let query = "lens=declared&offering=&by=2027-03&jobs=60&product=20&service=50&idea=30"
                let page = try await ines.get("/direction/course?\(query)").text
                #expect(page.contains("What it takes") && page.contains("Set this course"))
                let fields = query.split(separator: "&").map { pair in
                    let parts = pair.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
                    return (parts[0], parts[1])
                }
                let empty = try await ines.post("/direction/courses", fields)
                #expect(empty.status.code == 422)
                let done = try await ines.post("/direction/courses", fields + [("levers", "Tell the price")])
                #expect(done.status == .seeOther)
                #expect(try await ines.get("/direction/course").text.contains("Tell the price"))
                let id = try #require(
                    try await desk.direction.courses(in: month, for: .system).first?.course.id)
                #expect(try await ines.post("/direction/courses/\(id)/ending").status.code == 422)
                #expect(
                    try await ines.post("/direction/courses/\(id)/ending", [("why", "Sold")]).status
                        == .seeOther)
                #expect(try await ines.get("/direction/course?by=x&product=1").status.code == 422)
                let thin = try await ines.get(
                    "/direction/course?" + query.replacing("declared", with: "heard"))
                #expect(thin.text.contains("rests on too little"))
            }
        }
    }
}
