import Database
import Localization

/// An entry of the changelog: what was made, and of which ideas it came.
public struct Release: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Release>

    /// The raw values are stored: never change one.
    public enum Category: String, Sendable, CaseIterable, Bindable, Readable {
        case new, better, mended
    }

    /// What is written in one language.
    public struct Words: Equatable, Sendable {
        public var title: String
        /// Markdown.
        public var text: String

        public init(_ title: String, _ text: String) {
            self.title = title
            self.text = text
        }
    }

    public let id: ID
    public var category: Category
    /// The language to fall back to.
    public var language: String
    public var words: [String: Words]
    public var ideas: [Idea]
    public let createdAt: Moment
    /// `nil`: a draft.
    public var publishedAt: Moment?

    /// In a language, wherever it is spoken, or in the one to fall back to.
    public func words(in language: String) -> Words {
        words[Self.base(of: language)] ?? words[self.language] ?? Words("", "")
    }

    /// `de` of `de-AT`: what is told is written once for all who speak it.
    static func base(of language: String) -> String {
        language.split(separator: "-").first.map(String.init) ?? language
    }

    /// The languages in which it can be written.
    static var languages: [Language] { Translations.languages.all.filter { !$0.tag.contains("-") } }
}

extension Release.Category {
    func name(_ r: Reader) -> String {
        switch self {
        case .new: r("New", context: "release")
        case .better: r("Better")
        case .mended: r("Mended")
        }
    }
}

/// Whether somebody was told what was made of an idea.
public struct ReleaseTelling: Equatable, Sendable {
    /// Why they are told; the first that holds. The raw values are stored.
    public enum Why: String, Sendable, CaseIterable, Bindable, Readable { case wrote, asked, voted, follows }

    /// The raw values are stored.
    public enum State: String, Sendable, CaseIterable, Bindable, Readable {
        case waiting, sending, told
        /// Is not told: wants no such mail, or has no address.
        case left
        case failed
        /// The program stopped in the moment in which the mail server may have taken it.
        case unclear
    }

    public let release: Release.ID
    public let customer: Customer.ID
    public var customerName = ""
    public let why: Why
    public let idea: Idea.ID
    public let message: Message.ID?
    public let state: State
    public let whyNot: String?
    public let toldAt: Moment?
}

extension ReleaseTelling {
    static let columns: SQL = "release, customer, why, idea, message, state, why_not, told_at"

    init(row: Row) throws {
        release = try row("release")
        customer = try row("customer")
        why = try row("why")
        idea = try row("idea")
        message = try row("message")
        state = try row("state")
        whyNot = try row("why_not")
        toldAt = try row("told_at")
    }
}

extension ReleaseTelling.State {
    func name(_ r: Reader) -> String {
        switch self {
        case .waiting: r("Still to be told")
        case .sending: r("Being told")
        case .told: r("Told", context: "customers")
        case .left: r("Not told")
        case .failed: r("Could not be told")
        case .unclear: r("Perhaps told")
        }
    }
}

extension ReleaseTelling.Why {
    func name(_ r: Reader) -> String {
        switch self {
        case .wrote: r("wrote of it")
        case .asked: r("brought it up")
        case .voted: r("voted for it")
        case .follows: r("follows it")
        }
    }
}
