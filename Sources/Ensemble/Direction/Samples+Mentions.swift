import Localization

/// Words being marked, for the page gallery and the tests of pages.
extension Samples {
    private static var mentionText: String {
        said("My knee is much better, thank you.") + " "
            + said("But nobody told me the second scan costs extra!")
            + "\n\n" + said("Whoever was at the desk was very kind.")
    }

    private static func mention(_ id: Int64, _ span: TextSpan, _ degrees: Degrees, by coder: Mention.Coder)
        -> Mention
    {
        Mention(
            id: Mention.ID(rawValue: id), source: .message(7), span: span,
            words: said("Whoever was at the desk was very kind."), customer: 1,
            month: Month(Day(now, in: .utc)),
            degrees: degrees, coder: coder, book: 0, isCounted: id < 20, createdAt: now)
    }

    static var mentionPages: [MentionPage] {
        let message = Samples.message(7, .customer(5), text: mentionText)
        let presets = Degrees.presets
        let coders: [(Int64, Degrees, Mention.Coder)] = [
            (11, presets[0], .person(1)), (12, presets[4], .person(2)),
            (21, presets[1], .model("starting model 1")), (22, presets[1], .customer(5)),
        ]
        // What is said here may hold no sentence at all.
        let marked = zip(SpannedText(message.text).sentences(), coders).map { span, coder in
            mention(coder.0, span, coder.1, by: coder.2)
        }
        let names: [Agent.ID: String] = [1: said("Mira Sandoval"), 2: said("Tom Abara")]
        return [marked, []].map { mentions in
            MentionPage(
                coding: HeardMentions.Coding(
                    said: SaidText(message), mentions: mentions, agentNames: names,
                    book: CodeBook(version: 0, rules: [:]), invitedAt: mentions.isEmpty ? nil : now),
                viewer: 1, isAdministrator: true,
                selected: mentions.isEmpty ? .init(words: said("much better"), near: 11) : .init(),
                problem: nil, frame: .sampleDesk)
        }
    }

    /// Before and after they answered.
    static var meantPages: [MeantPage] {
        let said = SaidText(Samples.message(7, .customer(5), text: mentionText))
        let own = SpannedText(said.text).sentences().prefix(2).enumerated().map { place, span in
            mention(Int64(31 + place), span, Degrees.presets[place == 0 ? 1 : 4], by: .customer(5))
        }
        return [([], nil), (own, now)].map { own, answered in
            MeantPage(
                invitation: MentionInvitation(
                    id: Identifier(rawValue: 3), said: said, own: own, answeredAt: answered),
                path: "/meant/3-abc",
                problem: own.isEmpty
                    ? "Nothing is answered yet: please choose for one sentence at least." : nil,
                frame: .sampleVisitor)
        }
    }

    static var codeBookPages: [CodeBookPage] {
        let rules = CodeBook.Rules(
            product: said("What they take home"), service: said("What we do"), idea: said("What it means"),
            ties: said("Would another person have done it the same way?"))
        return [
            CodeBookPage(
                book: CodeBook(version: 0, rules: [:]), typed: nil, isEditable: true, problem: nil,
                frame: .sampleDesk),
            CodeBookPage(
                book: CodeBook(version: 3, rules: ["en": rules]), typed: nil, isEditable: false, problem: nil,
                frame: .sampleDesk),
        ]
    }
}
