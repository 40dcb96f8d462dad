import Testing

@testable import Statistics

/// MEASURES.md, section 13b; each on 10,000 random cases from a fixed seed.
struct TrajectoryInvariants {
    static func model(_ generator: inout SeededGenerator) throws -> EmphasisFilter {
        try EmphasisFilter(
            damping: 0.5 + 0.5 * generator.uniform(),
            noise: generator.uniform() < 0.7
                ? .variances(level: exp(-12 * generator.uniform()), slope: exp(-14 * generator.uniform()))
                : .discount(0.8 + 0.2 * generator.uniform()))
    }

    @Test func `an observation without any precision leaves the prediction`() throws {
        var generator = SeededGenerator(seed: 201)
        for _ in 0..<caseCount {
            let model = try Self.model(&generator)
            let periods: [Emphasis?] = [generator.emphasis(), generator.emphasis()]
            let vague = Emphasis(
                count: 0, logRatios: generator.emphasis().logRatios,
                covariance: SymmetricMatrix2(diagonal: 1e14))
            let predicted = try model.follow(periods + [nil]).now
            let seen = try model.follow(periods + [vague]).now
            #expect((seen.level - predicted.level).norm < 1e-9 && (seen.slope - predicted.slope).norm < 1e-9)
            #expect(close(seen.levelCovariance.determinant, predicted.levelCovariance.determinant, 1e-9))
        }
    }

    @Test func `the forecast region widens with the horizon`() throws {
        var generator = SeededGenerator(seed: 202)
        for _ in 0..<caseCount {
            let model = try Self.model(&generator)
            let periods: [Emphasis?] = (0..<4).map { $0 == 2 ? nil : generator.emphasis() }
            let forecasts = try model.follow(periods).forecast(horizon: 4)
            for (near, far) in zip(forecasts, forecasts.dropFirst()) {
                #expect(far.covariance.determinant >= near.covariance.determinant * (1 - 1e-12))
            }
        }
    }

    @Test func `the region of the forecast shown widens with the horizon`() throws {
        var generator = SeededGenerator(seed: 207)
        func judge(_ periods: [Emphasis?]) throws {
            let forecasts = try CombinedForecast(periods, horizon: 4).forecasts
            for (near, far) in zip(forecasts, forecasts.dropFirst()) {
                #expect(far.covariance.determinant >= near.covariance.determinant * (1 - 1e-12))
                #expect(near.covariance.determinant > 0)
            }
        }
        for _ in 0..<caseCount {
            try judge((0..<5).map { $0 == 2 ? nil : generator.emphasis() })
        }
        // Long enough for a fit and for errors of its own.
        for _ in 0..<20 { try judge((0..<45).map { _ in generator.emphasis() }) }
    }

    @Test func `permuting the parts permutes a course and its numbers`() throws {
        var generator = SeededGenerator(seed: 208)
        for _ in 0..<caseCount {
            let order = [0, 1, 2].shuffled(using: &generator)
            func turn(_ blend: Composition) throws -> Composition {
                try Composition(order.map { blend.parts[$0] })
            }
            let (a, b, c) = (generator.composition(), generator.composition(), generator.composition())
            let course = try Course(start: a, now: b, target: c, elapsed: 3, remaining: 4)
            let turned = try Course(start: turn(a), now: turn(b), target: turn(c), elapsed: 3, remaining: 4)
            #expect(close(turned.along, course.along, 1e-9))
            // Left and right change places with every other order.
            #expect(close(abs(turned.crossTrack), abs(course.crossTrack), 1e-9))
            #expect(close(turned.turnDegrees, course.turnDegrees, 1e-6))
            #expect(close(turned.nextOnCourse.parts, try turn(course.nextOnCourse).parts, 1e-9))
            #expect(
                close(turned.arrivalWithoutChange.parts, try turn(course.arrivalWithoutChange).parts, 1e-9))
            let seen = try Composition.mean([a, b, c], weights: [1, 2, 3])
            let seenTurned = try Composition.mean([turn(a), turn(b), turn(c)], weights: [1, 2, 3])
            #expect(close(seenTurned.parts, try turn(seen).parts, 1e-11))
        }
    }

    @Test func `permuting the parts permutes bearing and forecast`() throws {
        var generator = SeededGenerator(seed: 203)
        for _ in 0..<caseCount {
            let model = try Self.model(&generator)
            let order = [0, 1, 2].shuffled(using: &generator)
            func turn(_ parts: [Double]) -> [Double] { order.map { parts[$0] } }
            let counts = (0..<4).map { _ in generator.counts() }
            let bearing = try model.follow(counts.map { try Emphasis(counts: $0) })
            let turned = try model.follow(counts.map { try Emphasis(counts: turn($0)) })
            #expect(close(turned.logLikelihood, bearing.logLikelihood, 1e-9))
            let (ahead, aheadTurned) = (
                try bearing.forecast(horizon: 3)[2], try turned.forecast(horizon: 3)[2]
            )
            #expect(close(aheadTurned.centre.parts, turn(ahead.centre.parts), 1e-9))
            let (heading, headingTurned) = (try bearing.heading(), try turned.heading())
            #expect(close(headingTurned.pointsPerPeriod, turn(heading.pointsPerPeriod), 1e-8))
            #expect(close(headingTurned.p, heading.p, 1e-9))
        }
    }

    @Test func `what is known stays a covariance`() throws {
        var generator = SeededGenerator(seed: 204)
        for _ in 0..<caseCount {
            let model = try Self.model(&generator)
            for state in try model.follow((0..<4).map { _ in generator.emphasis() }).states {
                #expect(state.levelCovariance.isCovariance && state.slopeCovariance.isCovariance)
            }
        }
    }

    @Test func `a course followed to the letter arrives`() throws {
        var generator = SeededGenerator(seed: 205)
        for _ in 0..<caseCount {
            let (start, now, target) = (
                generator.composition(), generator.composition(), generator.composition()
            )
            let remaining = Double(1 + generator.index(belowPositive: 24))
            let course = try Course(start: start, now: now, target: target, elapsed: 6, remaining: remaining)
            let arrived = try Composition(logRatios: now.logRatios + remaining * course.neededSlope)
            #expect(arrived.distance(to: target) < 1e-9)
            #expect(
                close(
                    course.along * course.along + course.crossTrack * course.crossTrack,
                    start.distance(to: now) * start.distance(to: now), 1e-9))
        }
    }

    @Test func `new work of the required mix reaches the target`() throws {
        var generator = SeededGenerator(seed: 206)
        for _ in 0..<caseCount {
            let (now, target) = (generator.composition(reach: 1), generator.composition(reach: 1))
            let (base, new) = (1000 * generator.uniform(), 1000 * generator.uniform())
            let plan = try RequiredMix(now: now, target: target, base: base, new: new)
            let after = zip(now.parts, plan.mix).map { (base * $0 + new * $1) / (base + new) }
            #expect(close(after, target.parts, 1e-9) && close(plan.mix.reduce(0, +), 1, 1e-9))
            #expect(plan.isFeasible == (new >= plan.leastVolume) || abs(new / plan.leastVolume - 1) < 1e-9)
        }
    }
}
