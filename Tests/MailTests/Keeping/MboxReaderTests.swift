import Foundation
import Testing

@testable import Mail

struct MboxReaderTests {
    private let mbox = """
        From eva@example.org Mon May  6 09:08:09 2024
        Subject: one

        text
        >From the start
        From here it goes on

        From jo@example.org Tue May  7 09:08:09 2024
        Subject: two

        words

        """

    @Test
    func `messages of an mbox are told apart, quoted From lines restored`() {
        let messages = MboxReader.split(Array(mbox.utf8)).map { String(decoding: $0, as: UTF8.self) }
        #expect(messages.count == 2)
        #expect(messages.first == "Subject: one\n\ntext\nFrom the start\nFrom here it goes on\n")
        #expect(messages.last?.hasPrefix("Subject: two") == true)
    }

    @Test
    func `a file that is no mbox is one message, unchanged`() {
        let raw = Array("Subject: x\n\nFrom me\n\nFrom you 2024\n>From them\n".utf8)
        #expect(MboxReader.split(raw) == [raw])
    }

    @Test
    func `a folder gives its messages by path, hidden and temporary files not`() throws {
        let folder =
            FileManager.default.temporaryDirectory.path + "/mail-\(UInt64.random(in: 0...UInt64.max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for sub in ["cur", "new", "tmp"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(sub)", withIntermediateDirectories: true)
        }
        for (name, text) in [
            ("cur/2", "Subject: b\n\n"), ("new/1", "Subject: c\n\n"), ("tmp/3", "no"), ("cur/.x", "no"),
            ("box", mbox),
        ] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        var found: [String] = []
        try MboxReader.read(path: folder) { _, raw in
            found.append((try? MailReader.parse(raw).subject) ?? "?")
        }
        #expect(found == ["one", "two", "b", "c"])
        #expect(throws: (any Error).self) { try MboxReader.read(path: folder + "/none") { _, _ in } }
    }

    @Test
    func `memory is bounded by the limit`() {
        let messages = MboxReader.split(
            Array("From a 2024\n".utf8) + [UInt8](repeating: 65, count: 5_000), limit: 100)
        #expect(messages.map(\.count) == [100])
    }
}
