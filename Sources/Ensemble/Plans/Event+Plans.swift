import Localization

extension Event {
    /// The sentence of an event of the shared plans and of promises.
    func planSentence(for r: Reader, by who: String, _ what: String) -> String? {
        let why = data["why"] ?? ""
        switch kind {
        case .planBegun where data["estimate"] != nil:
            return r("With the yes to \(data["estimate"] ?? "") the plan “\(what)” began")
        case .planBegun: return r("\(who) began the plan “\(what)”")
        case .planDone: return r("The plan “\(what)” is done")
        case .planStopped: return r("\(who) stopped the plan “\(what)”")
        case .planSent: return r("\(who) sent the customer the plan “\(what)”")
        case .planLinkRenewed: return r("\(who) made the customer’s link to “\(what)” anew")
        case .planRecurs:
            let every = data["every"].flatMap(Recurrence.Every.init(rawValue:))?.name(for: r) ?? ""
            return r("\(who) lets “\(what)” begin anew \(every)")
        case .planRecursNoMore: return r("\(who) lets “\(what)” begin anew no more")
        case .stepAdded: return r("\(who) added the step “\(what)”")
        case .stepChanged: return r("\(who) changed the step “\(what)”")
        case .stepRemoved: return r("\(who) took out the step “\(what)”")
        case .stepDone where data["mail"] != nil: return r("\(who) did the step “\(what)” by mail")
        case .stepDone where data["kind"] == "approval": return r("\(who) approved: “\(what)”")
        case .stepDone where data["answers"]?.nonEmpty != nil:
            return r("\(who) answered “\(what)”: \(data["answers"] ?? "")")
        case .stepDone: return r("\(who) did the step “\(what)”")
        case .stepSkipped: return r("\(who) passed by the step “\(what)”")
        case .stepReturned: return r("\(who) gave back “\(what)”: \(why)")
        case .stepReady: return r("\(data["whom"] ?? "") can begin with “\(what)”")
        case .partnerTold: return r("\(who) handed over to \(what)")
        case .referralEnded: return r("\(who) ended the work of \(what)")
        case .planTemplateKept: return r("\(who) kept the template “\(what)”")
        case .promised:
            return r(
                "\(who) promised: “\(what)”, by \(data["due"].flatMap(Int64.init).map { r.date($0) } ?? "")")
        case .promiseKept: return r("\(who) kept the promise “\(what)”")
        case .promiseKeptLate: return r("\(who) kept the promise “\(what)”, late")
        case .promiseBroken: return r("The promise “\(what)” is broken: its time is over")
        case .promiseReleased: return r("\(who): the promise “\(what)” is needed no more, because \(why)")
        default: return nil
        }
    }
}
