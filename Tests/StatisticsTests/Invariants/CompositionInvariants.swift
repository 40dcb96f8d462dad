import Testing

@testable import Statistics

/// MEASURES.md, section 13b; each on 10,000 random cases from a fixed seed.
struct CompositionInvariants {
    @Test func `coordinates and blend are each other's inverse`() throws {
        var generator = SeededGenerator(seed: 101)
        for _ in 0..<caseCount {
            let z = Vector2(4 * generator.normal(), 4 * generator.normal())
            let back = try Composition(logRatios: z).logRatios
            #expect(abs(back.x - z.x) < 1e-12 && abs(back.y - z.y) < 1e-12)
            let blend = generator.composition()
            #expect(close(try Composition(logRatios: blend.logRatios).parts, blend.parts, 1e-12))
            let general = try LogRatio.isometric(blend.parts)
            #expect(close(try LogRatio.blend(atIsometric: general), blend.parts, 1e-12))
        }
    }

    @Test func `distance does not change when both are perturbed alike`() {
        var generator = SeededGenerator(seed: 102)
        for _ in 0..<caseCount {
            let (x, y, p) = (generator.composition(), generator.composition(), generator.composition())
            #expect(close(x.perturbed(by: p).distance(to: y.perturbed(by: p)), x.distance(to: y), 1e-11))
        }
    }

    @Test func `distance is the same in every basis`() {
        var generator = SeededGenerator(seed: 103)
        for _ in 0..<caseCount {
            let (x, y) = (generator.composition(), generator.composition())
            let angle = 2 * Double.pi * generator.uniform()
            func turned(_ z: Vector2) -> Vector2 {
                Vector2(cos(angle) * z.x - sin(angle) * z.y, sin(angle) * z.x + cos(angle) * z.y)
            }
            let distance = (turned(x.logRatios) - turned(y.logRatios)).norm
            #expect(close(distance, x.distance(to: y), 1e-12))
            // And without any basis, from the centred log-ratios.
            let gaps = zip(x.centredLogRatios, y.centredLogRatios).map { $0 - $1 }
            #expect(close(gaps.reduce(0) { $0 + $1 * $1 }.squareRoot(), x.distance(to: y), 1e-12))
        }
    }

    @Test func `the region lies strictly inside the triangle`() throws {
        var generator = SeededGenerator(seed: 104)
        for _ in 0..<caseCount {
            let emphasis = try Emphasis(counts: generator.counts())
            for point in try emphasis.region(level: 0.5 + 0.49 * generator.uniform(), points: 5) {
                #expect(point.product > 0 && point.service > 0 && point.idea > 0)
                #expect(point.product < 1 && point.service < 1 && point.idea < 1)
                let place = point.ternaryPoint
                #expect(place.y > 0 && place.y < 3.0.squareRoot() * min(place.x, 1 - place.x) + 1e-12)
            }
        }
    }

    @Test func `permuting the parts permutes every result`() throws {
        var generator = SeededGenerator(seed: 105)
        for _ in 0..<caseCount {
            let order = [0, 1, 2].shuffled(using: &generator)
            func turn(_ parts: [Double]) -> [Double] { order.map { parts[$0] } }
            let (a, b) = (generator.counts(), generator.counts())
            let (first, second) = (try Emphasis(counts: a), try Emphasis(counts: b))
            let (firstTurned, secondTurned) = (try Emphasis(counts: turn(a)), try Emphasis(counts: turn(b)))
            #expect(close(firstTurned.centre.parts, turn(first.centre.parts), 1e-12))
            #expect(close(firstTurned.covariance.determinant, first.covariance.determinant, 1e-11))
            let (gap, turned) = (
                try LensGap(from: first, to: second), try LensGap(from: firstTurned, to: secondTurned)
            )
            #expect(close(turned.tSquared, gap.tSquared, 1e-9) && close(turned.points, gap.points, 1e-10))
            #expect(close(turned.change, turn(gap.change), 1e-10))
            let (x, y) = (first.centre, second.centre)
            let (xTurned, yTurned) = (try Composition(turn(x.parts)), try Composition(turn(y.parts)))
            #expect(close(xTurned.perturbed(by: yTurned).parts, turn(x.perturbed(by: y).parts), 1e-12))
            #expect(close(xTurned.focus, x.focus, 1e-11) && close(xTurned.evenness, x.evenness, 1e-12))
            let mix = try RequiredMix(now: x, target: y, base: 100, new: 60)
            let mixTurned = try RequiredMix(now: xTurned, target: yTurned, base: 100, new: 60)
            #expect(close(mixTurned.mix, turn(mix.mix), 1e-9))
            #expect(closeRelatively(mixTurned.leastVolume, mix.leastVolume, 1e-9))
        }
    }

    @Test func `counting more makes the region smaller`() throws {
        var generator = SeededGenerator(seed: 106)
        for _ in 0..<caseCount {
            var counts = generator.counts()
            let before = try Emphasis(counts: counts).covariance.determinant
            counts[generator.index(belowPositive: 3)] += Double(1 + generator.index(belowPositive: 50))
            #expect(try Emphasis(counts: counts).covariance.determinant < before)
        }
    }
}
