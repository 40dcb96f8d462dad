import FoundationEssentials

/// Hostile messages through the whole of `ensemble mail receive`, each in a
/// process of its own and into a new SQLite desk: how long it takes, how much
/// memory at most, and whether the message is kept in a conversation.
enum HostileSet {
    static let seconds = 2.0
    static let megabytes = 512.0

    /// - Parameter program: the path of `ensemble`, built for release.
    static func score(_ program: String, into report: inout Report) throws {
        guard FileManager.default.fileExists(atPath: program) else {
            return print("skipped, no hostile mail is filed: there is no \(program)")
        }
        var kept = 0
        let row = "hostile: kept in a conversation"
        for (name, make) in HostileMessages.all {
            let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let message = folder.appending(path: "message").path
            try Data(make()).write(to: URL(filePath: message))
            let desk = Desk(program: program, folder: folder.path)
            guard let first = try desk.receive(message), first.output.contains("\"opened\"") else {
                report.miss(row, "\(name): not filed")
                continue
            }
            // Known again is only what is kept and stands in a conversation.
            let again = try desk.receive(message)?.output ?? ""
            if again.contains("\"duplicate\""), again.contains("\"conversation\":1") {
                kept += 1
            } else {
                report.miss(row, "\(name): \(again)")
            }
            report.add(Row("hostile: \(name), time", first.seconds, "s", atMost: seconds))
            report.add(Row("hostile: \(name), memory", first.megabytes, "MB", atMost: megabytes))
        }
        report.add(Row(row, kept, of: HostileMessages.all.count, atLeast: 1))
    }

    /// A new desk with one mailbox.
    private struct Desk {
        let program: String
        let folder: String

        func receive(_ message: String) throws -> Child.Outcome? {
            let data = ["--data", folder + "/desk"]
            if !FileManager.default.fileExists(atPath: folder + "/desk") {
                _ = try Child.run(
                    [program, "mailboxes", "add"] + data + ["--name", "Care", "care@example.com"],
                    input: "/dev/null", output: folder + "/output")
            }
            let outcome = try Child.run(
                [program, "mail", "receive", "--json"] + data + ["--mailbox", "care@example.com"],
                input: message, output: folder + "/output")
            return outcome.status == 0 ? outcome : nil
        }
    }
}
