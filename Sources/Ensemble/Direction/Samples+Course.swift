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
        let courses = [(goal, nil as String?), (near, said("We sold that part"))].map { goal, why in
            let course = SavedCourse(
                id: 4, goal: goal, begun: month - 5, start: .barycentre,
                levers: said("Tell the price before the visit"), madeAt: now, endedAt: why.map { _ in now },
                endedWhy: why)
            return FollowedCourse(course, now: plan.now, in: month)
        }
        let over = FollowedCourse(courses[0].course, now: plan.now, in: goal.until + 1)
        return [
            CoursePage(
                typed: typed, month: month, plan: plan, isAsked: true, courses: courses + [over],
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
