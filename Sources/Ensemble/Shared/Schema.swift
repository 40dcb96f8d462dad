import Database

/// The migrations of all slices. Append only: a migration that has run is
/// never edited.
enum Schema {
    static let migrations: [Migration] = [
        migration("2026-11-22-01-settings", PackageResources._026_11_22_01_settings_sql),
        migration("2026-11-22-02-team", PackageResources._026_11_22_02_team_sql),
        migration("2026-11-22-03-customers", PackageResources._026_11_22_03_customers_sql),
        migration("2026-11-22-04-mailboxes", PackageResources._026_11_22_04_mailboxes_sql),
        migration("2026-11-22-05-conversations", PackageResources._026_11_22_05_conversations_sql),
        Migration(
            name: "2026-11-22-06-search", sql: "",
            sqlite: text(PackageResources._026_11_22_06_search_sqlite_sql),
            postgres: text(PackageResources._026_11_22_06_search_postgres_sql)),
        migration("2026-11-22-07-events", PackageResources._026_11_22_07_events_sql),
        migration("2026-11-22-08-jobs", PackageResources._026_11_22_08_jobs_sql),
        migration("2026-11-23-01-customer-names", PackageResources._026_11_23_01_customer_names_sql),
        migration("2026-11-23-10-offerings", PackageResources._026_11_23_10_offerings_sql),
        migration("2026-11-23-11-costs", PackageResources._026_11_23_11_costs_sql),
        migration("2026-11-23-12-work", PackageResources._026_11_23_12_work_sql),
        migration("2026-11-23-13-billing", PackageResources._026_11_23_13_billing_sql),
        migration("2026-11-23-14-tells", PackageResources._026_11_23_14_tells_sql),
        migration("2026-11-24-21-ownership", PackageResources._026_11_24_21_ownership_sql),
        migration("2026-11-24-41-used-forms", PackageResources._026_11_24_41_used_forms_sql),
        migration("2026-11-24-51-notifications", PackageResources._026_11_24_51_notifications_sql),
        migration("2026-11-24-51-plans", PackageResources._026_11_24_51_plans_sql),
        migration("2026-11-24-52-blueprints", PackageResources._026_11_24_52_blueprints_sql),
        migration("2026-11-24-53-promises", PackageResources._026_11_24_53_promises_sql),
        migration(
            "2026-11-24-54-offering-blueprints", PackageResources._026_11_24_54_offering_blueprints_sql),
        migration("2026-11-25-01-put-off", PackageResources._026_11_25_01_put_off_sql),
        migration("2026-11-25-21-clarity", PackageResources._026_11_25_21_clarity_sql),
        migration("2026-11-25-61-payments", PackageResources._026_11_25_61_payments_sql),
        migration("2026-11-24-55-deposits", PackageResources._026_11_24_55_deposits_sql),
        migration("2026-11-24-56-policies", PackageResources._026_11_24_56_policies_sql),
        migration("2026-11-27-01-mentions", PackageResources._026_11_27_01_mentions_sql),
        migration("2026-11-25-02-raw-files", PackageResources._026_11_25_02_raw_files_sql),
        migration("2026-11-26-01-missed", PackageResources._026_11_26_01_missed_sql),
        migration("2026-11-26-02-tells", PackageResources._026_11_26_02_tells_sql),
        Migration(
            name: "2026-11-26-03-debits", sql: "",
            sqlite: text(PackageResources._026_11_26_03_debits_sqlite_sql),
            postgres: text(PackageResources._026_11_26_03_debits_postgres_sql)),
        Migration(
            name: "2026-11-26-04-deposit-checkouts", sql: "",
            sqlite: text(PackageResources._026_11_26_04_deposit_checkouts_sqlite_sql),
            postgres: text(PackageResources._026_11_26_04_deposit_checkouts_postgres_sql)),
        migration("2026-11-27-02-declarations", PackageResources._026_11_27_02_declarations_sql),
        Migration(
            name: "2026-11-25-03-search-words", sql: "",
            sqlite: text(PackageResources._026_11_25_03_search_words_sqlite_sql)),
        migration("2026-11-28-01-surveys", PackageResources._026_11_28_01_surveys_sql),
        migration("2026-11-30-01-courses", PackageResources._026_11_30_01_courses_sql),
        migration("2026-11-30-02-proposals", PackageResources._026_11_30_02_proposals_sql),
        migration("2026-11-29-01-cost-news", PackageResources._026_11_29_01_cost_news_sql),
        migration("2026-11-29-02-merged-offerings", PackageResources._026_11_29_02_merged_offerings_sql),
        migration("2026-11-29-03-role-times", PackageResources._026_11_29_03_role_times_sql),
        migration("2026-11-29-04-look", PackageResources._026_11_29_04_look_sql),
        migration("2026-12-01-01-name", PackageResources._026_12_01_01_name_sql),
        migration("2026-12-01-02-results", PackageResources._026_12_01_02_results_sql),
        migration("2026-12-03-01-activities", PackageResources._026_12_03_01_activities_sql),
        migration("2026-12-03-02-revisions", PackageResources._026_12_03_02_revisions_sql),
        migration(
            "2026-12-03-03-raw-conversations", PackageResources._026_12_03_03_raw_conversations_sql),
        migration("2026-12-06-01-poll-claims", PackageResources._026_12_06_01_poll_claims_sql),
        migration("2026-12-04-01-decisions", PackageResources._026_12_04_01_decisions_sql),
        migration("2026-12-04-02-profit", PackageResources._026_12_04_02_profit_sql),
        migration("2026-12-04-03-letters", PackageResources._026_12_04_03_letters_sql),
        migration("2026-12-05-01-ideas", PackageResources._026_12_05_01_ideas_sql),
        Migration(
            name: "2026-12-05-02-idea-words", sql: "",
            sqlite: text(PackageResources._026_12_05_02_idea_words_sqlite_sql),
            postgres: text(PackageResources._026_12_05_02_idea_words_postgres_sql)),
        migration("2026-12-05-03-idea-evidence", PackageResources._026_12_05_03_idea_evidence_sql),
        migration("2026-12-05-04-releases", PackageResources._026_12_05_04_releases_sql),
        Migration(
            name: "2026-12-08-01-kept-plans", sql: "",
            sqlite: text(PackageResources._026_12_08_01_kept_plans_sqlite_sql),
            postgres: text(PackageResources._026_12_08_01_kept_plans_postgres_sql)),
        migration("2026-12-08-02-alternatives", PackageResources._026_12_08_02_alternatives_sql),
        migration("2026-12-09-01-events-apart", PackageResources._026_12_09_01_events_apart_sql),
        migration("2026-12-09-02-idea-pairs", PackageResources._026_12_09_02_idea_pairs_sql),
        migration("2026-12-09-03-ideas-answering", PackageResources._026_12_09_03_ideas_answering_sql),
        migration("2026-12-09-04-trials", PackageResources._026_12_09_04_trials_sql),
        migration("2026-12-09-05-idea-files", PackageResources._026_12_09_05_idea_files_sql),
        migration("2026-12-09-06-credited-plans", PackageResources._026_12_09_06_credited_plans_sql),
        migration(
            "2026-12-09-06-idea-file-customers", PackageResources._026_12_09_06_idea_file_customers_sql),
        migration("2026-12-10-01-said-texts", PackageResources._026_12_10_01_said_texts_sql),
        migration("2026-12-10-01-sent-with", PackageResources._026_12_10_01_sent_with_sql),
        Migration(
            name: "2026-12-10-02-refunds", sql: "",
            sqlite: text(PackageResources._026_12_10_02_refunds_sqlite_sql),
            postgres: text(PackageResources._026_12_10_02_refunds_postgres_sql)),
        migration("2026-12-10-04-own-policies", PackageResources._026_12_10_04_own_policies_sql),
        migration("2026-12-10-01-mending-steps", PackageResources._026_12_10_01_mending_steps_sql),
        migration("2026-12-10-02-late-money", PackageResources._026_12_10_02_late_money_sql),
        migration("2026-12-10-03-step-news", PackageResources._026_12_10_03_step_news_sql),
    ]

    private static func migration(_ name: String, _ bytes: [UInt8]) -> Migration {
        Migration(name: name, sql: text(bytes))
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
