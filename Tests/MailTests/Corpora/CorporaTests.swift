import Foundation
import Testing

@testable import Mail

/// Outside mail with known right answers. `make corpora` judges all of it;
/// here stands what must never be worse again.
///
/// The folder is named by `ENSEMBLE_CORPORA`, else `../shared/corpora`.
struct CorporaTests {
    private static let root =
        ProcessInfo.processInfo.environment["ENSEMBLE_CORPORA"] ?? "../shared/corpora"
    static let isPresent = FileManager.default.fileExists(atPath: root)

    private func files(_ folder: String, _ suffixes: [String]) -> [String] {
        let all = FileManager.default.enumerator(atPath: "\(Self.root)/\(folder)")?.allObjects ?? []
        return all.compactMap { $0 as? String }.filter { name in suffixes.contains { name.hasSuffix($0) } }
            .map { "\(Self.root)/\(folder)/\($0)" }.sorted()
    }

    private func bytes(_ path: String) -> [UInt8] {
        (try? Data(contentsOf: URL(fileURLWithPath: path))).map { [UInt8]($0) } ?? []
    }

    @Test(
        .enabled(if: isPresent, "skipped, no corpora"),
        arguments: [
            ("zammad-mail", [".box"]), ("mikel-mail", [".eml"]), ("cpython-email", [".txt"]),
            ("mime4j", [".msg"]),
            ("sisimai", [".eml"]),
        ])
    func `every message is read and packed without loss`(folder: String, suffixes: [String]) throws {
        for path in files(folder, suffixes) {
            let raw = bytes(path)
            guard !raw.isEmpty else { continue }
            let mail = try MailReader.parse(raw)
            let words = mail.text ?? mail.html.map(HTMLText.plain) ?? ""
            _ = ReplyText.split(words)
            #expect(mail.attachments.allSatisfy { !$0.name.isEmpty })
            #expect(try RawMail.expand(RawMail.compress(raw)) == raw)
        }
    }

    @Test(.enabled(if: isPresent, "skipped, no corpora"))
    func `visible replies are found as people trim them`() {
        let folder = Self.root + "/email_reply_trimmer"
        let names = files("email_reply_trimmer/trimmed", [".txt"]).compactMap {
            $0.split(separator: "/").last
        }
        var total = 0
        var right = 0
        for name in names {
            let source = bytes("\(folder)/emails/\(name)")
            guard !source.isEmpty else { continue }
            total += 1
            func flat(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
            let wanted = String(decoding: bytes("\(folder)/trimmed/\(name)"), as: UTF8.self)
            if flat(ReplyText.split(String(decoding: source, as: UTF8.self)).visible) == flat(wanted) {
                right += 1
            }
        }
        #expect(right * 32 >= total * 28)
    }

    @Test(.enabled(if: isPresent, "skipped, no corpora"))
    func `bounces are told from other mail, and hard ones from soft`() throws {
        struct Expected: Decodable {
            let reason: String
            let hardbounce: Bool
        }
        let table = try JSONDecoder().decode(
            [String: [Expected]].self, from: Data(bytes(Self.root + "/sisimai/expected.json")))
        var total = 0
        var kind = 0
        var bounces = 0
        var hardness = 0
        for path in files("sisimai/maildir", [".eml"]) {
            let name = String(path.split(separator: "/").last ?? "")
            guard let wanted = path.contains("/not/") ? [] : table[name]?.filter({ $0.reason != "vacation" })
            else { continue }
            total += 1
            var found: Bounce?
            if case .bounce(let bounce)? = (try? MailReader.parse(bytes(path)))?.classification {
                found = bounce
            }
            if (found != nil) == !wanted.isEmpty { kind += 1 }
            if wanted.isEmpty { continue }
            bounces += 1
            if let found, wanted.contains(where: { $0.hardbounce == found.isHard }) { hardness += 1 }
        }
        #expect(kind * 100 >= total * 99)
        #expect(hardness * 100 >= bounces * 95)
    }

    @Test(.enabled(if: isPresent, "skipped, no corpora"))
    func `each winmail dat gives its files`() throws {
        let expected = [
            "one-file.tnef": ["AUTHORS"], "two-files.tnef": ["AUTHORS", "README"],
            "data-before-name.tnef": ["AUTOEXEC.BAT", "CONFIG.SYS", "boot.ini"],
            "MAPI_ATTACH_DATA_OBJ.tnef": ["VIA_Nytt_1402.doc", "VIA_Nytt_1402.pdf", "VIA_Nytt_14021.htm"],
        ]
        for path in files("tnefparse", [".tnef"]) {
            guard let names = expected[String(path.split(separator: "/").last ?? "")] else { continue }
            #expect(TNEF(bytes(path)[...])?.files.compactMap(\.name) == names)
        }
    }
}
