import CPango

/// Lays a sheet out on pages and draws it, once over: each page is recorded,
/// and goes onto paper when it is known how many there are.
final class Press {
    private let sheet: Sheet
    private let ink = Ink()
    /// The paper. Text is measured by it, also where it is drawn elsewhere.
    private let cairo: OpaquePointer
    private let surface: OpaquePointer
    private var recorded: [Recording] = []
    private var recording: Recording
    private let width: Double
    private let height: Double
    private let margin = 54.0
    private let foot = 40.0
    private var y: Double
    private var letters: [Letters: TextBox] = [:]

    /// What text boxes are kept by.
    private struct Letters: Hashable {
        let style: Sheet.Style
        let isSmall: Bool
        let place: Int
    }

    init(_ sheet: Sheet) throws(PaperError) {
        self.sheet = sheet
        (width, height) = sheet.size.points
        y = margin
        let pointer = Unmanaged.passUnretained(ink).toOpaque()
        guard
            let surface = cairo_pdf_surface_create_for_stream(
                { closure, data, length in
                    guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
                    let ink = Unmanaged<Ink>.fromOpaque(closure).takeUnretainedValue()
                    ink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
                    return CAIRO_STATUS_SUCCESS
                }, pointer, width, height), let cairo = cairo_create(surface)
        else { throw PaperError(reason: "no surface") }
        self.surface = surface
        self.cairo = cairo
        recording = try Recording(width: width, height: height)
    }

    deinit {
        letters.removeAll()
        cairo_destroy(cairo)
        cairo_surface_destroy(surface)
    }

    private var inner: Double { width - 2 * margin }
    private var bottom: Double { height - margin - foot }

    func run() throws(PaperError) -> [UInt8] {
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, sheet.title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, sheet.author)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, sheet.createdAt)
        for block in sheet.blocks { try draw(block) }
        recorded.append(recording)
        for (place, page) in recorded.enumerated() {
            page.play(on: cairo)
            drawFoot(page: place + 1)
            cairo_show_page(cairo)
        }
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw PaperError(reason: String(cString: cairo_status_to_string(status)))
        }
        return ink.bytes
    }

    // MARK: Blocks

    private func draw(_ block: Sheet.Block) throws(PaperError) {
        switch block {
        case .text(let words, let style): try flow(words, style)
        case .pair(let left, let leftStyle, let right, let rightStyle):
            try pair(left, leftStyle, right, rightStyle)
        case .table(let columns, let rows): try table(columns, rows)
        case .sums(let rows): try sums(rows)
        case .picture(let shown): try picture(shown)
        case .rule: rule()
        case .gap(let points): y += points
        }
    }

    /// A paragraph; a long one goes on overleaf, line by line.
    private func flow(_ words: String, _ style: Sheet.Style) throws(PaperError) {
        let paragraphs = words.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for paragraph in paragraphs {
            let box = box(style, at: 0)
            box.set(String(paragraph), width: inner, side: .leading)
            if y + box.height > bottom, box.height < bottom - margin { try turn() }
            // Longer than a page: what is beyond the foot goes on the next.
            y = try box.draw(x: margin, y: y, from: margin, to: bottom, on: { recording.cairo }) {
                () throws(PaperError) in try turn()
            }
        }
        y += style.gap
    }

    private func pair(_ left: String, _ leftStyle: Sheet.Style, _ right: String, _ rightStyle: Sheet.Style)
        throws(PaperError)
    {
        let first = box(leftStyle, at: 0)
        let second = box(rightStyle, at: 1)
        first.set(left, width: inner * 0.58, side: .leading)
        second.set(right, width: inner * 0.40, side: .trailing)
        let tall = max(first.height, second.height)
        if y + tall > bottom { try turn() }
        first.draw(on: recording.cairo, x: margin, y: y)
        second.draw(on: recording.cairo, x: margin + inner * 0.60, y: y)
        y += tall + leftStyle.gap
    }

    private func table(_ columns: [Sheet.Column], _ rows: [[Sheet.Cell]]) throws(PaperError) {
        let whole = columns.reduce(0) { $0 + $1.weight }
        let gap = 8.0
        var x = margin
        let places = columns.map { column -> (x: Double, width: Double) in
            let width = inner * column.weight / whole
            defer { x += width }
            return (x, width - gap)
        }
        headings(columns, places)
        for row in rows {
            let boxes = zip(row, zip(columns, places)).enumerated().map {
                index, cell -> (TextBox, TextBox?) in
                let (words, (column, place)) = cell
                let main = box(words.isStrong ? .strong : .text, at: index)
                main.set(words.text, width: place.width, side: column.side)
                guard !words.small.isEmpty else { return (main, nil) }
                let small = box(.quiet, at: index, isSmall: true)
                small.set(words.small, width: place.width, side: column.side)
                return (main, small)
            }
            let tall = boxes.map { $0.height + ($1?.height ?? 0) }.max() ?? 0
            if y + tall + 8 > bottom {
                try turn()
                headings(columns, places)
            }
            for ((main, small), place) in zip(boxes, places) {
                main.draw(on: recording.cairo, x: place.x, y: y + 4)
                small?.draw(on: recording.cairo, x: place.x, y: y + 4 + main.height)
            }
            y += tall + 8
            line(at: y, width: 0.4)
        }
        y += 6
    }

    private func headings(_ columns: [Sheet.Column], _ places: [(x: Double, width: Double)]) {
        var tall = 0.0
        for (index, (column, place)) in zip(columns, places).enumerated() {
            let box = box(.quiet, at: index)
            box.set(column.title, width: place.width, side: column.side)
            box.draw(on: recording.cairo, x: place.x, y: y)
            tall = max(tall, box.height)
        }
        y += tall + 4
        line(at: y, width: 0.8)
    }

    private func sums(_ rows: [(name: String, amount: String, isStrong: Bool)]) throws(PaperError) {
        for row in rows {
            let style: Sheet.Style = row.isStrong ? .strong : .text
            let name = box(style, at: 0)
            let amount = box(style, at: 1)
            name.set(row.name, width: inner * 0.66, side: .trailing)
            amount.set(row.amount, width: inner * 0.32 - 8, side: .trailing)
            let tall = max(name.height, amount.height)
            if y + tall > bottom { try turn() }
            name.draw(on: recording.cairo, x: margin, y: y)
            amount.draw(on: recording.cairo, x: margin + inner * 0.68, y: y)
            y += tall + 4
        }
        y += 6
    }

    /// A picture that cannot be drawn leaves the words as they are.
    private func picture(_ picture: Picture) throws(PaperError) {
        guard let surface = picture.surface() else { return }
        defer { cairo_surface_destroy(surface) }
        // A point of the screen is three quarters of one on paper.
        let scale = min(51 / Double(picture.height), 200 / Double(picture.width), 0.75)
        let tall = Double(picture.height) * scale
        if y + tall > bottom { try turn() }
        let cairo = recording.cairo
        cairo_save(cairo)
        cairo_translate(cairo, margin, y)
        cairo_scale(cairo, scale, scale)
        cairo_set_source_surface(cairo, surface, 0, 0)
        cairo_paint(cairo)
        cairo_restore(cairo)
        y += tall
    }

    private func rule() {
        y += 4
        line(at: y, width: 0.8)
        y += 8
    }

    private func line(at y: Double, width: Double) {
        let cairo = recording.cairo
        cairo_set_source_rgb(cairo, 0.80, 0.78, 0.75)
        cairo_set_line_width(cairo, width)
        cairo_move_to(cairo, margin, y)
        cairo_line_to(cairo, self.width - margin, y)
        cairo_stroke(cairo)
    }

    // MARK: Pages

    private func turn() throws(PaperError) {
        recorded.append(recording)
        recording = try Recording(width: width, height: height)
        y = margin
    }

    private func drawFoot(page: Int) {
        let top = height - margin - foot + 14
        let words = box(.quiet, at: 90)
        words.set(sheet.footer, width: inner * 0.8, side: .leading)
        words.draw(on: cairo, x: margin, y: top)
        let number = box(.quiet, at: 91)
        number.set(sheet.pageWords(page, recorded.count), width: inner * 0.18, side: .trailing)
        number.draw(on: cairo, x: margin + inner * 0.82, y: top)
    }

    private func box(_ style: Sheet.Style, at place: Int, isSmall: Bool = false) -> TextBox {
        let key = Letters(style: style, isSmall: isSmall, place: place)
        if let kept = letters[key] { return kept }
        let fresh = TextBox(cairo, style, sheet.tint)
        letters[key] = fresh
        return fresh
    }
}

/// Where the bytes go.
final class Ink {
    var bytes: [UInt8] = []
}

/// A page that waits to be put onto paper: what is drawn is kept as it was drawn.
final class Recording {
    let cairo: OpaquePointer
    private let surface: OpaquePointer

    init(width: Double, height: Double) throws(PaperError) {
        var size = cairo_rectangle_t(x: 0, y: 0, width: width, height: height)
        guard let surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &size),
            let cairo = cairo_create(surface)
        else { throw PaperError(reason: "no page") }
        self.surface = surface
        self.cairo = cairo
    }

    func play(on paper: OpaquePointer) {
        cairo_set_source_surface(paper, surface, 0, 0)
        cairo_paint(paper)
    }

    deinit {
        cairo_destroy(cairo)
        cairo_surface_destroy(surface)
    }
}
