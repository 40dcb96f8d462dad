import Mail

/// Every message of every set: read, or refused with a reason; never lost.
enum RobustnessSet {
    static func score(_ root: String, into report: inout Report) {
        for name in ["zammad-mail", "mikel-mail", "cpython-email", "mime4j", "mimekit", "sisimai"] {
            var total = 0, read = 0, withText = 0
            let row = "\(name): read"
            for path in Files.below(root + "/" + name) where isMessage(path) {
                for raw in path.contains("/mbox") ? MboxReader.split(Files.bytes(path)) : [Files.bytes(path)]
                {
                    guard !raw.isEmpty else { continue }
                    total += 1
                    do throws(MailDefect) {
                        let mail = try MailReader.parse(raw)
                        read += 1
                        if mail.text != nil || mail.html != nil || !mail.attachments.isEmpty {
                            withText += 1
                        } else {
                            report.miss(
                                "\(name): something to see", String(path.split(separator: "/").last ?? ""))
                        }
                        if let unpacked = try? RawMail.expand(RawMail.compress(raw)), unpacked != raw {
                            report.miss(row, "\(path): not given back unchanged")
                        }
                    } catch {
                        report.miss(row, "\(path.split(separator: "/").last ?? ""): \(error.message)")
                    }
                }
            }
            guard total > 0 else { continue }
            report.add(Row(row, read, of: total, atLeast: 1))
            report.add(Row("\(name): something to see", withText, of: total))
        }
    }

    private static func isMessage(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        if name.hasPrefix("LICENSE") || name == "SOURCE" || name.hasSuffix(".json") { return false }
        if path.contains("/cpython-email/") { return name.hasSuffix(".txt") }
        return [".eml", ".box", ".msg", ".txt"].contains { name.hasSuffix($0) } && !name.contains("_decoded")
            || name.hasPrefix("mbox.") || name.hasSuffix(".mbox")
    }
}
