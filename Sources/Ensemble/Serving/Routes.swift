import Hummingbird
import Localization
import Logging

/// The web side of a desk: every route, in slices.
public struct DeskWeb: Sendable {
    let desk: Desk
    let live = Live()
    let metrics = ServerMetrics()
    let workers = Workers()

    public init(desk: Desk) {
        self.desk = desk
    }

    /// The whole site.
    public func router() -> Router<DeskContext> {
        let router = Router(context: DeskContext.self)
        router.add(middleware: MetricsMiddleware(metrics: metrics))
        router.add(middleware: HeaderMiddleware(isSecure: desk.configuration.isSecure))
        Assets.add(to: router)
        HealthRoutes(desk: desk, metrics: metrics, workers: workers).add(to: router)
        let site = router.group()
            .add(middleware: SessionMiddleware(desk: desk))
            .add(middleware: FaultMiddleware(desk: desk))
            .add(middleware: FormMiddleware())
        SignInRoutes(desk: desk).add(to: site)
        InboxRoutes(desk: desk).add(to: site)
        ConversationRoutes(desk: desk, live: live).add(to: site)
        MessageRoutes(desk: desk).add(to: site)
        LiveRoutes(desk: desk, live: live).add(to: site)
        return router
    }
}
