import Statistics

/// Sums that go once through their input.
extension Scaling {
    static var sums: [Work] {
        [equalParts, loan, stages, rating, pooled, nearestShares, likelihood]
    }

    private static var equalParts: Work {
        Work(name: "equal parts", of: "parts", cost: "O(n)", size: 1000) { size in
            { Double(try Allocation.equal(1_000_003, parts: size)[0]) }
        }
    }

    private static var loan: Work {
        Work(name: "loan schedule", of: "instalments", cost: "O(n)", size: 10) { size in
            {
                let loan = try LoanSchedule(
                    principal: 100_000_000, annualBasisPoints: 300, instalments: size)
                return Double(loan.instalments.count)
            }
        }
    }

    private static var stages: Work {
        Work(name: "passed every stage of 4", of: "customers", cost: "O(n)", size: 1000) { size in
            let passed = (0..<size).map { customer in
                (0..<4).map { stage -> Bool? in (customer + stage) % 5 == 0 ? nil : customer % 9 > stage }
            }
            return { try RolledYield.figure(passed).value }
        }
    }

    private static var rating: Work {
        Work(name: "rating few votes cannot carry", of: "votes", cost: "O(n)", size: 1000) { size in
            let votes = (0..<size).map { Double(1 + $0 % 5) }
            return { try Mean.bayesian(votes, prior: 3, weight: 10) }
        }
    }

    private static var pooled: Work {
        Work(name: "lenses pooled", of: "lenses", cost: "O(n)", size: 1000) { size in
            let lenses = try counts(size).map { (blend: $0.centre, weight: 1.5) }
            return { try Composition.pool(lenses).product }
        }
    }

    private static var nearestShares: Work {
        Work(name: "nearest shares", of: "classes", cost: "O(n³)", size: 2) { size in
            let counted = (0..<size).map { Double(10 + $0 % 7) }
            let rest = 0.5 / Double(size)
            let confusion = (0..<size).map { row in
                (0..<size).map { row == $0 ? 0.5 + rest : rest }
            }
            return { try AdjustedCount.shares(counted: counted, confusion: confusion)[0] }
        }
    }

    private static var likelihood: Work {
        Work(name: "BG/NBD likelihood", of: "customers", cost: "O(n)", size: 500) { size in
            let histories = (0..<size).map {
                BuyingHistory(repeats: $0 % 7, recency: $0 % 7 == 0 ? 0 : Double($0 % 30) + 1, age: 39)
            }
            let model = try BGNBD(r: 0.243, alpha: 4.414, a: 0.793, b: 2.426)
            return { try model.logLikelihood(of: histories) }
        }
    }
}
