/// One thing that somebody does in the story, to be played through the door
/// that a person would use for it.
struct StoryAct: Equatable, Sendable {
    /// Milliseconds UTC. Acts come in the order of time.
    let at: Int64
    /// The conversation's place in the story, from 1; not the desk's number.
    let conversation: Int
    let kind: Kind
    /// After it nothing refers to the conversation any more, so that whoever
    /// plays can forget what it remembered of it.
    let isLast: Bool

    enum Kind: Equatable, Sendable {
        /// A message arrives at a mailbox.
        case mail(StoryMail)
        /// The web form is sent.
        case form(StoryForm)
        /// The customer answers in their own place.
        case portal(message: Int, from: StoryPerson, text: String, files: [StoryFile])
        /// The staff answer. `message` is its place in the conversation, by
        /// which later mails refer to it.
        case reply(message: Int, by: StoryCast.Member, text: String, files: [StoryFile])
        case note(by: StoryCast.Member, text: String)
        case assign(to: StoryCast.Member, by: StoryCast.Member)
        case tag(String, by: StoryCast.Member)
        case raise(to: StoryPriority, by: StoryCast.Member)
        case wait(StoryWait, by: StoryCast.Member)
        case resolve(by: StoryCast.Member)
        /// The customer says in their own place that all is done.
        case confirm(StoryPerson)
        /// Staff take a conversation out of the suspended ones: it was no spam.
        case recover(by: StoryCast.Member)
        /// Something is told, agreed on or billed.
        case job(StoryJobAct, by: StoryCast.Member, with: StoryPerson)
    }
}

/// Who writes from outside.
struct StoryPerson: Equatable, Sendable {
    let name: String
    let address: String
    let language: StoryLanguage
}

/// A web form as it was filled in.
struct StoryForm: Equatable, Sendable {
    let mailbox: StoryCast.Mailbox
    let from: StoryPerson
    let subject: String
    let text: String
    let files: [StoryFile]
}

/// How pressing a conversation is; the words are those of the desk.
enum StoryPriority: String, Sendable { case high, urgent }

/// Whom or what a conversation waits for.
enum StoryWait: Equatable, Sendable {
    case customer
    case partner
    /// Milliseconds UTC.
    case until(Int64)
}

/// A file that somebody encloses, made when it is needed.
struct StoryFile: Equatable, Sendable {
    enum Content: Equatable, Sendable {
        /// A page with these lines.
        case paper(lines: [String])
        /// A small picture that is different for each seed.
        case photo(seed: UInt64)
    }

    let name: String
    let content: Content

    var type: String {
        switch content {
        case .paper: "application/pdf"
        case .photo: "image/png"
        }
    }

    var bytes: [UInt8] {
        switch content {
        case .paper(let lines): StoryPaper.bytes(lines: lines)
        case .photo(let seed): StoryPhoto.bytes(seed: seed)
        }
    }
}
