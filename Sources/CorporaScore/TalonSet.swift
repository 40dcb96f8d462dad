import Mail

/// Messages with their signatures cut off by hand.
enum TalonSet {
    static func score(_ folder: String, into report: inout Report) {
        let row = "talon: signature found"
        let stripped = folder + "/signature/emails/stripped"
        var total = 0, right = 0
        for name in Files.names(in: stripped) where name.hasSuffix("_body") {
            let stem = String(name.dropLast(5))
            guard Files.names(in: stripped).contains(stem + "_signature") else { continue }
            total += 1
            let body = Files.text(stripped + "/" + name)
            let signature = Files.text(stripped + "/" + stem + "_signature")
            let ours = ReplyText.split(body + "\n" + signature)
            if ours.visible.normalized == body.normalized {
                right += 1
            } else {
                report.miss(row, "\(stem): «\(ours.visible.normalized.suffix(80))»")
            }
        }
        if total > 0 { report.add(Row(row, right, of: total)) }
    }
}
