import Localization

extension Notifications.Line {
    /// What happened, as a sentence without a full stop.
    func sentence(_ r: Reader) -> String {
        switch notification.kind {
        case .mentioned: actorName.map { r("\($0) named you in a note") } ?? r("You were named in a note")
        case .failed: r("Your message could not be delivered")
        case .unclear: r("It is not certain whether your message was sent")
        case .disputed: r("\(customerName) disputes a bill")
        case .money: r("Money is to be looked at")
        case .bounced: r("A payment that was on its way failed")
        case .broken: r("A promise is broken: its time is over")
        case .untold: r("The cost was to be told, and was not")
        case .missed: r("\(customerName) missed a payment")
        case .step: stepTitle.map { r("You can begin with “\($0)”") } ?? r("A step of yours can begin")
        case .limit: limit(r)
        case .accepted: r("\(estimate?.name ?? customerName) accepted \(named(r))")
        case .declined: r("\(estimate?.name ?? customerName) declined \(named(r))")
        case .asked: r("\(customerName) asked about \(named(r))")
        case .assigned: actorName.map { r("\($0) assigned it to you") } ?? r("It was assigned to you")
        case .woke: r("The wait that you set is over")
        case .wrote: r("\(writerName ?? customerName) wrote")
        case .team: teamName.map { r("It came to your team \($0)") } ?? r("It came to your team")
        }
    }

    /// How much of a limit is used, and how old that figure is.
    private func limit(_ r: Reader) -> String {
        let percent = r.percent(Double(notification.level ?? 0) / 100)
        return r(
            "\(percent) of the limit is used, as of \(r.dateTime((asOf ?? notification.at).milliseconds))")
    }

    /// `Estimate 12`.
    private func named(_ r: Reader) -> String {
        estimate.map { "\($0.kind.name(for: r)) \($0.reference)" } ?? r("the estimate")
    }

    /// Why, where there is a reason: in whose words it stands.
    func reason(_ r: Reader) -> String? {
        switch notification.kind {
        case .failed, .unclear: why?.nonEmpty.map(r.said)
        case .declined: estimate?.words.oneLine.nonEmpty
        default: nil
        }
    }

    /// What happened besides, `nil` if nothing did.
    func more(_ r: Reader) -> String? {
        let more = notification.times - 1
        return more == 0 ? nil : r.plural(more, "and 1 more thing", "and \(r.number(more)) more things")
    }

    /// Where to begin to read.
    var path: String {
        let conversation = "/conversations/\(notification.conversation)"
        switch notification.kind {
        case .limit, .accepted, .declined, .disputed, .money, .bounced, .untold, .missed:
            return "\(conversation)#costs"
        case .step: return "\(conversation)#plans"
        case .broken: return "\(conversation)#promises"
        default: return notification.message.map { "\(conversation)#m\($0)" } ?? conversation
        }
    }
}
