import Foundation
import Testing

@testable import Mail

/// Messages to compose, and readers to read them again with.
enum Compositions {
    static func mail(
        subject: String = "Hello", text: String = "Hello.\n", name: String? = nil
    ) -> OutgoingMail {
        OutgoingMail(
            from: MailAddress(name: name, address: "mira@clinic.example"),
            to: [MailAddress(name: name, address: "mia@example.org")],
            subject: subject, messageID: "1@clinic.example", date: 1_795_366_051_000, text: text)
    }

    static func composed(_ mail: OutgoingMail) throws -> String {
        String(decoding: try MailComposer.compose(mail), as: UTF8.self)
    }

    /// The header's lines, unfolded.
    static func fields(_ raw: [UInt8]) -> [String] {
        let text = String(decoding: raw, as: UTF8.self)
        let header = text.utf8.isEmpty ? "" : text.components(separatedBy: "\r\n\r\n")[0]
        return header.replacingOccurrences(of: "\r\n ", with: " ").components(separatedBy: "\r\n")
    }

    /// Big list of naughty strings; `nil` where there are no corpora.
    static let naughty: [String]? = {
        let root = ProcessInfo.processInfo.environment["ENSEMBLE_CORPORA"] ?? "../shared/corpora"
        let url = URL(fileURLWithPath: root + "/naughty-strings/blns.json")
        return (try? Data(contentsOf: url)).flatMap { try? JSONDecoder().decode([String].self, from: $0) }
    }()

    /// Whatever breaks headers, and every string of the corpus.
    static let hostile: [String] =
        [
            "", " ", "a\r\nBcc: evil@x", "a\nBcc: evil@x", "a\rBcc: evil@x", "\r\n\r\nbody", "a\r\n b",
            "\u{0}", "a\u{0}b",
            "a\u{2028}Bcc: evil@x", "a\u{85}Bcc: x", "=?utf-8?q?hello?=", "=?utf-8?b?aGVsbG8=?= x", "?=",
            "=?",
            "\"", "\\", "a\"b\\c", "a, b <c@d>", "(comment)", "a@b", "<>", ";", ":", "Ünïcödé", "🦷", "👩‍👩‍👧‍👦",
            String(repeating: "x", count: 5000), String(repeating: "ü", count: 3000),
            String(repeating: "word ", count: 1000), String(repeating: "e\u{301}", count: 400),
            "e" + String(repeating: "\u{301}", count: 3000), "double  space", " lead and trail ", "tab\there",
            "日本語の件名がとても長い場合にはどうなるのでしょうか。日本語の件名がとても長い場合にはどうなるのでしょうか。",
            "Re: =?=", String(repeating: "Re: ", count: 500), String(repeating: ": ", count: 1000),
            "100 % = 1/1", "From me", ".", "..",
        ] + (naughty ?? [])
}

/// Python's e-mail package: a reader that shares nothing with ours.
enum PythonReader {
    struct Mail: Decodable, Equatable {
        struct Person: Decodable, Equatable {
            var name: String
            var address: String
        }

        struct File: Decodable, Equatable {
            var name: String?
            var type: String
            var id: String?
            var disposition: String?
            var base64: String
        }

        var headers: [String]
        var subject: String
        var from: [Person]
        var to: [Person]
        var cc: [Person]
        var replyTo: [Person]
        var date: Int64
        var text: String?
        var html: String?
        var files: [File]
        var defects: [String]
    }

    static let isThere = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") || which() != nil

    private static func which() -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/python3" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Reads many messages in one run.
    static func read(_ messages: [[UInt8]]) throws -> [Mail] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: which() ?? "/usr/bin/python3")
        process.arguments = ["-c", script]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let lines = messages.map { Data($0).base64EncodedString() }.joined(separator: "\n")
        Thread.detachNewThread {
            input.fileHandleForWriting.write(Data(lines.utf8))
            try? input.fileHandleForWriting.close()
        }
        let result = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return try JSONDecoder().decode([Mail].self, from: result)
    }

    private static let script = """
        import base64, email, email.header, email.policy, email.utils, json, sys
        def decoded(text): return str(email.header.make_header(email.header.decode_header(text)))
        # Names by Python's older reader: its newer one puts spaces between encoded words.
        def people(message, name):
            pairs = email.utils.getaddresses([v.replace("\\r\\n", "") for v in message.get_all(name, [])])
            return [{"name": decoded(n), "address": a} for n, a in pairs]
        def read(line):
            raw = base64.b64decode(line)
            old = email.message_from_bytes(raw)
            message = email.message_from_bytes(raw, policy=email.policy.default)
            text, html, files, defects = None, None, [], [str(d) for d in message.defects]
            for name in set(message.keys()):
                defects += [f"{name}: {d}" for d in message[name].defects]
            for part in message.walk():
                defects += [str(d) for d in part.defects]
                if part.is_multipart() and part.get_content_type() != "message/rfc822": continue
                if part.get_filename() is None and part.get_content_type() in ("text/plain", "text/html"):
                    content = part.get_payload(decode=True).decode(part.get_content_charset("ascii"))
                    if part.get_content_type() == "text/plain": text = content
                    else: html = content
                    continue
                if part.get_content_type() == "message/rfc822":
                    data = part.get_payload(0).as_bytes()
                else:
                    data = part.get_payload(decode=True)
                files.append({"name": part.get_filename(), "type": part.get_content_type(),
                    "id": part["Content-ID"], "disposition": part.get_content_disposition(),
                    "base64": base64.b64encode(data).decode()})
            return {"headers": list(message.keys()), "subject": str(message["Subject"]),
                "from": people(old, "From"), "to": people(old, "To"), "cc": people(old, "Cc"),
                "replyTo": people(old, "Reply-To"),
                "date": int(message["Date"].datetime.timestamp()), "text": text, "html": html,
                "files": files, "defects": defects}
        json.dump([read(line) for line in sys.stdin.read().split()], sys.stdout)
        """
}
