/// A point or direction in the plane.
public struct Vector2: Hashable, Sendable {
    /// The first coordinate.
    public var x: Double
    /// The second coordinate.
    public var y: Double

    /// The origin.
    public static let zero = Vector2(0, 0)

    /// Makes a vector.
    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }

    /// Its length.
    public var norm: Double { hypot(x, y) }

    var isFinite: Bool { x.isFinite && y.isFinite }

    /// x₁x₂ + y₁y₂.
    public func dot(_ other: Vector2) -> Double { x * other.x + y * other.y }

    /// x₁y₂ − y₁x₂: positive where the other lies to the left.
    public func cross(_ other: Vector2) -> Double { x * other.y - y * other.x }

    /// The sum.
    public static func + (a: Self, b: Self) -> Self { Self(a.x + b.x, a.y + b.y) }
    /// The difference.
    public static func - (a: Self, b: Self) -> Self { Self(a.x - b.x, a.y - b.y) }
    /// The vector stretched.
    public static func * (a: Double, b: Self) -> Self { Self(a * b.x, a * b.y) }
    /// The vector shrunk; dividing by zero is the caller's to exclude.
    public static func / (a: Self, b: Double) -> Self { Self(a.x / b, a.y / b) }
    /// The opposite direction.
    public static prefix func - (a: Self) -> Self { Self(-a.x, -a.y) }
}
