extension Samples {
    static var notifications: Notifications.Listing {
        let kinds: [(Notification.Kind, times: Int, isSeen: Bool)] = [
            (.mentioned, 3, false), (.failed, 1, false), (.wrote, 2, false), (.team, 1, false),
            (.limit, 1, false), (.declined, 1, false), (.asked, 1, true), (.accepted, 2, true),
            (.assigned, 1, true), (.woke, 1, true), (.unclear, 1, true), (.step, 2, true),
            (.disputed, 1, true), (.money, 1, true), (.bounced, 1, true), (.broken, 1, true),
            (.untold, 1, true), (.missed, 1, true),
        ]
        let lines = kinds.enumerated().map { place, kind in
            notification(kind.0, times: kind.times, isSeen: kind.isSeen, at: now - .hours(Int64(place)))
        }
        return Notifications.Listing(lines: lines, next: lines.last?.place)
    }

    private static func notification(_ kind: Notification.Kind, times: Int, isSeen: Bool, at: Moment)
        -> Notifications.Line
    {
        Notifications.Line(
            notification: Notification(
                id: Notification.ID(rawValue: at.milliseconds), agent: 1, conversation: 1042, kind: kind,
                message: kind == .wrote ? 77 : nil, actor: 2, estimate: nil, step: nil,
                level: kind == .limit ? 80 : nil,
                times: times, at: at, mailedAt: nil,
                seenAt: isSeen ? now : nil),
            subject: said("Will the second scan cost extra?"), customerName: said("Dana Whitfield"),
            actorName: said("Tom Okafor"), writerName: said("Dana Whitfield"), teamName: said("Front desk"),
            why: said("550 no such user"), stepTitle: said("Read the scan"),
            estimate: .init(
                kind: .estimate, reference: "12", name: said("Dana Whitfield"),
                words: said("I found it cheaper.")), asOf: at)
    }
}
