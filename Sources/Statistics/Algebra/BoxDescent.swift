/// The nearest low point of a smooth function inside a box, downhill from a
/// given start.
///
/// BFGS over the variables that are free to move, with gradients by central
/// differences and steps cut at the box. Unlike `NelderMead` it stays in the
/// valley it starts in.
///
/// Source: J. Nocedal & S. J. Wright, Numerical Optimization (2006), 16.7.
struct BoxDescent {
    let point: [Double]
    let value: Double

    init(
        start: [Double], box: [ClosedRange<Double>], maximumSteps: Int = 100,
        _ function: ([Double]) -> Double
    ) {
        var x = Self.clamp(start, box)
        var value = function(x)
        var gradient = Self.gradient(x, box, function)
        var inverse = Matrix.identity(x.count)
        var free = [Bool](repeating: true, count: x.count)
        var isFresh = true
        for _ in 0..<maximumSteps {
            let nowFree = x.indices.map { Self.isFree(x[$0], gradient[$0], box[$0]) }
            if nowFree != free {
                (free, inverse, isFresh) = (nowFree, .identity(x.count), true)
            }
            guard x.indices.contains(where: { free[$0] && abs(gradient[$0]) > 1e-7 }) else { break }
            var direction = (inverse * x.indices.map { free[$0] ? -gradient[$0] : 0 })
            for k in x.indices where !free[k] { direction[k] = 0 }
            if isFresh {
                // Without curvature yet, a first step of length one at most.
                let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
                if length > 1 { direction = direction.map { $0 / length } }
            }
            guard let next = Self.search(x, value, gradient, direction, box, function) else {
                if isFresh { break }
                (inverse, isFresh) = (.identity(x.count), true)
                continue
            }
            let slope = Self.gradient(next.point, box, function)
            let gained = value - next.value
            Self.learn(
                &inverse, zip(next.point, x).map { $0 - $1 }, zip(slope, gradient).map { $0 - $1 }, isFresh)
            (x, value, gradient, isFresh) = (next.point, next.value, slope, false)
            if gained <= 1e-10 * max(1, abs(value)) { break }
        }
        point = x
        self.value = value
    }

    private static func clamp(_ x: [Double], _ box: [ClosedRange<Double>]) -> [Double] {
        zip(x, box).map { min(max($0, $1.lowerBound), $1.upperBound) }
    }

    /// Not held at an edge by the way downhill.
    private static func isFree(_ x: Double, _ slope: Double, _ range: ClosedRange<Double>) -> Bool {
        !(x <= range.lowerBound && slope > 0 || x >= range.upperBound && slope < 0)
    }

    private static func gradient(
        _ x: [Double], _ box: [ClosedRange<Double>], _ function: ([Double]) -> Double
    ) -> [Double] {
        x.indices.map { k in
            var (low, high) = (x, x)
            low[k] = max(box[k].lowerBound, x[k] - 1e-6)
            high[k] = min(box[k].upperBound, x[k] + 1e-6)
            return (function(high) - function(low)) / (high[k] - low[k])
        }
    }

    /// A shorter and shorter step until the function falls enough.
    private static func search(
        _ x: [Double], _ value: Double, _ gradient: [Double], _ direction: [Double],
        _ box: [ClosedRange<Double>], _ function: ([Double]) -> Double
    ) -> (point: [Double], value: Double)? {
        var length = 1.0
        for _ in 0..<40 {
            let trial = clamp(zip(x, direction).map { $0 + length * $1 }, box)
            let trialValue = function(trial)
            let promised = x.indices.reduce(0) { $0 + gradient[$1] * (trial[$1] - x[$1]) }
            if trialValue < value, trialValue <= value + 1e-4 * promised { return (trial, trialValue) }
            length /= 2
        }
        return nil
    }

    /// The BFGS update of the inverse curvature.
    private static func learn(_ inverse: inout Matrix, _ move: [Double], _ turn: [Double], _ isFresh: Bool) {
        let n = move.count
        let along = zip(move, turn).reduce(0) { $0 + $1.0 * $1.1 }
        let square = turn.reduce(0) { $0 + $1 * $1 }
        guard along > 1e-12 * square, square > 0 else { return }
        if isFresh { for k in 0..<n { inverse[k, k] = along / square } }
        let carried = inverse * turn
        let spread = zip(turn, carried).reduce(0) { $0 + $1.0 * $1.1 }
        for i in 0..<n {
            for j in 0..<n {
                inverse[i, j] +=
                    (1 + spread / along) * move[i] * move[j] / along
                    - (carried[i] * move[j] + move[i] * carried[j]) / along
            }
        }
    }
}
