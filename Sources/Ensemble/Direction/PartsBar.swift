import Markup

/// Product, service and idea as parts of one bar; the numbers stand beside it.
struct PartsBar {
    /// They sum to 1.
    let parts: [Double]

    var body: HTML {
        var left = 0.0
        let names = ["product", "service", "idea"]
        let bars = zip(names, parts).map { name, part -> HTML in
            defer { left += part }
            let (from, to) = (Int((200 * left).rounded()), Int((200 * (left + part)).rounded()))
            return "<rect class=\"part-\(name)\" x=\"\(from)\" width=\"\(max(0, to - from))\" height=\"12\"/>"
        }
        return """
            <svg class="parts-bar" viewBox="0 0 200 12" preserveAspectRatio="none" aria-hidden="true">\(bars)</svg>
            """
    }
}
