/// The three things that every business offers at once, by degrees.
///
/// Source: MEASURES.md, section 2, the code book.
public enum Part: String, Hashable, Sendable, CaseIterable {
    /// The thing or outcome handed over, still there afterwards.
    case product
    /// Acts, people, process and time.
    case service
    /// What the business means, promises, teaches or assumes.
    case idea
}
