@testable import Statistics

extension GoldenValue {
    private static func timeDriven() throws -> TimeDrivenCost {
        try TimeDrivenCost(
            cost: 560_000, practicalMinutes: 700_000,
            activities: [
                .init(minutes: 8, volume: 49_000), .init(minutes: 44, volume: 1400),
                .init(minutes: 50, volume: 2500),
            ])
    }

    static var costs: [GoldenValue] {
        let harvard = "Kaplan & Anderson, HBR 2004"
        return [
            GoldenValue("tdabc", "rate", source: harvard) { [try timeDriven().rate] },
            GoldenValue("tdabc", "unit", source: harvard) { try timeDriven().unitCosts },
            GoldenValue("tdabc", "assigned", source: harvard) { [try timeDriven().assigned] },
            GoldenValue("tdabc", "unused_cost", source: harvard) { [try timeDriven().unused] },
            GoldenValue("tdabc", "traditional_abc", source: harvard) {
                try TimeDrivenCost.byInterview(
                    cost: 560_000, shares: [70, 10, 20], volumes: [49_000, 1400, 2500])
            },
            GoldenValue("drop_test", "avoidable_contribution", source: "accountingverse.com") {
                [try dropped().avoidableContribution]
            },
            GoldenValue("drop_test", "net_without", source: "accountingverse.com") {
                [7500 - (try dropped().avoidableContribution)]
            },
        ] + money
    }

    private static func dropped() throws -> DropTest {
        try DropTest(sales: 22_000, variable: 10_000, traceable: 10_000, allocated: 3500)
    }

    private static func loan() throws -> LoanSchedule {
        try LoanSchedule(principal: 100_000, annualBasisPoints: 1200, instalments: 12)
    }

    private static var money: [GoldenValue] {
        let (loan12, source) = ("loan_1000_12pct_12", "its formula")
        return [
            GoldenValue("money", "split_10000_by_3", source: source) {
                try Allocation.equal(10_000, parts: 3).map { Double($0) }
            },
            GoldenValue("money", "split_100001_by_6", source: source) {
                try Allocation.equal(100_001, parts: 6).map { Double($0) }
            },
            GoldenValue("money", "largest_remainder_1001_by_5_3_2", source: source) {
                try Allocation.largestRemainder(1001, weights: [5, 3, 2]).map { Double($0) }
            },
            GoldenValue("money", loan12, "payment", source: source, decimals: 2) {
                [Double(try loan().instalments[0].payment) / 100]
            },
            GoldenValue("money", loan12, "first_interest", source: source, decimals: 2) {
                [Double(try loan().instalments[0].interest) / 100]
            },
            GoldenValue("money", loan12, "last", source: source, decimals: 2) {
                [Double(try loan().instalments[11].payment) / 100]
            },
            GoldenValue("money", loan12, "total", source: source, decimals: 2) {
                [Double(try loan().total) / 100]
            },
        ]
    }

    static var lifetimes: [GoldenValue] {
        let (fader, fader13) = ("Fader, Hardie & Lee 2005; lifetimes", "Fader & Hardie 2013; lifetimes")
        let printed: @Sendable () throws -> BGNBD = {
            try BGNBD(r: 0.243, alpha: 4.414, a: 0.793, b: 2.426)
        }
        let customer = BuyingHistory(repeats: 2, recency: 30.43, age: 38.86)
        return [
            GoldenValue("bgnbd_cdnow", "n", source: fader) { [Double(try LifetimeTests.cdnow().count)] },
            GoldenValue("bgnbd_cdnow", "params", source: fader) {
                let fit = try BGNBD.fitted(to: LifetimeTests.cdnow())
                return [fit.r, fit.alpha, fit.a, fit.b]
            },
            GoldenValue("bgnbd_cdnow", "LL", source: fader) {
                [try printed().logLikelihood(of: LifetimeTests.cdnow())]
            },
            GoldenValue("bgnbd_cdnow", "ex", "expected", source: fader) {
                [try printed().expectedPurchases(customer, in: 39)]
            },
            GoldenValue("bgnbd_cdnow", "ex", "p_alive", source: fader) {
                [try printed().probabilityAlive(customer)]
            },
            // The top is flat: the sixth decimal (of v, the fifth too) belongs to
            // the search. See LifetimeTests.
            GoldenValue("gamma_gamma_cdnow", "p", source: fader13, decimals: 5) { [try spending().p] },
            GoldenValue("gamma_gamma_cdnow", "q", source: fader13) { [try spending().q] },
            GoldenValue("gamma_gamma_cdnow", "v", source: fader13, decimals: 4) { [try spending().gamma] },
            GoldenValue("gamma_gamma_cdnow", "pop_mean", source: fader13, decimals: 5) {
                [try spending().populationMean()]
            },
            GoldenValue("gamma_gamma_cdnow", "ex", "expected", source: fader13, decimals: 5) {
                [try spending().expectedValue(.init(purchases: 2, mean: 25))]
            },
            GoldenValue("crv", "value", source: "Kumar, Petersen & Leone 2007") {
                let margins = Array(repeating: 38.0, count: 12)
                let friends = [
                    ReferralValue.Friend(contributions: margins, savedAcquisition: 60, decisive: 1),
                    ReferralValue.Friend(contributions: margins, savedAcquisition: 60, decisive: 0),
                ]
                return [try ReferralValue(friends, rate: 0.01).value]
            },
        ]
    }

    private static func spending() throws -> GammaGamma {
        try GammaGamma.fitted(
            to: Fixtures.rows("cdnow").filter { $0[0] > 0 }.map {
                GammaGamma.Spending(purchases: Int($0[0]), mean: $0[3])
            })
    }

    static var networks: [GoldenValue] {
        let source = "networkx 3.6.1"
        let nodes = [("A", 0), ("B", 1), ("C", 2), ("F", 5), ("H", 7), ("D", 3)]
        return nodes.map { name, node in
            GoldenValue("pagerank_referrals", "reversed_rank", name, source: source) {
                [try DirectedGraph(nodes: 9, links: NetworkTests.referrals).reversed.pageRank()[node]]
            }
        }
            + nodes.filter { ["A", "B", "C", "F"].contains($0.0) }.map { name, node in
                GoldenValue("pagerank_referrals", "descendants", name, source: source) {
                    [Double(try ReferralForest(referrers: NetworkTests.referrers).descendants[node])]
                }
            }
            + [0, 33, 32].map { node in
                GoldenValue("karate", "betweenness", "\(node)", source: source) {
                    var unused = SeededGenerator(seed: 1)
                    return [try NetworkTests.karate().betweenness(using: &unused)[node]]
                }
            }
            + [0, 33].map { node in
                // networkx stops while the ranks still move a little.
                GoldenValue("karate", "pagerank", "\(node)", source: source, decimals: 9) {
                    [try NetworkTests.karate().pageRank()[node]]
                }
            }
            + [
                GoldenValue("pagerank_referrals", "structural_virality_of_A", source: source) {
                    [try ReferralForest(referrers: NetworkTests.referrers).structuralVirality(of: 0) ?? .nan]
                },
                GoldenValue("bradley_terry_stigler", "ability_rel", source: "R BradleyTerry2, choix") {
                    try BradleyTerry(items: 4, wins: BradleyTerryTests.wins, smoothing: .none).abilities
                },
            ]
    }

    static var times: [GoldenValue] { queues + roles + deadlines + special }

    private static var queues: [GoldenValue] {
        (11...15).flatMap { agents in
            let (key, source) = ("A=10 c=\(agents)", "Ciw, Erlang 1917")
            let queue: @Sendable () throws -> ErlangC = { try ErlangC(load: 10, agents: agents) }
            return [
                GoldenValue("erlang_c", key, "pw", source: source) { [try queue().waitProbability] },
                GoldenValue("erlang_c", key, "asa_s", source: source) {
                    [try queue().meanWait(handling: 180)]
                },
                GoldenValue("erlang_c", key, "sl20", source: source) {
                    [try queue().answered(within: 20, handling: 180)]
                },
            ]
        }
            + ["business", "customer", "partner"].map { party in
                GoldenValue("who_waits", "hours", party, source: "its sum") {
                    [Double(try split().totals[party] ?? -1)]
                }
            } + [GoldenValue("who_waits", "total", source: "its sum") { [Double(try split().elapsed)] }]
    }

    private static func split() throws -> TimeSplit<String> {
        try TimeSplit(
            from: 0, to: 84, first: "business",
            handovers: [(5, "customer"), (53, "business"), (57, "partner"), (81, "business")])
    }

    private static var roles: [GoldenValue] {
        let degrees: @Sendable () throws -> RoleDegrees = {
            try RoleDegrees(prior: RoleDegreesTests.prior, evidence: RoleDegreesTests.events)
        }
        return ["recipient", "connecter", "cocreator", "coproducer"].enumerated().map { index, name in
            GoldenValue("role_degrees", "mean", name, source: "scipy") { [try degrees().degrees[index].mean] }
        } + [
            GoldenValue("role_degrees", "connecter_80", source: "scipy") {
                ends(try degrees().degrees[1].interval)
            }
        ]
    }

    private static var deadlines: [GoldenValue] {
        let (source, rule) = ("45 CFR 149.610", NoticeRule.goodFaithEstimate)
        @Sendable func day(_ day: Int) throws -> CivilDate { try CivilDate(2026, 3, day) }
        return [(0, 5), (1, 16)].flatMap { index, service in
            [
                GoldenValue("gfe_deadlines", "\(index)", "lead_bd", source: source) {
                    [Double(try BusinessCalendar().businessDays(from: day(2), to: day(service)))]
                },
                GoldenValue("gfe_deadlines", "\(index)", "due", source: source) {
                    let due = try rule.deadline(booked: day(2), service: day(service), in: BusinessCalendar())
                    return [Double(due?.dayNumber ?? 0)]
                },
            ]
        } + [
            GoldenValue("gfe_deadlines", "2", "due", source: source) {
                [Double(try rule.deadline(requested: day(6), in: BusinessCalendar()).dayNumber)]
            },
            GoldenValue("gfe_deadlines", "3", "due", source: source) {
                [Double(try rule.revisionDeadline(service: day(16), in: BusinessCalendar()).dayNumber)]
            },
        ]
    }

    private static var special: [GoldenValue] {
        [
            GoldenValue("special", "digamma_half", source: "scipy, mpmath") { [try Special.digamma(0.5)] },
            GoldenValue("special", "trigamma_half", source: "scipy, mpmath") { [try Special.trigamma(0.5)] },
            GoldenValue("special", "digamma_10", source: "scipy, mpmath") { [try Special.digamma(10)] },
            GoldenValue("special", "trigamma_10", source: "scipy, mpmath") { [try Special.trigamma(10)] },
        ]
    }
}
