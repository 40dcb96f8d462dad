import Foundation
import HTTPTypes
import Hummingbird
import Markup

extension Response {
    /// A page after a form was sent: where something was wrong, what was typed stands in its fields still.
    /// - Parameter fault: what was wrong; `nil` for a page that was only asked for.
    static func html(_ page: some Page, after fault: Fault?, _ context: DeskContext) -> Response {
        guard let fault else { return .html(page, context.reader) }
        return .html(
            KeptForm(context.form).kept(in: Layout.render(page, context.reader)),
            status: FaultMiddleware.status(of: fault.kind))
    }
}

/// What a browser sent, put back into the form that it came from. Secrets,
/// files and what the page itself holds hidden are not.
struct KeptForm {
    private let form: Form
    /// How many fields of a name have had theirs.
    private var counts: [String: Int] = [:]

    init(_ form: Form) { self.form = form }

    /// The page with the typed values, and the folds open in which they stand.
    func kept(in page: HTML) -> HTML {
        // Our own page, into which only what was escaped is put.
        HTML(trusted: kept(in: page.string))
    }

    func kept(in page: String) -> String {
        guard let place = place(in: page) else { return page }
        var filler = self
        return Self.opened(String(page[..<place.lowerBound])) + filler.filled(String(page[place]))
            + page[place.upperBound...]
    }

    /// The form of that address that has all the fields which were sent, else the first.
    private func place(in page: String) -> Range<String.Index>? {
        let mark = "action=\"\(HTML(escaping: form.action).string)\""
        let sent = form.names.filter { $0 != "csrf" }
        var first: Range<String.Index>?
        var rest = page.startIndex..<page.endIndex
        while let found = page.range(of: mark, range: rest) {
            guard
                let start = page.range(
                    of: "<form", options: .backwards, range: page.startIndex..<found.lowerBound),
                let end = page.range(of: "</form>", range: found.upperBound..<page.endIndex)
            else { return first }
            let place = start.lowerBound..<end.upperBound
            if sent.allSatisfy({ page[place].contains("name=\"\($0)\"") }) { return place }
            first = first ?? place
            rest = end.upperBound..<page.endIndex
        }
        return first
    }

    /// What comes before a form, with the folds open that it stands in.
    private static func opened(_ text: String) -> String {
        var folds: [String.Index] = []
        var rest = text.startIndex..<text.endIndex
        while let found = text.range(of: "details", range: rest) {
            let before = text[..<found.lowerBound]
            if before.hasSuffix("</") {
                _ = folds.popLast()
            } else if before.hasSuffix("<") {
                folds.append(found.upperBound)
            }
            rest = found.upperBound..<text.endIndex
        }
        var text = text
        for fold in folds.reversed() {
            let tag = text[fold...].prefix { $0 != ">" }
            if !tag.hasSuffix(" open") { text.insert(contentsOf: " open", at: fold) }
        }
        return text
    }

    // MARK: Its fields

    private mutating func filled(_ text: String) -> String {
        var result = ""
        var rest = Substring(text)
        while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
            result += rest[..<start]
            let tag = String(rest[start...end])
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("<details"), !tag.hasSuffix(" open>") {
                result += tag.dropLast() + " open>"
            } else if tag.hasPrefix("<input") {
                result += input(tag)
            } else if tag.hasPrefix("<textarea"), let close = rest.range(of: "</textarea>") {
                let inside = next(tag).map { "\n" + Self.escaped($0) } ?? String(rest[..<close.lowerBound])
                result += tag + inside
                rest = rest[close.lowerBound...]
            } else if tag.hasPrefix("<select"), let close = rest.range(of: "</select>") {
                result += tag + options(String(rest[..<close.lowerBound]), next(tag))
                rest = rest[close.lowerBound...]
            } else {
                result += tag
            }
        }
        return result + rest
    }

    private mutating func input(_ tag: String) -> String {
        switch Self.attribute("type", of: tag) ?? "text" {
        case "hidden", "file", "password", "submit": return tag
        case "checkbox", "radio":
            guard let name = Self.attribute("name", of: tag) else { return tag }
            let value = Self.attribute("value", of: tag) ?? "on"
            return Self.flagged(tag, "checked", if: form.all(name).contains { Self.escaped($0) == value })
        default:
            guard let typed = next(tag) else { return tag }
            let plain = Self.attribute("value", of: tag).map {
                tag.replacing(" value=\"\($0)\"", with: "", maxReplacements: 1)
            }
            return (plain ?? tag).dropLast() + " value=\"\(Self.escaped(typed))\">"
        }
    }

    private func options(_ text: String, _ typed: String?) -> String {
        guard let typed = typed.map(Self.escaped), text.contains("value=\"\(typed)\"") else { return text }
        return text.split(separator: "<", omittingEmptySubsequences: false).map { part in
            guard part.hasPrefix("option"), let end = part.firstIndex(of: ">") else { return String(part) }
            let tag = String(part[...end])
            return Self.flagged(tag, "selected", if: Self.attribute("value", of: tag) == typed)
                + part[part.index(after: end)...]
        }.joined(separator: "<")
    }

    /// What was typed into the next field of that name.
    private mutating func next(_ tag: String) -> String? {
        guard let name = Self.attribute("name", of: tag) else { return nil }
        let count = counts[name, default: 0]
        counts[name] = count + 1
        let all = form.all(name)
        return all.indices.contains(count) ? all[count] : nil
    }

    // MARK: Its letters

    private static func escaped(_ text: String) -> String { HTML(escaping: text).string }

    private static func attribute(_ name: String, of tag: String) -> String? {
        guard let start = tag.range(of: " \(name)=\""),
            let end = tag[start.upperBound...].firstIndex(of: "\"")
        else { return nil }
        return String(tag[start.upperBound..<end])
    }

    private static func flagged(_ tag: String, _ flag: String, if isOn: Bool) -> String {
        let plain = tag.replacing(" \(flag)", with: "")
        return isOn ? plain.dropLast() + " \(flag)>" : plain
    }
}
