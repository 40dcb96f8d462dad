import Localization

extension Event {
    /// What happened to an idea or to what was made: as the history of a conversation tells it, or that of the desk.
    func ideaSentence(for r: Reader, by who: String, _ what: String) -> String? {
        switch kind {
        case .ideaLinked: r("\(who) noted that this is about the idea “\(what)”")
        case .ideaUnlinked: r("\(who) noted that this is not about the idea “\(what)”")
        case .ideaTold: r("The customer was told what was made: \(what)")
        default: conversation == nil ? boardSentence(for: r, by: who, what) : nil
        }
    }

    private func boardSentence(for r: Reader, by who: String, _ what: String) -> String? {
        switch kind {
        case .ideaSuggested:
            data["held"] == nil
                ? r("\(who) suggested “\(what)”") : r("\(who) suggested “\(what)”: it waits for a look")
        case .ideaVoted: r("\(who) voted for “\(what)”")
        case .ideaUnvoted: r("\(who) took back a vote for “\(what)”")
        case .ideaCommented:
            data["held"] == nil
                ? r("\(who) said something to “\(what)”")
                : r("\(who) said something to “\(what)”: it waits for a look")
        case .ideaMoved:
            r("\(who) moved “\(what)”: \(data["to"].flatMap(Idea.Status.init)?.name(r) ?? "")")
        case .ideaAnswered:
            data["taken back"] == nil
                ? r("\(who) answered “\(what)”") : r("\(who) took back the answer to “\(what)”")
        case .ideaReworded: r("\(who) said “\(what)” more clearly: “\(data["need"] ?? what)”")
        case .ideaShown: r("\(who) let “\(what)” be shown")
        case .ideaDismissed: r("\(who) kept “\(what)” from the board")
        case .ideaCommentShown: r("\(who) let what was said to “\(what)” be shown")
        case .ideaCommentRemoved: r("\(who) removed what was said to “\(what)”")
        case .ideasCompared: r("\(who) said whether “\(what)” or another idea matters more")
        case .ideaFilesAdded:
            r.plural(
                data["files"].flatMap { Int($0) } ?? 0, "\(who) added a file to “\(what)”",
                "\(who) added \(r.number(data["files"].flatMap { Int($0) } ?? 0)) files to “\(what)”")
        case .ideaFileShown: r("\(who) let a file of “\(what)” be shown")
        case .ideaFileRemoved: r("\(who) removed a file of “\(what)”")
        case .ideaOffered: r("\(who) offered to try what comes of “\(what)”")
        case .ideaWithdrawn: r("\(who) took back the offer to try what comes of “\(what)”")
        case .ideaMerged: r("\(who) merged “\(data["from"] ?? "")” into “\(what)”")
        default: releaseSentence(for: r, by: who, what)
        }
    }

    private func releaseSentence(for r: Reader, by who: String, _ what: String) -> String? {
        switch kind {
        case .releaseDrafted: r("\(who) began to write of “\(what)”")
        case .releaseChanged: r("\(who) changed what is written of “\(what)”")
        case .releaseDiscarded: r("\(who) threw away what was written of “\(what)”")
        case .releasePublished:
            r.plural(
                data["people"].flatMap { Int($0) } ?? 0, "\(who) published “\(what)”, to be told to 1 person",
                "\(who) published “\(what)”, to be told to \(r.number(data["people"].flatMap { Int($0) } ?? 0)) people"
            )
        case .trialBegun:
            r.plural(
                data["people"].flatMap { Int($0) } ?? 0, "\(who) asked 1 person to try “\(what)”",
                "\(who) asked \(r.number(data["people"].flatMap { Int($0) } ?? 0)) people to try “\(what)”")
        case .trialAnswered: r("\(who) said whether “\(what)” does what they needed")
        case .trialUnnamed: r("\(who) saw to it that somebody who tried “\(what)” is not named in public")
        case .releasesRefused: r("A customer wants to hear no more of what is made")
        case .releasesAllowed: r("A customer wants to hear again of what is made")
        default: nil
        }
    }
}
