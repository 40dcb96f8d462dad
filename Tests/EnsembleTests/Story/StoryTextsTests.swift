import Testing

@testable import Ensemble

@Suite struct `The story's texts` {
    @Test func `there are many matters in English and some in each other language`() {
        #expect(StoryTexts.matters.count(where: { $0.language == .english }) >= 40)
        for language in StoryLanguage.allCases {
            #expect((StoryTexts.byLanguage[language] ?? []).count >= 4)
        }
        #expect(Set(StoryTexts.matters.map(\.key)).count == StoryTexts.matters.count)
    }

    @Test(arguments: StoryTexts.matters + [StoryTexts.scene])
    func `a matter can be asked, answered and filed`(matter: StoryMatter) {
        #expect(!matter.texts(.subject).isEmpty)
        #expect(!matter.texts(.ask).isEmpty)
        #expect(!matter.texts(.answer).isEmpty)
        #expect(!matter.tags.isEmpty)
        #expect(matter.share.early + matter.share.late > 0 || matter.key == StoryTexts.scene.key)
        #expect(
            matter.texts(.again).isEmpty || !matter.texts(.reply).isEmpty
                || matter.key == StoryTexts.scene.key)
        #expect(matter.texts(.reopen).isEmpty == matter.texts(.settle).isEmpty)
    }

    @Test(arguments: StoryTexts.matters)
    func `an English matter comes in several variants`(matter: StoryMatter) {
        guard matter.language == .english, !["grief", "running-late"].contains(matter.key) else { return }
        #expect(matter.texts(.ask).count >= 2)
        #expect(matter.texts(.subject).count >= 2)
    }

    @Test(arguments: StoryTexts.matters)
    func `every place in a text has something to fill it`(matter: StoryMatter) {
        for part in StoryMatter.Part.allCases {
            for text in matter.texts(part) { #expect(text.unknown.isEmpty) }
        }
    }

    @Test func `no text that is told has a gap, a brace or a doubled space`() {
        for act in `The clinic's story`.acts {
            for text in act.texts {
                #expect(!text.isEmpty)
                #expect(!text.contains { $0 == "{" || $0 == "}" || $0 == "\t" })
                #expect(!text.contains("  ") && !text.contains(" ,") && !text.contains("\n\n\n"))
                #expect(text.first?.isWhitespace == false && text.last?.isWhitespace == false)
            }
        }
    }

    @Test func `the customers' first messages differ from each other`() {
        var texts: [String: Int] = [:]
        for act in `The clinic's story`.acts {
            if case .mail(let mail) = act.kind, mail.kind == .person, mail.references.isEmpty {
                texts[mail.text, default: 0] += 1
            }
        }
        #expect(texts.count > 1_000)
        #expect(texts.values.allSatisfy { $0 <= 3 })
    }
}

extension StoryMatter: CustomTestStringConvertible {
    public var testDescription: String { key }
}

extension StoryAct {
    fileprivate var texts: [String] {
        switch kind {
        case .mail(let mail): [mail.subject, mail.text]
        case .form(let form): [form.subject, form.text]
        case .portal(_, _, let text, _), .reply(_, _, let text, _), .note(_, let text): [text]
        case .tag(let name, _): [name]
        default: []
        }
    }
}
