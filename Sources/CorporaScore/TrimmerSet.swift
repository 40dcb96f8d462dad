import Mail

/// Replies with their visible text, as Discourse trims them.
enum TrimmerSet {
    static func score(_ folder: String, into report: inout Report) {
        let emails = Set(Files.names(in: folder + "/emails"))
        let names = Files.names(in: folder + "/trimmed").filter(emails.contains)
        guard !names.isEmpty else { return }
        let row = "email_reply_trimmer: visible reply"
        var right = 0
        for name in names {
            let wanted = Files.text(folder + "/trimmed/" + name).normalized
            let ours = ReplyText.split(Files.text(folder + "/emails/" + name)).visible.normalized
            if ours == wanted { right += 1 } else { report.miss(row, "\(name): \(difference(ours, wanted))") }
        }
        report.add(Row(row, right, of: names.count, unit: "replies", atLeast: 28.0 / 32.0))
    }

    static func difference(_ ours: String, _ wanted: String) -> String {
        let left = Array(ours), right = Array(wanted)
        var at = 0
        while at < left.count, at < right.count, left[at] == right[at] { at += 1 }
        return
            "at \(at) of \(left.count): «\(String(left[at...].prefix(60)))», expected «\(String(right[at...].prefix(60)))»"
    }
}
