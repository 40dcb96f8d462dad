import Statistics

/// Money, time and who does the work.
extension Scaling {
    static var work: [Work] {
        [largestRemainder, timeDrivenCost, businessDays, erlangC, whoWaits, roleDegrees]
    }

    private static var largestRemainder: Work {
        Work(name: "largest remainder", of: "lines", cost: "O(n log n)", size: 1000) { size in
            let weights = (0..<size).map { Int64($0 * 7 % 101) }
            return { Double(try Allocation.largestRemainder(1_000_003, weights: weights)[1]) }
        }
    }

    private static var timeDrivenCost: Work {
        Work(name: "time-driven cost", of: "activities", cost: "O(n)", size: 1000) { size in
            let activities = (0..<size).map {
                TimeDrivenCost.Activity(minutes: Double($0 % 60), volume: Double($0 % 11))
            }
            return {
                try TimeDrivenCost(cost: 5e5, practicalMinutes: 7e5, activities: activities).assigned
            }
        }
    }

    private static var businessDays: Work {
        Work(name: "business days", of: "days", cost: "O(n)", size: 1000) { size in
            let (calendar, start) = (try BusinessCalendar(), try CivilDate(2026, 1, 1))
            return { Double(try calendar.date(size, businessDaysAfter: start).dayNumber) }
        }
    }

    private static var erlangC: Work {
        Work(name: "Erlang C", of: "agents", cost: "O(n)", size: 1000) { size in
            { try ErlangC(load: 0.98 * Double(size), agents: size).waitProbability }
        }
    }

    private static var whoWaits: Work {
        Work(name: "who waits", of: "hand-overs", cost: "O(n log n)", size: 1000) { size in
            let handovers = (0..<size).map { (at: ($0 * 7919) % size, to: $0 % 4) }
            return { Double(try TimeSplit(from: 0, to: size, first: 0, handovers: handovers).elapsed) }
        }
    }

    private static var roleDegrees: Work {
        Work(name: "role degrees", of: "pieces of evidence", cost: "O(n)", size: 1000) { size in
            let evidence = (0..<size).map {
                RoleDegrees.Evidence(role: $0 % 4, weight: 1, age: Double($0 % 700))
            }
            return { try RoleDegrees(prior: [2.4, 0.2, 0.1, 0.3], evidence: evidence).evidence }
        }
    }
}
