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
        router.add(middleware: NowhereMiddleware(desk: desk))
        Assets.add(to: router)
        if desk.configuration.developerPages { MemoryRoute.add(to: router) }
        HealthRoutes(desk: desk, metrics: metrics, workers: workers).add(to: router)
        let site = router.group()
            .add(middleware: SessionMiddleware(desk: desk))
            .add(middleware: FaultMiddleware(desk: desk))
            .add(middleware: FormMiddleware())
        SignInRoutes(desk: desk).add(to: site)
        InboxRoutes(desk: desk).add(to: site)
        let conversations = ConversationRoutes(desk: desk, live: live)
        conversations.add(to: site)
        MessageRoutes(desk: desk).add(to: site)
        LiveRoutes(desk: desk, live: live).add(to: site)
        CustomerRoutes(desk: desk).add(to: site)
        MeRoutes(desk: desk).add(to: site)
        NotificationRoutes(desk: desk).add(to: site)
        PasswordRoutes(desk: desk).add(to: site)
        LookRoutes(desk: desk).add(to: site)
        SettingsRoutes(desk: desk).add(to: site)
        HistoryRoutes(desk: desk).add(to: site)
        TeamRoutes(desk: desk).add(to: site)
        TokenRoutes(desk: desk).add(to: site)
        MailboxRoutes(desk: desk).add(to: site)
        JobRoutes(desk: desk).add(to: site)
        ContactRoutes(desk: desk).add(to: site)
        OwnSignInRoutes(desk: desk).add(to: site)
        OwnRoutes(desk: desk).add(to: site)
        PlanRoutes(desk: desk, conversations: conversations).add(to: site)
        BlueprintRoutes(desk: desk).add(to: site)
        PromiseRoutes(desk: desk, conversations: conversations).add(to: site)
        OwnPlanRoutes(desk: desk).add(to: site)
        MailAPIRoutes(desk: desk).add(to: site)
        OfferingRoutes(desk: desk).add(to: site)
        TermsRoutes(desk: desk).add(to: site)
        PolicyRoutes(desk: desk).add(to: site)
        EstimateRoutes(desk: desk).add(to: site)
        ToldRoutes(desk: desk).add(to: site)
        WorkRoutes(desk: desk).add(to: site)
        TellRoutes(desk: desk, conversations: conversations).add(to: site)
        InvoiceRoutes(desk: desk).add(to: site)
        BillRoutes(desk: desk).add(to: site)
        ClarityRoutes(desk: desk).add(to: site)
        MentionRoutes(desk: desk).add(to: site)
        MeantRoutes(desk: desk).add(to: site)
        DirectionRoutes(desk: desk).add(to: site)
        SurveyRoutes(desk: desk).add(to: site)
        NameRoutes(desk: desk).add(to: site)
        ResultRoutes(desk: desk).add(to: site)
        ProfitRoutes(desk: desk).add(to: site)
        LetterRoutes(desk: desk).add(to: site)
        DecisionRoutes(desk: desk).add(to: site)
        SurveyAnswerRoutes(desk: desk).add(to: site)
        OwnSurveyRoutes(desk: desk).add(to: site)
        CourseRoutes(desk: desk).add(to: site)
        AuditRoutes(desk: desk).add(to: site)
        ActivityRoutes(desk: desk).add(to: site)
        IdeaRoutes(desk: desk).add(to: site)
        BoardRoutes(desk: desk).add(to: site)
        MessageIdeaRoutes(desk: desk).add(to: site)
        RankingRoutes(desk: desk).add(to: site)
        TrialRoutes(desk: desk).add(to: site)
        IdeaFileRoutes(desk: desk).add(to: site)
        ReleaseRoutes(desk: desk).add(to: site)
        ChangelogRoutes(desk: desk).add(to: site)
        PaymentRoutes(desk: desk).add(to: site)
        PaymentHookRoutes(desk: desk).add(to: site)
        PaymentSettingsRoutes(desk: desk).add(to: site)
        GalleryRoutes(desk: desk).add(to: site)
        UnsentMailRoutes(desk: desk).add(to: site)
        return router
    }
}
