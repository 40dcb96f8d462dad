import Database
import Localization

/// One of the four views of what a business is. They are never blended.
public enum Lens: String, Sendable, CaseIterable, Bindable, Readable {
    /// What the owner and the team say it is.
    case declared
    /// What it is paid for.
    case paid
    /// What its time goes into.
    case worked
    /// What its customers talk about.
    case heard

    func name(_ r: Reader) -> String {
        switch self {
        case .declared: r("Declared", context: "lens")
        case .paid: r("Paid", context: "lens")
        case .worked: r("Worked", context: "lens")
        case .heard: r("Heard", context: "lens")
        }
    }

    func words(_ r: Reader) -> String {
        switch self {
        case .declared: r("what the owner and the team say it is")
        case .paid: r("what it is paid for")
        case .worked: r("what its time goes into")
        case .heard: r("what its customers talk about")
        }
    }
}
