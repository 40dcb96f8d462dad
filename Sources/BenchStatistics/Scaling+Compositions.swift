import Statistics

/// Blends: their coordinates, regions and shifts.
extension Scaling {
    static var compositions: [Work] {
        [emphasis, meanBlend, onePerCustomer, isometric, region, displacement, mixShift]
    }

    private static var emphasis: Work {
        Work(name: "emphasis from counts", of: "periods", cost: "O(n)", size: 1000) { size in
            { try counts(size).reduce(0) { $0 + $1.logRatios.x } }
        }
    }

    private static var meanBlend: Work {
        Work(name: "mean of blends", of: "blends", cost: "O(n)", size: 1000) { size in
            let blends = try counts(size).map(\.centre)
            return { try Composition.mean(blends).product }
        }
    }

    private static var onePerCustomer: Work {
        Work(name: "one unit a customer", of: "customers", cost: "O(n)", size: 1000) { size in
            let rows = (0..<size).map { [Double($0 % 5), Double($0 % 3), 1] }
            return { try CustomerCounts.onePerCustomer(rows).counts[0] }
        }
    }

    private static var isometric: Work {
        Work(name: "closure, ilr and back", of: "parts", cost: "O(n)", size: 1000) { size in
            let parts = (0..<size).map { Double($0 % 13) + 1 }
            return { try LogRatio.blend(atIsometric: LogRatio.isometric(parts)).count > 0 ? 1 : 0 }
        }
    }

    private static var region: Work {
        Work(name: "region outline", of: "points", cost: "O(n)", size: 100) { size in
            let emphasis = try Emphasis(counts: [30, 50, 20])
            return { try emphasis.region(points: size)[0].product }
        }
    }

    private static var displacement: Work {
        Work(name: "displacement of any parts", of: "parts", cost: "O(n³)", size: 2) { size in
            let counts = (0..<size).map { Double($0 % 7) + 3 }
            return { try Displacement(from: counts, to: counts.reversed()).tSquared }
        }
    }

    private static var mixShift: Work {
        Work(name: "mix shift", of: "segments", cost: "O(n)", size: 1000) { size in
            let centres = try counts(size + 1).map(\.centre)
            let segments = (0..<size).map {
                MixShift.Segment(
                    before: Double(1 + $0 % 5), after: Double(1 + $0 % 7), blendBefore: centres[$0],
                    blendAfter: centres[$0 + 1])
            }
            return { try MixShift(segments).within[0] }
        }
    }
}
