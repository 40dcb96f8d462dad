import Testing

@testable import Statistics

/// golden.json `role_degrees`, intervals by scipy: recipient, connecter,
/// co-creator, co-producer are 0 to 3.
struct RoleDegreesTests {
    static let prior = [2.4, 0.2, 0.1, 0.3]
    static let events: [RoleDegrees.Evidence] = [
        .init(role: 1, weight: 1, age: 10), .init(role: 1, weight: 1, age: 200),
        .init(role: 2, weight: 2, age: 30),
        .init(role: 3, weight: 0.5, age: 5), .init(role: 3, weight: 0.5, age: 60),
        .init(role: 3, weight: 0.5, age: 400),
    ]

    @Test func `degrees are the golden ones`() throws {
        let roles = try RoleDegrees(prior: Self.prior, evidence: Self.events)
        #expect(close(roles.degrees.map(\.mean), [0.333267, 0.225672, 0.261309, 0.179752], 5e-7))
        #expect(roles.degrees[1].interval.low.prints("0.0575"))
        #expect(roles.degrees[1].interval.high.prints("0.4325"))
        #expect(roles.evidence.prints("4.2") && roles.isKnown)
    }

    @Test func `without evidence the degrees are the base rates and nothing is known`() throws {
        let roles = try RoleDegrees(prior: Self.prior, evidence: [])
        #expect(close(roles.degrees.map(\.mean), [0.8, 0.2 / 3, 0.1 / 3, 0.1]) && !roles.isKnown)
    }

    @Test func `evidence that cannot be is refused by name`() {
        for bad in notNumbers + [-1] {
            #expect(
                refusal(try RoleDegrees(prior: Self.prior, evidence: [.init(role: 0, weight: bad, age: 1)]))
                    .hasPrefix("evidence[0].weight: "))
            #expect(
                refusal(try RoleDegrees(prior: Self.prior, evidence: [.init(role: 0, weight: 1, age: bad)]))
                    .hasPrefix("evidence[0].age: "))
            #expect(refusal(try RoleDegrees(prior: [1, bad], evidence: [])).hasPrefix("prior[1]: "))
            #expect(
                refusal(try RoleDegrees(prior: Self.prior, evidence: [], halfLife: bad)).hasPrefix(
                    "halfLife: "))
            #expect(
                refusal(try RoleDegrees(prior: Self.prior, evidence: [], level: bad)).hasPrefix("level: "))
        }
        #expect(
            refusal(try RoleDegrees(prior: Self.prior, evidence: [.init(role: 4, weight: 1, age: 1)]))
                == "evidence[0].role: outOfRange")
        #expect(refusal(try RoleDegrees(prior: [1], evidence: [])) == "prior: tooFew")
        #expect(refusal(try RoleDegrees(prior: [], evidence: [])) == "prior: empty")
    }
}
