/// An appointment that a message proposes, changes, answers or cancels.
///
/// Source: RFC 5545 (iCalendar), RFC 5546 (iTIP methods).
public struct CalendarInvite: Sendable, Hashable {
    /// `REQUEST`, `CANCEL`, `REPLY`, `PUBLISH`, …; upper case.
    public var method: String
    public var summary: String
    /// Milliseconds UTC. A time with an unknown zone is read as UTC, an
    /// all-day event begins at 00:00 UTC.
    public var start: Int64?
    public var end: Int64?
    /// Whether the appointment takes whole days.
    public var isAllDay: Bool
    public var location: String?
    public var organizer: MailAddress?
    /// The zone that the start is written in, as the sender names it.
    public var timeZone: String?
    /// For a `REPLY`: `ACCEPTED`, `DECLINED`, `TENTATIVE`.
    public var answer: String?
}
