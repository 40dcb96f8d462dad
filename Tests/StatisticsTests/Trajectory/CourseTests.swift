import Testing

@testable import Statistics

/// golden.json `course`.
struct CourseTests {
    let start: Composition
    let now: Composition
    let target: Composition
    let course: Course

    init() throws {
        start = try Composition(product: 0.6, service: 0.3, idea: 0.1)
        now = try Composition(product: 0.5, service: 0.33, idea: 0.17)
        target = try Composition(product: 0.4, service: 0.4, idea: 0.2)
        course = try Course(start: start, now: now, target: target, elapsed: 6, remaining: 6)
    }

    @Test func `slopes and correction are the golden ones`() {
        #expect(close([course.slope.x, course.slope.y], [-0.06740053701476063, -0.051302726693245176]))
        #expect(
            close(
                [course.neededSlope.x, course.neededSlope.y], [-0.05451325302437137, 0.003518205446941943]))
        #expect(
            close([course.correction.x, course.correction.y], [0.012887283990389263, 0.05482093214018712]))
    }

    @Test func `track and closing angle are the golden ones`() {
        #expect(close(course.along, 0.48884396415952575))
        #expect(close(course.crossTrack, 0.13901243225783008))
        #expect(close(course.remainingAlong, 0.2968200710412609))
        #expect(close(course.trackErrorDegrees, 15.874148073551632))
        #expect(close(course.closingAngleDegrees, 25.09552809929547))
        #expect(course.trackErrorDegrees.prints("15.87") && course.closingAngleDegrees.prints("25.10"))
        #expect(close(course.turnDegrees, 40.9696761728471))
    }

    @Test func `arrival without change and the next month on course are the golden ones`() {
        #expect(
            close(
                course.arrivalWithoutChange.parts,
                [0.3898939488459139, 0.3396756082345602, 0.27043044291952584]))
        #expect(
            close(course.nextOnCourse.parts, [0.483115501902138, 0.3417204104695229, 0.17516408762833913]))
    }

    @Test func `points a period are the golden ones`() throws {
        #expect(
            close(
                try now.pointsPerPeriod(slope: course.slope),
                [-1.773499503441446, 0.356464879019184, 1.417034624422262]))
    }

    @Test func `the mix of new work is the golden one`() throws {
        let mix = try RequiredMix(now: now, target: target, base: 100, new: 60)
        #expect(close(mix.mix, [0.23333333333333334, 0.5166666666666667, 0.25]) && mix.isFeasible)
        #expect(close(mix.leastVolume, 25))
        #expect(try !RequiredMix(now: now, target: target, base: 100, new: 24).isFeasible)
        #expect(try RequiredMix(now: now, target: target, base: 100, new: 25.001).isFeasible)
    }

    /// MEASURES.md, section 3: 4 off after 60 with 40 to go is 10°, exactly
    /// 9.52.
    @Test func `one in sixty explains the turn`() throws {
        let turn = try OneInSixty.turn(off: 4, flown: 60, remaining: 40)
        #expect(turn == (4, 6, 10))
        #expect(try OneInSixty.exactTurn(off: 4, flown: 60, remaining: 40).prints("9.52"))
    }

    @Test func `the chance of arriving is counted from draws and comes back the same`() throws {
        let certain = Forecast(
            horizon: 1, logRatios: target.logRatios, covariance: SymmetricMatrix2(diagonal: 1e-8),
            observed: 30,
            method: CombinedForecast.method)
        let vague = Forecast(
            horizon: 2, logRatios: target.logRatios, covariance: SymmetricMatrix2(diagonal: 4), observed: 30,
            method: CombinedForecast.method)
        var generator = SeededGenerator(seed: 5)
        var again = generator
        #expect(try certain.probabilityOfArriving(at: target, using: &generator).value == 1)
        #expect(try vague.probabilityOfArriving(at: target, using: &generator).value < 0.1)
        #expect(try [vague, certain].firstArriving(at: target, using: &generator)?.horizon == 1)
        #expect(try [vague].firstArriving(at: target, using: &generator) == nil)
        let first = try vague.probabilityOfArriving(at: target, using: &again)
        again = SeededGenerator(seed: 5)
        #expect(try vague.probabilityOfArriving(at: target, using: &again) == first)
    }

    @Test func `a course that makes no sense is refused by name`() throws {
        for bad in notNumbers + [0, -1] {
            #expect(
                refusal(try Course(start: start, now: now, target: target, elapsed: bad, remaining: 1))
                    .hasPrefix("elapsed: "))
            #expect(
                refusal(try Course(start: start, now: now, target: target, elapsed: 1, remaining: bad))
                    .hasPrefix("remaining: "))
            #expect(refusal(try RequiredMix(now: now, target: target, base: 1, new: bad)).hasPrefix("new: "))
            #expect(refusal(try OneInSixty.turn(off: 1, flown: bad, remaining: 1)).hasPrefix("flown: "))
            #expect(
                refusal(try OneInSixty.exactTurn(off: 1, flown: 1, remaining: bad)).hasPrefix("remaining: "))
        }
        #expect(
            refusal(try Course(start: start, now: now, target: start, elapsed: 1, remaining: 1))
                == "target: outOfRange")
        #expect(refusal(try RequiredMix(now: now, target: target, base: -1, new: 1)) == "base: negative")
        #expect(refusal(try OneInSixty.turn(off: -1, flown: 1, remaining: 1)) == "off: negative")
        #expect(refusal(try now.pointsPerPeriod(slope: Vector2(.nan, 0))) == "slope.x: notFinite")
        var generator = SeededGenerator(seed: 1)
        let forecast = Forecast(
            horizon: 1, logRatios: .zero, covariance: .identity, observed: 2, method: CombinedForecast.method)
        #expect(
            refusal(try forecast.probabilityOfArriving(at: now, tolerance: 0, using: &generator))
                == "tolerance: outOfRange")
        #expect(
            refusal(try forecast.probabilityOfArriving(at: now, draws: 5, using: &generator))
                == "draws: outOfRange")
        #expect(refusal(try forecast.region(level: 1)) == "level: outOfRange")
        #expect(
            refusal(try [forecast].firstArriving(at: now, probability: 2, using: &generator))
                == "probability: outOfRange")
    }
}
