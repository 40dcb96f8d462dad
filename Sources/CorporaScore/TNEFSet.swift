import Mail

/// winmail.dat files: which are read, and what is in them.
enum TNEFSet {
    static func score(_ root: String, into report: inout Report) {
        let files = (Files.below(root + "/tnefparse") + Files.below(root + "/mimekit/tnef")).filter {
            $0.hasSuffix(".tnef")
        }
        guard !files.isEmpty else { return }
        var read = 0
        let row = "tnefparse, mimekit: winmail.dat read"
        for file in files {
            let name = file.split(separator: "/").suffix(2).joined(separator: "/")
            guard let mail = try? MailReader.parse(wrapped(Files.bytes(file))) else { continue }
            let names = mail.attachments.map(\.name)
            // A stream may hold a text and no file; then it stays as it is.
            let isEmpty = names == ["winmail.dat"] && name.contains("garbage-at-end")
            if names == ["winmail.dat"], !isEmpty {
                report.miss(row, "\(name): kept as it is")
            } else {
                read += 1
            }
            if CommandLine.arguments.contains("--all") { print("\(name): \(names)") }
        }
        report.add(Row(row, read, of: files.count, unit: "files"))
    }

    /// A message that carries the bytes as Outlook would.
    static func wrapped(_ bytes: [UInt8]) -> [UInt8] {
        let head = """
            From: a@example.com
            Subject: tnef
            MIME-Version: 1.0
            Content-Type: application/ms-tnef; name="winmail.dat"
            Content-Transfer-Encoding: binary


            """
        return Array(head.utf8) + bytes
    }
}
