/// The lowest point of a smooth function of a few variables, found without
/// derivatives.
///
/// Source: J. A. Nelder & R. Mead (1965), with the restart that guards
/// against a collapsed simplex.
struct NelderMead {
    /// Where the function was lowest.
    let point: [Double]
    /// The function there.
    let value: Double
    /// Whether the last restart improved nothing.
    let hasSettled: Bool

    /// - Parameters:
    ///   - start: a point where the function is finite.
    ///   - step: the size of the first simplex, in the variables' unit.
    ///   - tolerance: on the difference of the function over the simplex.
    ///   - function: may answer with infinity where it is not defined.
    init(
        start: [Double], step: Double = 0.5, tolerance: Double = 1e-11,
        maximumEvaluations: Int = 4000, _ function: ([Double]) -> Double
    ) {
        var best = start
        var bestValue = function(start)
        var spent = 1
        var size = step
        var settled = false
        while spent < maximumEvaluations {
            let (point, value, used) = Self.descend(
                best, bestValue, size, tolerance, maximumEvaluations - spent, function)
            spent += used
            let gained = bestValue - value
            if value < bestValue { (best, bestValue) = (point, value) }
            if gained <= tolerance * (abs(bestValue) + tolerance), size < step {
                settled = true
                break
            }
            size = step * 0.2
        }
        self.point = best
        self.value = bestValue
        hasSettled = settled
    }

    private static func descend(
        _ start: [Double], _ startValue: Double, _ size: Double, _ tolerance: Double, _ budget: Int,
        _ function: ([Double]) -> Double
    ) -> (point: [Double], value: Double, used: Int) {
        let n = start.count
        var simplex = [(point: start, value: startValue)]
        for k in 0..<n {
            var corner = start
            corner[k] += size
            simplex.append((corner, function(corner)))
        }
        var used = n
        while used < budget {
            simplex.sort { $0.value < $1.value }
            let spread = simplex[n].value - simplex[0].value
            if spread <= tolerance * (abs(simplex[0].value) + tolerance), width(simplex.map(\.point)) < 1e-4 {
                break
            }
            var centre = [Double](repeating: 0, count: n)
            for corner in simplex.dropLast() { for k in 0..<n { centre[k] += corner.point[k] / Double(n) } }
            let worst = simplex[n]
            func along(_ factor: Double) -> (point: [Double], value: Double) {
                used += 1
                let point = (0..<n).map { centre[$0] + factor * (worst.point[$0] - centre[$0]) }
                return (point, function(point))
            }
            let reflected = along(-1)
            if reflected.value < simplex[0].value {
                let expanded = along(-2)
                simplex[n] = expanded.value < reflected.value ? expanded : reflected
            } else if reflected.value < simplex[n - 1].value {
                simplex[n] = reflected
            } else {
                let contracted = reflected.value < worst.value ? along(-0.5) : along(0.5)
                if contracted.value < min(reflected.value, worst.value) {
                    simplex[n] = contracted
                } else {
                    for k in 1...n {
                        let point = zip(simplex[0].point, simplex[k].point).map { 0.5 * ($0 + $1) }
                        simplex[k] = (point, function(point))
                    }
                    used += n
                }
            }
        }
        let lowest = simplex.min { $0.value < $1.value } ?? simplex[0]
        return (lowest.point, lowest.value, used)
    }

    private static func width(_ corners: [[Double]]) -> Double {
        var widest = 0.0
        for corner in corners {
            for k in corner.indices { widest = max(widest, abs(corner[k] - corners[0][k])) }
        }
        return widest
    }
}
