import Foundation
import Testing

@testable import Mail

struct LeanMailTests {
    @Test(arguments: [76, 64, 60, 72], ["\r\n", "\n"])
    func `a file in base64 is left out, and comes back byte for byte`(width: Int, end: String) throws {
        for count in [4_096, 4_097, 4_098, 57 * 100, 40_000] {
            let file = noise(count, seed: UInt32(count))
            let raw = Array(
                "Subject: x\(end)\(end)--b\(end)\(end)\(lines(file, width, end))\(end)--b--\(end)".utf8)
            let lean = LeanMail(raw, without: [file])
            #expect(
                lean.cuts == [
                    .init(place: 13 + 4 * end.utf8.count, file: 0, width: width, isCRLF: end == "\r\n")
                ])
            #expect(lean.rest.count < 60)
            #expect(lean.whole { _ in file } == raw)
        }
    }

    @Test
    func `several files are left out in their order, a twin twice`() {
        let (one, two) = (noise(5_000, seed: 1), noise(6_000, seed: 2))
        let text = [one, two, one].map { "--b\n\n\(lines($0, 76, "\n"))\n" }.joined()
        let raw = Array("A: b\n\n\(text)--b--".utf8)
        let lean = LeanMail(raw, without: [one, two, one])
        #expect(lean.cuts.map(\.file) == [0, 1, 2])
        #expect(lean.whole { [one, two, one][$0.file] } == raw)
    }

    @Test
    func `what is packed in another way than ours stays in the message`() {
        let file = noise(9_000, seed: 3)
        let packed = lines(file, 76, "\n")
        let uneven = packed.replacing("\n", with: "\r\n", maxReplacements: 1)
        let spaced = packed.replacing("\n", with: " \n")
        for text in [
            uneven, spaced, String(packed.dropLast(4)), lines(file, 75, "\n"), "> " + packed, "nothing",
        ] {
            let raw = Array("A: b\n\n\(text)\n".utf8)
            #expect(LeanMail(raw, without: [file]) == LeanMail(rest: raw, cuts: []))
        }
    }

    @Test
    func `a small file stays in the message`() {
        let file = noise(4_095, seed: 4)
        let raw = Array("A: b\n\n\(lines(file, 76, "\n"))\n".utf8)
        #expect(LeanMail(raw, without: [file]).cuts.isEmpty)
    }

    @Test
    func `notes that don't fit what is left give nothing`() {
        let lean = LeanMail(rest: [1, 2], cuts: [.init(place: 3, file: 0, width: 76, isCRLF: true)])
        #expect(lean.whole { _ in [1] } == nil)
        let none = LeanMail(rest: [1, 2], cuts: [.init(place: 1, file: 0, width: 0, isCRLF: true)])
        #expect(none.whole { _ in [1] } == nil)
    }

    private func noise(_ count: Int, seed: UInt32) -> [UInt8] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24)
        }
    }

    private func lines(_ file: [UInt8], _ width: Int, _ end: String) -> String {
        var text = Data(file).base64EncodedString()[...]
        var lines: [Substring] = []
        while !text.isEmpty {
            lines.append(text.prefix(width))
            text = text.dropFirst(width)
        }
        return lines.joined(separator: end)
    }
}
