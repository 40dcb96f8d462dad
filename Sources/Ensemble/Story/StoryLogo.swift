import Foundation

/// The clinic's logo: the five petals of a larkspur around its eye.
enum StoryLogo {
    static let accent = "#5b4bb7"
    static let side = 144
    /// How finely edges are drawn: so many points across a pixel.
    private static let fine = 3

    private static let petals = (0..<5).map { petal in
        let turn = Double(petal) * 2 * .pi / 5 - .pi / 2
        return (x: cos(turn), y: sin(turn))
    }

    static func bytes() -> [UInt8] {
        let shades = fine * fine
        let colours = [UInt8]([0x5b, 0x4b, 0xb7])
        return StoryPNG.bytes(
            width: side, height: side, palette: (0...shades).flatMap { _ in colours },
            alphas: (0...shades).map { UInt8($0 * 255 / shades) }, pixels: pixels())
    }

    /// Each row begins with its filter: none.
    private static func pixels() -> [UInt8] {
        (0..<side).flatMap { y in [0] + (0..<side).map { x in covered(x, y) } }
    }

    /// How many of a pixel's points the flower covers.
    private static func covered(_ x: Int, _ y: Int) -> UInt8 {
        var count: UInt8 = 0
        for dy in 0..<fine {
            for dx in 0..<fine {
                let point = { (whole: Int, part: Int) in
                    (Double(whole) + (Double(part) + 0.5) / Double(fine)) / Double(side) * 2 - 1
                }
                if isFlower(point(x, dx), point(y, dy)) { count += 1 }
            }
        }
        return count
    }

    /// - Parameters: from the middle, 1 at the edge.
    private static func isFlower(_ x: Double, _ y: Double) -> Bool {
        let far = (x * x + y * y).squareRoot()
        guard far > 0.2 else { return far < 0.12 }
        return petals.contains { towards in
            let along = x * towards.x + y * towards.y - 0.56
            let across = y * towards.x - x * towards.y
            return along * along / 0.16 + across * across / 0.075 < 1
        }
    }
}
