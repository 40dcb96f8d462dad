import Database
import Localization
import Statistics

/// What somebody who tried it says of what was made, before it is published.
public struct Trial: Equatable, Sendable {
    /// Whether it does what they needed. The raw values are stored: never change one.
    public enum Verdict: String, Sendable, CaseIterable, Bindable, Readable { case helps, partly, not }

    public let release: Release.ID
    public let customer: Customer.ID
    public var customerName = ""
    public let askedAt: Moment
    public let verdict: Verdict?
    public let words: String
    /// The name by which they may be thanked in public; empty: by none.
    public let credit: String
    public let answeredAt: Moment?
}

extension Trial {
    static let columns: SQL = "release, customer, asked_at, verdict, words, credit, answered_at"

    init(row: Row) throws {
        release = try row("release")
        customer = try row("customer")
        askedAt = try row("asked_at")
        verdict = try row("verdict")
        words = try row("words")
        credit = try row("credit")
        answeredAt = try row("answered_at")
    }
}

extension Trial.Verdict {
    func name(_ r: Reader) -> String {
        switch self {
        case .helps: r("It does what I needed")
        case .partly: r("It does some of it")
        case .not: r("It does not")
        }
    }
}

/// What those who tried it say together.
public struct Trials: Equatable, Sendable {
    public var asked: [Trial] = []
    /// Who offered to try it and was not asked yet.
    public var offers: [Ideas.Offer] = []

    public subscript(verdict: Trial.Verdict) -> Int { asked.count { $0.verdict == verdict } }
    public var answered: Int { asked.count { $0.verdict != nil } }
    /// The share for whom it does what they needed, with its 95% interval; `nil` without an answer.
    public var share: Figure? { try? Proportion.wilson(self[.helps], of: answered) }
}
