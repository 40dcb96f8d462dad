import CPango

/// Words in one style, wrapped to a width. Used again and again: making one
/// costs more than filling it.
final class TextBox {
    private let layout: OpaquePointer
    private let colour: Sheet.Tint
    private(set) var height = 0.0

    init(_ cairo: OpaquePointer, _ style: Sheet.Style, _ tint: Sheet.Tint) {
        layout = pango_cairo_create_layout(cairo)
        colour = style.colour(tint)
        let font = pango_font_description_from_string(style.font)
        pango_layout_set_font_description(layout, font)
        pango_font_description_free(font)
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_spacing(layout, Int32(1.5 * Double(PANGO_SCALE)))
    }

    deinit { ensemble_unref(UnsafeMutableRawPointer(layout)) }

    func set(_ text: String, width: Double, side: Sheet.Side) {
        pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE)))
        pango_layout_set_alignment(layout, side == .leading ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT)
        // Control characters have no shape.
        let plain = text.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 || $0 == "\n" }
        pango_layout_set_text(layout, String(String.UnicodeScalarView(plain)), -1)
        var size: Int32 = 0
        pango_layout_get_size(layout, nil, &size)
        height = Double(size) / Double(PANGO_SCALE)
    }

    func draw(on cairo: OpaquePointer, x: Double, y: Double) {
        ink(cairo)
        cairo_move_to(cairo, x, y)
        pango_cairo_show_layout(cairo, layout)
    }

    /// Draws line by line and turns the page where one would pass the foot.
    /// - Returns: where it ends.
    func draw(
        x: Double, y: Double, from top: Double, to bottom: Double, on page: () -> OpaquePointer,
        turn: () throws(PaperError) -> Void
    ) throws(PaperError) -> Double {
        guard y + height > bottom else {
            draw(on: page(), x: x, y: y)
            return y + height
        }
        var y = y
        let lines = pango_layout_get_line_count(layout)
        for index in 0..<lines {
            guard let line = pango_layout_get_line_readonly(layout, index) else { continue }
            var extent = PangoRectangle()
            pango_layout_line_get_extents(line, nil, &extent)
            let tall = Double(extent.height) / Double(PANGO_SCALE) + 1.5
            if y + tall > bottom {
                try turn()
                y = top
            }
            let cairo = page()
            ink(cairo)
            cairo_move_to(cairo, x, y - Double(extent.y) / Double(PANGO_SCALE))
            pango_cairo_show_layout_line(cairo, line)
            y += tall
        }
        return y
    }

    private func ink(_ cairo: OpaquePointer) {
        cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue)
    }
}

extension Sheet.Style {
    /// Of what the machine has the first is taken.
    private static let family = "Inter, Noto Sans, DejaVu Sans, Sans"

    var font: String {
        switch self {
        case .letterhead: "\(Self.family) Bold 15"
        case .title: "\(Self.family) Bold 17"
        case .heading: "\(Self.family) Bold 10"
        case .figure: "\(Self.family) Bold 22"
        case .strong: "\(Self.family) Bold 9.5"
        case .text: "\(Self.family) 9.5"
        case .quiet: "\(Self.family) 8"
        }
    }

    func colour(_ tint: Sheet.Tint) -> Sheet.Tint {
        switch self {
        case .letterhead, .figure: tint
        case .quiet: .init(red: 0.373, green: 0.349, blue: 0.416)
        case .title, .heading, .strong, .text: .init(red: 0.129, green: 0.114, blue: 0.161)
        }
    }

    /// After a block of it, in points.
    var gap: Double {
        switch self {
        case .letterhead: 4
        case .title: 6
        case .heading: 3
        case .figure: 2
        case .text, .strong: 6
        case .quiet: 4
        }
    }
}
