import Mail

/// Replies with what the tests of three other trimmers assert of them.
///
/// Their assertions are code; those that compare the first or the visible
/// text with a literal can be judged here, the others are left out.
enum ReplyAssertSet {
    static func score(_ folder: String, name: String, into report: inout Report) {
        guard let cases = Files.json(folder + "/asserts.json") else { return }
        let row = "\(name): visible reply"
        var total = 0, right = 0
        for (file, tests) in cases.fields.sorted(by: { $0.key < $1.key }) {
            let text = Files.text("\(folder)/\(file).txt")
            guard !text.isEmpty else { continue }
            let ours = ReplyText.split(text).visible.normalized
            for wanted in Set(
                tests.items.flatMap { $0["asserts"]?.items ?? [] }.compactMap(\.string).compactMap(literal))
            {
                total += 1
                if ours == wanted.normalized {
                    right += 1
                } else {
                    report.miss(row, "\(file): \(TrimmerSet.difference(ours, wanted.normalized))")
                }
            }
        }
        if total > 0 { report.add(Row(row, right, of: total, unit: "assertions")) }
    }

    /// The visible text that an assertion names, if it does.
    private static func literal(_ assertion: String) -> String? {
        if assertion.contains("COMMON_FIRST_FRAGMENT"), assertion.contains("fragments[0]") {
            return
                "Fusce bibendum, quam hendrerit sagittis tempor, dui turpis tempus erat, pharetra sodales ante sem sit amet metus.\nNulla malesuada, orci non vulputate lobortis, massa felis pharetra ex, convallis consectetur ex libero eget ante.\nNam vel turpis posuere, rhoncus ligula in, venenatis orci. Duis interdum venenatis ex a rutrum.\nDuis ut libero eu lectus consequat consequat ut vel lorem. Vestibulum convallis lectus urna,\net mollis ligula rutrum quis. Fusce sed odio id arcu varius aliquet nec nec nibh."
        }
        let names = [
            "fragments[0].toString()", "getVisibleText()", ", reply)", "mail.replies[0].body",
            "reply.fragments[0].to_s",
        ]
        guard names.contains(where: { assertion.contains($0) }),
            assertion.contains("qual") || assertion.contains("==")
        else { return nil }
        let parts = assertion.split(separator: "\"", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        return String(parts[1]).replacing("\\n", with: "\n")
    }
}
