import Testing

@testable import Statistics

/// golden.json `coda`, made with PyPI composition_stats 2.0.0 and scikit-bio.
struct CompositionTests {
    let x: Composition
    let y: Composition

    init() throws {
        x = try Composition(product: 0.5, service: 0.3, idea: 0.2)
        y = try Composition(product: 0.2, service: 0.5, idea: 0.3)
    }

    @Test func `log-ratios give the golden values`() throws {
        #expect(
            close(x.centredLogRatios, [0.47570545188004865, -0.035120171885942186, -0.44058527999410635]))
        #expect(close([x.logRatios.x, x.logRatios.y], [0.5826178124831081, 0.2867071274778195]))
        #expect(close(try LogRatio.isometric(x.parts), [0.5826178124831081, 0.2867071274778195]))
        #expect(close(try LogRatio.centred(x.parts), x.centredLogRatios))
    }

    @Test func `arithmetic gives the golden values`() throws {
        #expect(close(x.distance(to: y), 1.1246926144985363))
        #expect(close(try LogRatio.distance(x.parts, y.parts), 1.1246926144985363))
        #expect(
            close(x.perturbed(by: y).parts, [0.32258064516129037, 0.48387096774193544, 0.1935483870967742]))
        #expect(
            close(
                try x.powered(by: 0.5).parts, [0.41544591325034014, 0.32180302065369965, 0.26275106609596016])
        )
        #expect(
            close(
                try Composition.mean([x, y]).parts,
                [0.33340651154684087, 0.408337915105554, 0.2582555733476051]))
        #expect(
            close(
                y.difference(from: x).parts, [0.11214953271028039, 0.4672897196261683, 0.4205607476635514]))
    }

    @Test func `a typed zero becomes 0.65 of the smallest step`() throws {
        let blend = try Composition.replacingZeros([60, 40, 0], detectionLimit: 1)
        #expect(close(blend.parts, [0.5961, 0.3974, 0.0065], 1e-12))
    }

    /// golden.json `ternary_xy`.
    @Test func `the point on the triangle is the golden one`() {
        #expect(close([x.ternaryPoint.x, x.ternaryPoint.y], [0.4, 0.17320508075688773]))
    }

    /// golden.json `hard_focus`.
    @Test func `focus and evenness give the golden values`() throws {
        let hard = try Composition(product: 0.05, service: 0.9, idea: 0.05)
        #expect(close(hard.focus, 2.3599786579322792))
        #expect(close(hard.evenness, 0.3589962496465303))
        #expect(close(x.focus, 0.649341583736314))
        #expect(close(x.evenness, 0.9372305632161295))
        #expect(Composition.barycentre.focus == 0)
        #expect(close(Composition.barycentre.evenness, 1, 1e-15))
    }

    @Test func `a pool with equal weights is the mean and a lone lens is itself`() throws {
        #expect(close(try Composition.pool([(x, 2), (y, 2)]).parts, try Composition.mean([x, y]).parts))
        #expect(close(try Composition.pool([(x, 1), (y, 0)]).parts, x.parts, 1e-14))
    }

    @Test func `amounts of any size close`() throws {
        let small = try Composition(product: 5e-307, service: 3e-307, idea: 2e-307)
        let large = try Composition(product: 1e308, service: 0.6e308, idea: 0.4e308)
        #expect(close(small.parts, x.parts, 1e-9) && close(large.parts, x.parts, 1e-12))
        let people = try Composition(product: 1e12, service: 1, idea: 1)
        #expect(close(people.service, 1e-12, 1e-20))
    }

    @Test func `shares hold at a floor instead of vanishing`() throws {
        let far = try Composition(logRatios: Vector2(1e9, -1e9))
        #expect(far.parts.allSatisfy { $0 > 0 } && close(far.parts.reduce(0, +), 1))
        #expect(try x.powered(by: 1e12).parts.allSatisfy { $0 > 0 })
    }

    @Test func `the coordinates of many parts lead back to them`() throws {
        let parts = (0..<5000).map { Double($0 % 13) + 1 }
        let back = try LogRatio.blend(atIsometric: LogRatio.isometric(parts))
        #expect(close(back, try LogRatio.closure(parts), 1e-14))
    }

    @Test func `what is no blend is refused by name`() {
        for bad in notNumbers + [0, -1] {
            #expect(refusal(try Composition(product: bad, service: 1, idea: 1)).hasPrefix("product: "))
            #expect(refusal(try Composition(product: 1, service: bad, idea: 1)).hasPrefix("service: "))
            #expect(refusal(try Composition(product: 1, service: 1, idea: bad)).hasPrefix("idea: "))
            #expect(refusal(try Composition([1, 1, bad])).hasPrefix("parts[2]: "))
            #expect(refusal(try LogRatio.centred([1, bad])).hasPrefix("parts[1]: "))
            #expect(refusal(try LogRatio.isometric([bad, 1])).hasPrefix("parts[0]: "))
            #expect(refusal(try LogRatio.distance([1, 1], [1, bad])).hasPrefix("b[1]: "))
            #expect(
                refusal(try Composition.replacingZeros([1, 1, 1], detectionLimit: bad)).hasPrefix(
                    "detectionLimit: "))
        }
        for bad in notNumbers {
            #expect(refusal(try Composition(logRatios: Vector2(bad, 0))) == "logRatios.x: notFinite")
            #expect(refusal(try Composition(logRatios: Vector2(0, bad))) == "logRatios.y: notFinite")
            #expect(refusal(try x.powered(by: bad)) == "power: notFinite")
            #expect(refusal(try LogRatio.blend(atIsometric: [bad])) == "z[0]: notFinite")
            #expect(refusal(try LogRatio.closure([1, bad])) == "amounts[1]: notFinite")
            #expect(refusal(try Composition.replacingZeros([bad, 1, 1])) == "parts[0]: notFinite")
        }
        #expect(refusal(try Composition([1, 1])) == "parts: unequalLengths")
        #expect(refusal(try Composition.mean([])) == "blends: empty")
        #expect(refusal(try Composition.mean([x], weights: [0])) == "weights: outOfRange")
        #expect(refusal(try Composition.mean([x], weights: [1, 2])) == "weights: unequalLengths")
        #expect(refusal(try Composition.mean([x], weights: [-1])) == "weights[0]: negative")
        #expect(refusal(try Composition.pool([])) == "blends: empty")
        #expect(refusal(try Composition.replacingZeros([0, 0, 0])) == "parts: outOfRange")
        #expect(
            refusal(try Composition.replacingZeros([1, 0, 0], detectionLimit: 1))
                == "detectionLimit: outOfRange")
        #expect(refusal(try LogRatio.closure([0, 0])) == "amounts: outOfRange")
        #expect(refusal(try LogRatio.closure([])) == "amounts: empty")
        #expect(refusal(try LogRatio.isometric([1])) == "parts: tooFew")
        #expect(refusal(try LogRatio.blend(atIsometric: [])) == "z: empty")
        #expect(refusal(try LogRatio.distance([1, 1], [1])) == "b: unequalLengths")
    }
}
