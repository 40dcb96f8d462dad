import Hummingbird
import Localization

/// `/notifications`: what is new for an agent, and when they want mail of it.
struct NotificationRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("notifications", use: list)
        router.post("notifications/seeing", use: markAllSeen)
        router.post("me/notifications", use: setMail)
        router.post("me/topics", use: setTopics)
    }

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.actor()
        let after = request.query("after").flatMap { Notifications.Place($0) }
        let now = desk.clock()
        let page = NotificationsPage(
            listing: try await desk.notifications.list(for: actor, after: after), isFirst: after == nil,
            readAt: now, frame: try await desk.frame(context, place: "news"))
        return .html(page, context.reader)
    }

    @Sendable func markAllSeen(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.actor()
        let until = context.form["until"].flatMap(Int64.init).map(Moment.init(milliseconds:))
        try await desk.notifications.markAllSeen(until: until ?? desk.clock(), by: actor)
        return .redirect(to: "/notifications")
    }

    @Sendable func setTopics(request: Request, context: DeskContext) async throws -> Response {
        let wanted = Set(context.form.all("topic").compactMap(Notification.Topic.init(rawValue:)))
        try await desk.notifications.setTopics(wanted, by: context.actor())
        return .redirect(to: "/me", saying: .saved)
    }

    @Sendable func setMail(request: Request, context: DeskContext) async throws -> Response {
        guard let choice = context.form["mail"].flatMap(Notifications.Mail.init(rawValue:)) else {
            throw Fault.invalid("Please choose when you want mail.")
        }
        try await desk.notifications.setMail(choice, by: context.actor())
        return .redirect(to: "/me", saying: .saved)
    }
}
