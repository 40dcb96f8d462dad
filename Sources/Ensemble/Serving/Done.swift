import Hummingbird
import Localization

/// What was just done, said above the page that follows.
enum Done: String {
    case saved, added, invited, changed, removed, ended, shutOut, letIn, retried, discarded, revoked, settled,
        sent, closed, reopened, accepted, declined, asked, stepDone, voted, unvoted, ideaHeld, ideaShown,
        begunApart

    func words(_ r: Reader) -> String {
        switch self {
        case .saved: r("Saved.")
        case .added: r("Added.")
        case .invited: r("The invitation is on its way.")
        case .changed: r("The password is changed. Other browsers were signed out.")
        case .removed: r("Removed.")
        case .ended: r("Signed out there.")
        case .shutOut: r("They can no longer sign in.")
        case .letIn: r("They can sign in again.")
        case .retried: r("It is tried again now.")
        case .discarded: r("Thrown away.")
        case .revoked: r("The token no longer works.")
        case .settled: r("Thank you. It is settled; write here if it is not.")
        case .sent: r("Your message has been sent.")
        case .closed: r("The mailbox is closed. Its conversations stay.")
        case .reopened: r("The mailbox is open again.")
        case .accepted: r("Agreed. Thank you.")
        case .declined: r("Declined. Thank you for telling us.")
        case .asked: r("Your question has arrived. We answer by mail.")
        case .stepDone: r("Thank you. It has arrived.")
        case .voted: r("Your vote counts. We tell you what becomes of it.")
        case .unvoted: r("Your vote is taken back.")
        case .ideaHeld: r("Thank you. Somebody looks at it before others find it.")
        case .begunApart:
            r(
                "Prices with tax in them and without, and what was told with a discount of its own, are billed apart. The other drafts stand in the conversation."
            )
        case .ideaShown: r("Thank you. Your idea stands here, with your vote.")
        }
    }

    /// The words for what the address of a page says was done.
    static func words(_ request: Request, _ r: Reader) -> String? {
        request.query("done").flatMap(Done.init(rawValue:))?.words(r)
    }
}

extension Response {
    /// Sends the browser to another page of ours, which says what was done.
    static func redirect(to path: String, saying done: Done) -> Response {
        .redirect(to: "\(path)?done=\(done.rawValue)")
    }
}
