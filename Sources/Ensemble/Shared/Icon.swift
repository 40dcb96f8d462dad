import Markup

/// Small drawings, 16 by 16, always beside or around words: they are hidden
/// from screen readers.
enum Icon {
    private static func draw(_ path: StaticString) -> HTML {
        """
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" \
        stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><path d="\(String(describing: path))"/></svg>
        """
    }

    /// The limelight: one light on the stage.
    static let mark: HTML = """
        <svg class="brand-mark" viewBox="0 0 16 16" width="18" height="18" aria-hidden="true"><circle class="ring" cx="8" cy="8" r="7"/>\
        <circle class="lamp" cx="8" cy="8" r="4"/></svg>
        """
    static let menu = draw("M2 4h12M2 8h12M2 12h12")
    static let people = draw(
        "M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M11 3.2a2.5 2.5 0 0 1 0 4.6M12.5 9.8c1.3.6 2 1.9 2 3.7"
    )
    static let gear = draw(
        "M8 10.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M12.6 3.4l-1.4 1.4M4.8 11.2l-1.4 1.4"
    )
    static let script = draw("M2 4h4v3H2zM10 4h4v3h-4zM6 5.5h4M12 7v4M6 9.5h4v3H6zM10 11h2")
    static let leave = draw("M6 2.5H3v11h3M10 5l3 3-3 3M13 8H6.5")
    static let file = draw("M4 1.5h5L12.5 5v9.5H4zM9 1.5V5h3.5")
    static let clip = draw(
        "M12.5 7.5 7.7 12.3a3 3 0 0 1-4.2-4.2l5.4-5.4a2 2 0 0 1 2.8 2.8L6.4 10.8a1 1 0 0 1-1.4-1.4L9.6 4.8")
    static let note = draw("M3 2.5h10v7l-4 4H3zM9 13.5v-4h4")
    static let reply = draw("M6.5 4 2.5 8l4 4M3 8h6.5a4 4 0 0 1 4 4v1")
    static let check = draw("M3 8.5 6.5 12 13 4.5")
    static let clock = draw("M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM8 4.5V8l2.5 1.5")
    static let alert = draw("M8 2 14.5 13.5h-13zM8 6.5v3M8 11.4v.1")
    static let moon = draw("M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3z")
    static let eye = draw(
        "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z")
    static let coin = draw(
        "M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM10 6c-.4-.7-1.1-1-2-1-1.1 0-2 .5-2 1.5S7 8 8 8s2 .5 2 1.5S9.1 11 8 11c-.9 0-1.6-.3-2-1M8 4v1M8 11v1"
    )
    static let compass = draw(
        "M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM10.8 5.2 9.2 9.2l-4 1.6 1.6-4z")
    static let triangle = draw("M8 2 14.5 13.5h-13zM8 9v.1")
    static let lamp = draw("M5.8 10.5a4.3 4.3 0 1 1 4.4 0v1.7H5.8zM6.3 14.3h3.4")
    static let gauge = draw("M2 14V2M2 14h12M5 11.5V8M8.5 11.5V5M12 11.5V3")
    static let bell = draw("M4 10.5V7a4 4 0 0 1 8 0v3.5l1.5 1.5h-11zM6.5 14.2h3")
    static let tag = draw("M2 2h5.5L14 8.5 8.5 14 2 7.5zM5 5v.1")

    static func view(_ view: InboxView) -> HTML {
        switch view {
        case .mine:
            draw("M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8zM2.5 14c0-3 2.5-4.5 5.5-4.5s5.5 1.5 5.5 4.5")
        case .unassigned: draw("M2 9.5h3.5l1 2h3l1-2H14M2 9.5 4 3h8l2 6.5V13H2z")
        case .open: draw("M2 3h12v8H8l-3.5 3v-3H2z")
        case .waiting: clock
        case .resolved: check
        case .suspended:
            draw("M8 1.5 13.5 4v4c0 3-2.2 5.3-5.5 6.5C4.7 13.3 2.5 11 2.5 8V4zM6 6l4 4M10 6l-4 4")
        }
    }
}
