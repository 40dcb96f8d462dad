import FoundationEssentials
import Mail

/// Real mail with the desk Zammad's reading of it.
enum ZammadSet {
    static func score(_ folder: String, into report: inout Report) {
        let boxes = Files.names(in: folder).filter { $0.hasSuffix(".box") }
        guard !boxes.isEmpty else { return }
        var right = (subject: 0, sender: 0, name: 0, recipients: 0, body: 0, attachments: 0)
        for box in boxes {
            let name = String(box.dropLast(4))
            let expected = YAML.parse(Files.text(folder + "/" + name + ".yml"))
            guard let mail = MailCorpora.parse(folder + "/" + box) else {
                report.miss("zammad-mail: body text", "\(name): not read")
                continue
            }
            func judge(_ row: String, _ count: inout Int, _ miss: String?) {
                if let miss { report.miss("zammad-mail: " + row, "\(name): \(miss)") } else { count += 1 }
            }
            judge("subject", &right.subject, subject(mail, expected))
            judge("sender", &right.sender, sender(mail, expected))
            judge("sender's name", &right.name, displayName(mail, expected))
            judge("recipients", &right.recipients, recipients(mail, expected))
            judge("body text", &right.body, body(mail, expected))
            judge("attachments", &right.attachments, attachments(mail, expected))
        }
        let share = min(1, 50.0 / 53.0)
        report.add(Row("zammad-mail: subject", right.subject, of: boxes.count, atLeast: 1))
        report.add(Row("zammad-mail: sender", right.sender, of: boxes.count, atLeast: 1))
        report.add(Row("zammad-mail: sender's name", right.name, of: boxes.count))
        report.add(Row("zammad-mail: recipients", right.recipients, of: boxes.count, atLeast: 1))
        report.add(Row("zammad-mail: body text", right.body, of: boxes.count, atLeast: share))
        report.add(Row("zammad-mail: attachments", right.attachments, of: boxes.count, atLeast: share))
    }

    private static func subject(_ mail: ParsedMail, _ expected: YAML.Value) -> String? {
        let wanted = (expected["subject"]?.text ?? "").normalized
        return mail.subject.normalized == wanted ? nil : "«\(mail.subject)», expected «\(wanted)»"
    }

    private static func sender(_ mail: ParsedMail, _ expected: YAML.Value) -> String? {
        let wanted = (expected["from_email"]?.text ?? "").filter { $0 != "\"" }.lowercased()
        let ours = mail.from.first?.address ?? ""
        return ours.lowercased() == wanted ? nil : "«\(ours)», expected «\(wanted)»"
    }

    private static func displayName(_ mail: ParsedMail, _ expected: YAML.Value) -> String? {
        let wanted = (expected["from_display_name"]?.text ?? "").normalized
        let ours = mail.from.first?.name ?? ""
        return wanted.isEmpty || ours.normalized == wanted ? nil : "«\(ours)», expected «\(wanted)»"
    }

    private static func recipients(_ mail: ParsedMail, _ expected: YAML.Value) -> String? {
        for (field, ours) in [("to", mail.to), ("cc", mail.cc), ("reply-to", mail.replyTo)] {
            let wanted = addresses(in: expected[field]?.text ?? "")
            let found = ours.map { $0.address.lowercased() }.filter { $0.contains("@") }
            if field == "reply-to", expected[field] == nil { continue }
            if wanted != found.sorted() { return "\(field) \(found), expected \(wanted)" }
        }
        return nil
    }

    private static func addresses(in text: String) -> [String] {
        text.split { " ,;<>()\"'\t\n".contains($0) }.filter { $0.contains("@") }.map { $0.lowercased() }
            .sorted()
    }

    private static func body(_ mail: ParsedMail, _ expected: YAML.Value) -> String? {
        let raw = expected["body"]?.text ?? ""
        let isHTML = expected["content_type"]?.text == "text/html"
        let wanted = raw == "no visible content" ? "" : (isHTML ? HTMLText.plain(raw) : raw).squeezed
        let ours = (mail.html.map(HTMLText.plain) ?? mail.text ?? "").squeezed
        let plain = (mail.text ?? "").squeezed
        if ours == wanted || plain == wanted { return nil }
        // Zammad prints the page title above the text; nobody else shows it.
        if let html = mail.html, (HTMLText.title(html).squeezed + ours) == wanted { return nil }
        return explain(ours: isHTML ? ours : plain, wanted: wanted)
    }

    /// Where the two texts part.
    private static func explain(ours: String, wanted: String) -> String {
        let left = Array(ours), right = Array(wanted)
        var at = 0
        while at < left.count, at < right.count, left[at] == right[at] { at += 1 }
        return
            "from character \(at) (\(left.count) and \(right.count)): «\(String(left[at...].prefix(40)))», expected «\(String(right[at...].prefix(40)))»"
    }

    private static func attachments(_ mail: ParsedMail, _ expected: YAML.Value) -> String? {
        // Zammad attaches the HTML original of what it shows; that is no
        // attachment of the message.
        let wanted = (expected["attachments"]?.list ?? []).filter {
            $0["preferences"]?["content-alternative"]?.text != "true"
        }
        let names = wanted.map { ($0["filename"]?.text ?? "").normalized }.sorted()
        let ours = mail.attachments.map { $0.name.normalized }.sorted()
        if names != ours { return "named \(ours), expected \(names)" }
        for item in wanted {
            guard let data = item["data"],
                let match = mail.attachments.first(where: {
                    $0.name.normalized == item["filename"]?.text?.normalized
                })
            else { continue }
            switch data {
            case .binary(let base64):
                let bytes = Data(base64Encoded: base64.filter { !$0.isWhitespace }).map { [UInt8]($0) } ?? []
                if bytes != match.bytes, !sameLines(bytes, match.bytes) {
                    return "\(match.name): \(match.bytes.count) bytes, expected \(bytes.count)"
                }
            case .text(let text):
                if !sameLines(Array(text.utf8), match.bytes), !sameLetters(text, match.bytes) {
                    return "\(match.name): \(match.bytes.count) bytes differ from \(text.utf8.count) expected"
                }
            default: continue
            }
        }
        return nil
    }

    private static func sameLines(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.filter { $0 > 0x20 } == right.filter { $0 > 0x20 }
    }

    /// Zammad keeps some files as text, converted to UTF-8.
    private static func sameLetters(_ text: String, _ bytes: [UInt8]) -> Bool {
        text.utf8.filter { $0 > 0x20 && $0 < 0x7F }.elementsEqual(bytes.filter { $0 > 0x20 && $0 < 0x7F })
    }
}
