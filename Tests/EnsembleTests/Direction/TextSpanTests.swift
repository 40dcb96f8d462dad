import Testing

@testable import Ensemble

@Suite struct `Spans of a text` {
    private func sentences(_ text: String) -> [String] {
        let spanned = SpannedText(text)
        return spanned.sentences().compactMap { spanned.words($0) }
    }

    @Test func `a sentence ends with its mark before a space, or with its line`() {
        #expect(
            sentences(" It is 3.5 cm long. Good!\nAnd you?  …\n\n— Dana") == [
                "It is 3.5 cm long.", "Good!", "And you?", "— Dana",
            ])
        #expect(sentences("好。谢谢！") == ["好。", "谢谢！"])
        #expect(sentences("").isEmpty && sentences(" \n . \n").isEmpty)
    }

    @Test func `a span outside the text, or of no words, holds none`() {
        let text = SpannedText("Thank you 👩‍⚕️")
        #expect(text.words(TextSpan(begin: 6, length: 3)) == "you")
        for (begin, length) in [(-1, 3), (0, 0), (0, 99), (99, 1), (5, 1), (3, .max), (.max, 1)] {
            #expect(text.words(TextSpan(begin: begin, length: length)) == nil, "\(begin) \(length)")
        }
        #expect(TextSpan("12-40") == TextSpan(begin: 12, length: 40))
        for odd in ["", "12", "a-b", "1-2-3", "-1-2"] { #expect(TextSpan(odd) == nil, "\(odd)") }
    }

    @Test func `selected words are found though white space differs, the nearest of several`() {
        let text = SpannedText("no bill\nno bill")
        #expect(text.find("no bill", near: 0) == TextSpan(begin: 0, length: 7))
        #expect(text.find("no bill", near: 9) == TextSpan(begin: 8, length: 7))
        #expect(text.find("bill no", near: 0) == TextSpan(begin: 3, length: 7))
        #expect(text.find("bills", near: 0) == nil && text.find(" ", near: 0) == nil)
    }

    @Test func `degrees are parts of a whole`() throws {
        #expect(
            Degrees("500-500-0") == Degrees.presets[3] && Degrees("500-500-0")?.description == "500-500-0")
        for odd in ["", "1000", "500-500-1", "-500-1000-500", "a-b-c", "1000-0-0-0"] {
            #expect(Degrees(odd) == nil, "\(odd)")
        }
        #expect(throws: Fault.self) { try Degrees(1_000, 1_000, -1_000) }
        #expect(try Degrees(400, 400, 200).largest == 3)
    }
}
