import Localization
import Markup

/// Every page there is, once: for the gallery and for the tests that look at
/// them all.
enum Pages {
    static let all: [any Page.Type] = [
        // The desk
        InboxPage.self, SearchPage.self, ConversationPage.self, NewConversationPage.self, CustomersPage.self,
        CustomerPage.self, MePage.self, NotificationsPage.self,
        // Settings
        SettingsPage.self, TeamPage.self, MailboxesPage.self, MailboxPage.self, BusinessPage.self,
        LookPage.self,
        JobsPage.self, HistoryPage.self,
        TokensPage.self,
        // Coming in
        SignInPage.self, FirstRunPage.self, ForgottenPasswordPage.self, PasswordLinkSentPage.self,
        NewPasswordPage.self, DeadLinkPage.self, FaultPage.self,
        // The customer's own place and the public pages
        ContactPage.self, ContactThanksPage.self, OwnSignInPage.self, OwnLinkSentPage.self, OwnEnterPage.self,
        OwnListPage.self, OwnConversationPage.self,
        // Told before: what is offered, what it costs
        OfferingsPage.self, OfferingPage.self, CataloguePage.self, CatalogueOfferingPage.self,
        SimilarJobsPage.self,
        PoliciesPage.self, PolicyPage.self, TermsPage.self,
        EstimatesPage.self, EstimatePage.self, ToldPage.self, WorkPage.self, TellsPage.self,
        InvoicesPage.self, InvoicePage.self, BillPage.self,
        PayAwayPage.self, PaymentReturnPage.self, PaymentSettingsPage.self,
        // Direction
        ClarityPage.self, ClarityBillsPage.self, ClarityTellsPage.self, ClarityRolesPage.self,
        MentionPage.self, MeantPage.self, CodeBookPage.self, BearingPage.self, LensesPage.self,
        LensRowsPage.self,
        DeclaredPage.self, DeclarePage.self, CoursePage.self, AuditPage.self, ActivitiesPage.self,
        // What customers are asked
        SurveysPage.self, SurveyPage.self, SurveyEditPage.self, SurveyAnswersPage.self, SurveyAsksPage.self,
        SurveyAnswerPage.self, SurveyRefusalPage.self, OwnSurveysPage.self,
        // The idea behind the name
        NamePage.self, NameWordsPage.self, NameRowsPage.self,
        // What came out in the end
        ResultsPage.self, ResultRowsPage.self,
        // What is left over, and what is decided on it
        ProfitPage.self, ProfitRowsPage.self, ProfitCostsPage.self,
        LetterPage.self, DecisionsPage.self, DecisionPage.self, NewDecisionPage.self,
        // Ideas
        IdeasPage.self, IdeaPage.self, NewIdeaPage.self, IdeaSentPage.self, IdeaVotePage.self, BoardPage.self,
        HeldIdeasPage.self, IdeaVotesPage.self, BoardIdeaPage.self, IdeaSettingsPage.self,
        MessageIdeaPage.self, RoadmapPage.self, ChangelogPage.self, ChangelogEntryPage.self,
        ToldNoMorePage.self, ReleasesPage.self, ReleasePage.self, TellingsPage.self, RankingPage.self,
        ComparePage.self, LeadsPage.self, TrialPage.self,
        // Shared plans
        PlanPage.self, PlanTemplatesPage.self, BlueprintsPage.self, BlueprintPage.self, OwnPlanPage.self,
        HandOverPage.self,
        // For developers
        GalleryPage.self, UnsentMailListPage.self, UnsentMailPage.self,
    ]

    /// `ContactPage`.
    static func name(of type: any Page.Type) -> String { String(describing: type) }

    static func samples(of type: any Page.Type) -> [any Page] {
        func all<P: Page>(_: P.Type) -> [any Page] { P.samples }
        return all(type)
    }

    /// A page in its layout.
    static func render(_ page: any Page, _ r: Reader) -> HTML {
        func render(_ page: some Page) -> HTML { Layout.render(page, r) }
        return render(page)
    }
}
