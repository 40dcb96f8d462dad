/// A small picture: blurred spots of skin colours, as a bad photo would be.
enum StoryPhoto {
    static let width = 64
    static let height = 48

    static func bytes(seed: UInt64) -> [UInt8] {
        StoryPNG.bytes(width: width, height: height, palette: palette, pixels: pixels(seed: seed))
    }

    /// From dark red to pale.
    private static var palette: [UInt8] {
        (0..<32).flatMap { (shade: UInt8) -> [UInt8] in
            [140 + shade * 3, 60 + shade * 5, 50 + shade * 4]
        }
    }

    /// Each row begins with its filter: none.
    private static func pixels(seed: UInt64) -> [UInt8] {
        var random = StoryRandom(seed, 0xf0)
        let spots = (0..<5).map { _ in
            (x: random.below(width), y: random.below(height), size: random.within(20...160))
        }
        var pixels: [UInt8] = []
        pixels.reserveCapacity((width + 1) * height)
        for y in 0..<height {
            pixels.append(0)
            for x in 0..<width {
                var shade = 28 + random.below(4)
                for spot in spots {
                    let far = (x - spot.x) * (x - spot.x) + (y - spot.y) * (y - spot.y)
                    if far < spot.size { shade -= (spot.size - far) * 18 / spot.size }
                }
                pixels.append(UInt8(min(max(shade, 0), 31)))
            }
        }
        return pixels
    }
}
