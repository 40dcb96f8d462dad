import Foundation

/// A colour of the screen.
public struct Colour: Equatable, Sendable {
    /// Each from 0 to 1.
    let red: Double
    let green: Double
    let blue: Double

    init(_ red: Double, _ green: Double, _ blue: Double) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// `#5a2d82`, also without the sign, also of three digits.
    init?(_ text: String) {
        var digits = text.hasPrefix("#") ? String(text.dropFirst()) : text
        if digits.count == 3 { digits = digits.map { "\($0)\($0)" }.joined() }
        guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit), let number = Int(digits, radix: 16)
        else {
            return nil
        }
        self.init(
            Double(number >> 16) / 255, Double(number >> 8 & 255) / 255, Double(number & 255) / 255)
    }

    /// `#5a2d82`.
    var hexadecimal: String {
        "#"
            + [red, green, blue].map {
                let digits = String(Int(($0 * 255).rounded()), radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
    }

    /// So much of another in it, from 0 to 1.
    func mixed(with other: Colour, _ part: Double) -> Colour {
        Colour(
            red + (other.red - red) * part, green + (other.green - green) * part,
            blue + (other.blue - blue) * part)
    }

    /// Source: WCAG 2.2, relative luminance.
    var luminance: Double {
        let parts = [red, green, blue].map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    /// From 1 to 21.
    ///
    /// Source: WCAG 2.2, contrast ratio.
    func contrast(with other: Colour) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }
}

/// The accent of a business as it can be read: on light pages and paper, and
/// on dark pages.
public struct Accent: Equatable, Sendable {
    /// As it was chosen.
    let chosen: Colour
    let light: Tone
    let dark: Tone

    /// What the style calls `--accent`, `--accent-ink`, `--accent-wash`.
    struct Tone: Equatable, Sendable {
        let accent: Colour
        /// On it.
        let ink: Colour
        /// Behind it.
        let wash: Colour
    }

    /// WCAG 2.2, 1.4.3, for text of any size.
    static let least = 4.5
    private static let black = Colour(0, 0, 0)
    private static let white = Colour(1, 1, 1)
    /// The darkest of the light grounds of `style.css` on which it stands, and the lightest of the dark ones.
    private static let lightGround = Colour(0xF2 / 255, 0xF0 / 255, 0xEC / 255)
    private static let darkGround = Colour(0x1D / 255, 0x19 / 255, 0x24 / 255)

    init(_ chosen: Colour) {
        self.chosen = chosen
        light = Self.tone(
            chosen, towards: Self.black, ground: Self.lightGround, wash: (Self.white, 0.92), ink: Self.white)
        dark = Self.tone(
            chosen, towards: Self.white, ground: Self.darkGround, wash: (Self.darkGround, 0.86),
            ink: Colour(0x15 / 255, 0x12 / 255, 0x1A / 255))
    }

    /// As little darker or lighter as is needed.
    private static func tone(
        _ chosen: Colour, towards end: Colour, ground: Colour, wash: (of: Colour, part: Double), ink: Colour
    ) -> Tone {
        let tones = (0...50).lazy.map { step -> Tone in
            let accent = rounded(chosen.mixed(with: end, Double(step) / 50))
            return Tone(accent: accent, ink: ink, wash: rounded(accent.mixed(with: wash.of, wash.part)))
        }
        return tones.first(where: { $0.isLegible(on: ground) })
            ?? Tone(accent: end, ink: ink, wash: rounded(end.mixed(with: wash.of, wash.part)))
    }

    /// As it can be written: what is measured is what is shown.
    private static func rounded(_ colour: Colour) -> Colour { Colour(colour.hexadecimal) ?? colour }

    /// For the pages of customers.
    var style: String {
        ":root{\(light.style)}@media (prefers-color-scheme: dark){:root{\(dark.style)}}\n"
    }
}

extension Accent.Tone {
    func isLegible(on ground: Colour) -> Bool {
        [ground, ink, wash].allSatisfy { accent.contrast(with: $0) >= Accent.least }
    }

    fileprivate var style: String {
        "--accent:\(accent.hexadecimal);--accent-ink:\(ink.hexadecimal);--accent-wash:\(wash.hexadecimal)"
    }
}
