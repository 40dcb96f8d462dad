import Localization
import Statistics

/// Changing course, for the page gallery and the tests of pages.
extension Samples {
    static var coursePages: [CoursePage] {
        let month = Month(Day(now, in: .utc))
        let goal = CourseGoal(lens: .heard, target: .init(20, 45, 35), until: month + 12, jobs: 600)
        let report = heardReport
        var typed = CoursePage.Typed()
        typed.values = [
            "lens": "heard", "by": (month + 12).description, "jobs": "600", "product": "20", "service": "45",
            "idea": "35", "levers": said("Tell the price before the visit"),
        ]
        guard let plan = CoursePlan(goal, report) else { return [] }
        var near = goal
        near.jobs = 20
        func course(_ id: SavedCourse.ID, _ goal: CourseGoal, _ why: String?) -> SavedCourse {
            SavedCourse(
                id: id, goal: goal, begun: month - 5, start: .barycentre,
                levers: said("Tell the price before the visit"), madeAt: now, endedAt: why.map { _ in now },
                endedWhy: why)
        }
        let courses = [
            FollowedCourse(course(4, goal, nil), now: plan.now, in: month),
            FollowedCourse(course(5, near, said("We sold that part")), now: nil, in: month),
            FollowedCourse(course(6, goal, nil), now: plan.now, in: goal.until + 1),
        ]
        return [
            CoursePage(
                typed: typed, month: month, plan: plan, isAsked: true, courses: courses,
                offerings: [],
                problem: nil, frame: .sampleDesk),
            CoursePage(
                typed: typed, month: month, plan: CoursePlan(near, report), isAsked: true, courses: [],
                offerings: [], problem: nil, frame: .sampleDesk),
            CoursePage(
                typed: .init(), month: month, plan: nil, isAsked: false, courses: [], offerings: [],
                problem: nil, frame: .sampleDesk),
        ]
    }
}
