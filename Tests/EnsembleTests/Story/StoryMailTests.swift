import Testing

@testable import Ensemble

@Suite struct `The story's mail` {
    private static let mails = `The clinic's story`.acts.compactMap { act -> StoryMail? in
        if case .mail(let mail) = act.kind { mail } else { nil }
    }

    @Test func `it is ASCII with CRLF and short lines, as on the wire`() {
        for mail in Self.mails {
            let raw = mail.raw { "ours.\($0)@larkspur.example" }
            #expect(raw.allSatisfy { $0 < 128 && $0 != 0 })
            let lines = raw.split(separator: 10, omittingEmptySubsequences: false)
            #expect(lines.dropLast().allSatisfy { $0.last == 13 })
            #expect(lines.allSatisfy { $0.count <= 200 })
        }
    }

    @Test func `each has a Message-ID of its own`() {
        #expect(Set(Self.mails.map(\.id)).count == Self.mails.count)
    }

    @Test func `an answer names the desk's message, if the desk's name of it is known`() throws {
        let answer = try #require(Self.mails.first { $0.kind == .person && $0.quote != nil })
        let message = try #require(answer.quote).message
        let named = text(answer.raw { $0 == message ? "ours@larkspur.example" : nil })
        #expect(named.contains("\r\nIn-Reply-To: <ours@larkspur.example>\r\n"))
        #expect(!text(answer.raw()).contains("In-Reply-To"))
    }

    @Test func `the kinds that a desk must tell apart are all there`() {
        for header in [
            "Auto-Submitted: auto-replied", "report-type=delivery-status", "List-Id: ", "X-Spam-Flag: YES",
            "multipart/alternative", "multipart/mixed", "charset=ISO-8859-1", "=?UTF-8?B?", "gmail_quote",
        ] {
            #expect(Self.mails.contains { text($0.raw()).contains(header) }, "\(header)")
        }
    }

    @Test func `a picture is a PNG whose sums are right`() throws {
        let photo = try #require(Self.mails.flatMap(\.files).first { $0.type == "image/png" }).bytes
        #expect(photo.starts(with: [0x89, 0x50, 0x4e, 0x47]))
        var place = 8
        var names: [String] = []
        while place + 12 <= photo.count {
            let length = Int(word(photo[place...]))
            names.append(String(decoding: photo[(place + 4)..<(place + 8)], as: UTF8.self))
            let sum = StoryPNG.checksum(Array(photo[(place + 4)..<(place + 8 + length)]))
            #expect(sum == word(photo[(place + 8 + length)...]))
            place += 12 + length
        }
        #expect(names == ["IHDR", "PLTE", "IDAT", "IEND"])
        // The check value of CRC-32 for "123456789".
        #expect(StoryPNG.checksum(Array("123456789".utf8)) == 0xcbf4_3926)
    }

    @Test func `a paper is a PDF whose table of contents is where it says`() throws {
        let paper = try #require(Self.mails.flatMap(\.files).first { $0.type == "application/pdf" }).bytes
        let words = String(decoding: paper, as: UTF8.self).split(separator: "\n")
        #expect(words.first == "%PDF-1.4")
        let start = try #require(words.dropLast().last.flatMap { Int($0) })
        #expect(paper[start...].starts(with: Array("xref".utf8)))
        #expect(StoryPaper.bytes(lines: ["a (b) \\ é"]).contains(Array("(a \\(b\\) \\\\ ?)".utf8)))
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private func word(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }
}
