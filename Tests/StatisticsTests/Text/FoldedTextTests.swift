import Testing

@testable import Statistics

@Suite struct FoldedTextTests {
    private func read(_ text: String, limit: Int = 8192) -> String {
        let folded = FoldedText(text, limit: limit)
        return folded.text(0...(folded.scalars.count - 1))
    }

    @Test func `capitals and accents are not read`() {
        #expect(read("ÉLAN Vital") == " elan vital ")
        #expect(read("Ελλάδα Ἄνθρωπος") == " ελλαδα ανθρωποσ ")
        #expect(read("Йод Ёлка") == " иод елка ")
        #expect(read("Straße Œuvre Æther") == " strasse oeuvre aether ")
        #expect(read("Łódź Øre İstanbul ılık") == " lodz ore istanbul ilik ")
    }

    @Test(arguments: [
        ("caf\u{E9}", "cafe\u{301}"), ("Vi\u{1EC7}t", "Vie\u{323}\u{302}t"),
        ("\u{AC01}", "\u{1100}\u{1161}\u{11A8}"),
        ("\u{AC00}", "\u{1100}\u{1161}"), ("\u{304C}\u{3071}", "\u{304B}\u{3099}\u{306F}\u{309A}"),
        ("\u{30D0}\u{30C5}\u{30F4}", "\u{30CF}\u{3099}\u{30C4}\u{3099}\u{30A6}\u{3099}"),
        ("\u{623}\u{624}", "\u{627}\u{654}\u{648}\u{654}"), ("\u{3AC}", "\u{3B1}\u{301}"),
        ("\u{439}", "\u{438}\u{306}"),
    ])
    func `composed and decomposed spellings are one`(composed: String, decomposed: String) {
        #expect(read(composed) == read(decomposed))
        #expect(Array(composed.utf8) != Array(decomposed.utf8))
    }

    @Test func `every voiced kana composes as Unicode says`() {
        for base in (0x3041...0x30FE).compactMap(Unicode.Scalar.init) {
            for mark: Unicode.Scalar in ["\u{3099}", "\u{309A}"] {
                let pair = String(base) + String(mark)
                let composed = (0x3041...0x30FE).compactMap(Unicode.Scalar.init).first {
                    String($0) == pair && $0 != base
                }
                // ヷ to ヺ and ヾ are no letters of today's Japanese.
                guard let composed, !(0x30F7...0x30FE).contains(composed.value), composed != "\u{309E}" else {
                    continue
                }
                #expect(read(pair) == read(String(composed)), "\(pair)")
            }
        }
    }

    @Test func `every accented European letter loses its accents as Unicode says`() {
        // Swift compares by canonical equivalence, so its own tables judge
        // ours: a letter and a mark that equal one scalar must read alike.
        let ranges: [ClosedRange<UInt32>] = [0xC0...0x24F, 0x370...0x52F, 0x1E00...0x1FFF]
        let composed = ranges.joined().compactMap(Unicode.Scalar.init)
        let known = Dictionary(composed.map { (String($0), $0) }, uniquingKeysWith: { first, _ in first })
        let letters =
            (0x41...0x5A).map { $0 } + (0x61...0x7A).map { $0 } + Array(0x391...0x3C9) + Array(0x410...0x44F)
        var pairs = 0
        for letter in letters.compactMap({ Unicode.Scalar(UInt32($0)) }) {
            for mark in (0x300...0x36F).compactMap(Unicode.Scalar.init) {
                guard let one = known[String(letter) + String(mark)] else { continue }
                pairs += 1
                #expect(read(String(one)) == read(String(letter)), "U+\(String(one.value, radix: 16))")
            }
        }
        #expect(pairs > 500)
    }

    @Test func `symbols stand alone, punctuation of other scripts parts words`() {
        #expect(read("Why?Because") == " why ? because ")
        #expect(read("can't, l'été") == " can t , l ete ")
        #expect(read("5€ 👍🏽") == " 5 € 👍 ")
        #expect(read("नमस्ते।दुनिया") == " नमस्ते दुनिया ")
        #expect(read("你好，世界") == " 你好 , 世界 ")
        #expect(read("مَرْحَبًا ١٢") == " مرحبا 12 ")
        #expect(read("ＦＵＬＬ　width") == " full width ")
    }

    @Test(arguments: ["", " ", "\n\t\r\n", "\u{0}", "\u{200B}\u{FEFF}", "\u{301}", "…", "\u{200D}"])
    func `a text without letters has no n-grams`(text: String) {
        #expect(NGramCounts(text, limit: 100).keys.isEmpty)
    }

    @Test func `no more than the limit is read and no character is cut`() {
        let text = String(repeating: "é", count: 10)
        #expect(read(text, limit: 5) == " ee ")
        #expect(read(text, limit: 4) == " ee ")
        #expect(read("👍", limit: 3) == " ")
        #expect(read("abc", limit: 0) == " ")
        #expect(read(String(repeating: "a ", count: 500_000), limit: 4) == " a a ")
    }

    @Test func `a text from elsewhere than the standard library reads the same`() {
        let text = "Grüße aus Köln, 東京!"
        #expect(read(String(decoding: Array(text.utf8), as: UTF8.self)) == read(text))
        #expect(read(String(text.dropFirst(6))) == " aus koln , 東京 ! ")
    }

    @Test func `words, pairs of words and pieces of two to five characters are counted`() {
        let one = NGramCounts("abc", limit: 100)
        // The word; " a" "ab" "bc" "c ", then four threes, …: 4 + 3 + 2 + 1.
        #expect(one.keys.count == 11)
        #expect(one.keys.filter { $0 & 1 == 1 }.count == 1)
        let three = NGramCounts("to to to", limit: 100)
        #expect(three.counts.max() == 3)
        #expect(three.keys.filter { $0 & 1 == 1 }.count == 2)
        #expect(NGramCounts("東京", limit: 100).keys.filter { $0 & 1 == 1 }.count == 3)
    }
}
