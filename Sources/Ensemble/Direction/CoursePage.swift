import Localization
import Markup
import Statistics

/// A target by a date: what it takes, whether it can be done, and the courses that are set.
struct CoursePage: Page {
    /// What was typed.
    struct Typed: Sendable {
        var values: [String: String] = [:]
        subscript(name: String) -> String { values[name] ?? "" }
    }

    let typed: Typed
    let month: Month
    /// `nil`: nothing was asked yet, or there is too little to steer by.
    let plan: CoursePlan?
    let isAsked: Bool
    let courses: [FollowedCourse]
    let offerings: [(id: Offering.ID, name: String)]
    let problem: String?
    let frame: Frame

    static var samples: [CoursePage] { Samples.coursePages }

    func title(_ r: Reader) -> String { r("Change course") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet wide clarity bearing"><header class="inbox-head"><h1>\(title(r))</h1>
        <p class="quiet">\(r("Where you want to be, by when, and what new work must consist of to get there"))</p></header>
        \(Field.problem(problem))\(form(r))\(answer(r))\(followed(r))</div>
        """
    }

    private func form(_ r: Reader) -> HTML {
        let lenses = Lens.allCases.map { (value: $0.rawValue, words: $0.name(r)) }
        let choices =
            [(value: "", words: r("The business"))]
            + offerings.map { (value: $0.id.description, words: $0.name) }
        return """
            <form class="card declare" action="/direction/course">
            <div class="course-fields">\(Field.choice("lens", r("Lens"), lenses, chosen: typed["lens"].nonEmpty ?? Lens.heard.rawValue))\
            \(Field.choice("offering", r("Of"), choices, chosen: typed["offering"]))\
            \(Field.text("by", r("Month of arrival"), value: typed["by"], hint: r("Like \((month + 12).description)")))\
            \(Field.number("jobs", r("New work until then"), value: typed["jobs"], hint: r("In what the lens counts: customers, lines, entries")))</div>
            <fieldset><legend>\(r("Target, in 100 points"))</legend><div class="degree-fields">\(Field.number("product", r("Product"), value: typed["product"]))\
            \(Field.number("service", r("Service"), value: typed["service"]))\(Field.number("idea", r("Idea"), value: typed["idea"]))</div></fieldset>
            <p><button class="button">\(r("Work it out"))</button></p></form>
            """
    }

    // MARK: What it takes

    private func answer(_ r: Reader) -> HTML {
        guard isAsked, problem == nil else { return "" }
        guard let plan else {
            return "<p class=\"empty\">\(Icon.gauge) \(r("This lens rests on too little to steer by."))</p>"
        }
        let words = BearingWords(r: r)
        let picture = TernaryPicture(
            words: r("From where it stands to the target; the answers say the same"),
            spots: [
                TernaryPicture.Spot(lens: plan.goal.lens, place: plan.now, region: nil, isThin: false)
            ], track: plan.unchanged.map { [plan.now, $0] } ?? [], trackLens: plan.goal.lens,
            target: plan.goal.target.blend)
        return """
            <div class="bearing-pair"><section class="card">\(picture.body(r))</section>
            <section class="card bearing-answers"><h2>\(r("What it takes"))</h2><dl>
            <dt>\(r("Where it stands"))</dt><dd>\(words.blend(plan.now)) (\(r("twelve months together: \(words.blend(plan.year))")))</dd>
            <dt>\(r("Of the new work"))</dt><dd>\(mix(plan, r))</dd>
            <dt>\(r("Heading"))</dt><dd>\(heading(plan, r))</dd>
            <dt>\(r("If nothing changes"))</dt><dd>\(unchanged(plan, r))</dd></dl>
            <p class="quiet">\(r("Methods: \(r.list([CombinedForecast.method.description, "forecast draws 1"]))."))</p></section></div>
            \(save(plan, r))
            """
    }

    private func mix(_ plan: CoursePlan, _ r: Reader) -> String {
        guard plan.goal.lens != .declared else {
            return r("What is declared is said anew; no work turns it.")
        }
        let jobs = r.number(plan.goal.jobs)
        guard plan.mix.isFeasible else {
            let least = r.number(Int(plan.mix.leastVolume.rounded(.up)))
            return r(
                "\(jobs) are too few to turn the \(r.number(plan.count)) behind it: at least \(least) are needed."
            )
        }
        let parts = zip(Part.allCases, plan.mix.mix).map { part, share in
            "\(BearingWords(r: r).name(part)) \(r.percent(share))"
        }
        return r("Of the next \(jobs): \(r.list(parts)).")
    }

    private func heading(_ plan: CoursePlan, _ r: Reader) -> String {
        let words = BearingWords(r: r)
        let needed = r("Needed at first, in points a month: \(words.change(plan.needed)).")
        return needed + " "
            + (plan.heading.map { r("It goes \(words.change($0)) now.") }
                ?? r("Now it holds its course."))
    }

    private func unchanged(_ plan: CoursePlan, _ r: Reader) -> String {
        guard let place = plan.unchanged, let probability = plan.probability else {
            return r("Too little to look ahead.")
        }
        let arrival = r(
            "By \(r.month(plan.goal.until)): \(BearingWords(r: r).blend(place)). It arrives within five points with a probability of \(r.percent(probability.value))."
        )
        return arrival + " "
            + (plan.earliest.map { r("More likely than not from \(r.month($0)) on.") }
                ?? r("In no month until then is it more likely than not."))
    }

    private func save(_ plan: CoursePlan, _ r: Reader) -> HTML {
        let hidden = ["lens", "offering", "by", "jobs", "product", "service", "idea"].map { name -> HTML in
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(typed[name])\">"
        }
        return """
            <form class="card declare" method="post" action="/direction/courses">\(frame.csrfField)\(hidden)
            <h2>\(r("Set this course"))</h2>\(Field.area("levers", r("What is to be done about it"), value: typed["levers"], rows: 3))
            <p><button class="button">\(r("Set the course"))</button></p></form>
            """
    }

    // MARK: Courses that are set

    private func followed(_ r: Reader) -> HTML {
        guard !courses.isEmpty else { return "" }
        let items = courses.map {
            CourseView(followed: $0, frame: frame).body(r)
        }
        return
            "<section class=\"card\"><h2>\(r("Courses"))</h2><ul class=\"mention-list\">\(items)</ul></section>"
    }
}

/// A course with how far it has come.
struct CourseView {
    let followed: FollowedCourse
    let frame: Frame

    private var course: SavedCourse { followed.course }

    func body(_ r: Reader) -> HTML {
        """
        <li><strong>\(course.goal.lens.name(r)): \(aim(r))</strong>\
        <span class="quiet">\(r("Set out in \(r.month(course.begun)) from \(BearingWords(r: r).blend(course.start))"))</span>\
        <span dir="auto">\(course.levers)</span>\(state(r))</li>
        """
    }

    private func aim(_ r: Reader) -> String {
        course.goal.target.blend.map { r("\(BearingWords(r: r).blend($0)) by \(r.month(course.goal.until))") }
            ?? ""
    }

    private func state(_ r: Reader) -> HTML {
        if let why = course.endedWhy, let at = course.endedAt {
            return "<span>\(r("Ended \(r.shortDate(at.milliseconds)): \(why)"))</span>"
        }
        return """
            <span>\(way(r))</span><details><summary>\(r("End it"))</summary><form method="post" action="/direction/courses/\(course.id.description)/ending">\(frame.csrfField)\
            \(Field.text("why", r("Why"), scope: "course\(course.id)-"))<button class="button small plain">\(r("End the course"))</button></form></details>
            """
    }

    private func ended(_ arrival: SavedCourse.Arrival, _ r: Reader) -> String {
        let (month, points) = (r.month(course.goal.until), r.number(arrival.points, digits: 1))
        let place = BearingWords(r: r).blend(arrival.place)
        return arrival.isThere
            ? r("Arrived: in \(month) it stood at \(place), \(points) points from the target.")
            : r("Missed: in \(month) it stood at \(place), \(points) points from the target.")
    }

    private func way(_ r: Reader) -> String {
        if let arrival = followed.arrival { return ended(arrival, r) }
        guard let progress = followed.progress else { return r("Too early to see how far it has come.") }
        let whole = progress.along + progress.remainingAlong
        let share = whole > 0 ? progress.along / whole : 0
        let place = BearingWords(r: r).blend(progress.arrivalWithoutChange)
        guard share <= 1 else {
            return r(
                "Past it by \(r.percent(share - 1)) of the way, \(r.number(progress.trackErrorDegrees, digits: 0))° off the line. As it has gone since then it arrives at \(place)."
            )
        }
        return r(
            "\(r.percent(share)) of the way, \(r.number(progress.trackErrorDegrees, digits: 0))° off the line. As it has gone since then it arrives at \(place)."
        )
    }
}
