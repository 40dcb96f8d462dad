// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
//
// Ensemble, a customer-service platform. The product is one module of
// vertical slices (Sources/Ensemble/<slice>) over technology modules that
// know nothing of customers. ARCHITECTURE.md has the map.

import PackageDescription

let swift: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// The product's only readers are its command and its tests: what its files
// import is no interface.
let product: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny")]

// The table of what the loader moves to the program's address, packed: 4 MB less in memory.
let packed: [LinkerSetting] = [
    .unsafeFlags(
        ["-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"],
        .when(platforms: [.linux], configuration: .release))
]

let package = Package(
    name: "ensemble",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "ensemble", targets: ["EnsembleCLI"]),
        .executable(name: "bench", targets: ["Bench"]),
        .executable(name: "translations", targets: ["TranslationsTool"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: [
        // The product.
        .target(
            name: "Ensemble",
            dependencies: [
                "Database", "Mail", "Markup", "Localization", "Statistics", "Paper", "CEnsemble", "CSodium",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            // The large ones are in CEnsemble.
            exclude: [
                "Direction/Sentences", "Translations", "Public/style.css", "Public/ensemble.js",
            ],
            resources: [
                .embedInCode("Public/mail.css"), .embedInCode("Public/theme.js"),
                .embedInCode("Public/icon.svg"),
                .embedInCode("Settings/Schema/2026-11-22-01-settings.sql"),
                .embedInCode("Team/Schema/2026-11-22-02-team.sql"),
                .embedInCode("Customers/Schema/2026-11-22-03-customers.sql"),
                .embedInCode("Mailboxes/Schema/2026-11-22-04-mailboxes.sql"),
                .embedInCode("Conversations/Schema/2026-11-22-05-conversations.sql"),
                .embedInCode("Conversations/Schema/2026-11-22-06-search-sqlite.sql"),
                .embedInCode("Conversations/Schema/2026-11-25-03-search-words-sqlite.sql"),
                .embedInCode("Conversations/Schema/2026-11-22-06-search-postgres.sql"),
                .embedInCode("Events/Schema/2026-11-22-07-events.sql"),
                .embedInCode("Jobs/Schema/2026-11-22-08-jobs.sql"),
                .embedInCode("Customers/Schema/2026-11-23-01-customer-names.sql"),
                .embedInCode("Offerings/Schema/2026-11-23-10-offerings.sql"),
                .embedInCode("Costs/Schema/2026-11-23-11-costs.sql"),
                .embedInCode("Costs/Schema/2026-11-23-12-work.sql"),
                .embedInCode("Billing/Schema/2026-11-23-13-billing.sql"),
                .embedInCode("Billing/Schema/2026-11-24-55-deposits.sql"),
                .embedInCode("Policies/Schema/2026-11-23-14-tells.sql"),
                .embedInCode("Policies/Schema/2026-11-24-56-policies.sql"),
                .embedInCode("Policies/Schema/2026-12-10-04-own-policies.sql"),
                .embedInCode("Policies/Packs/house.json"),
                .embedInCode("Policies/Packs/us-gfe.json"),
                .embedInCode("Policies/Packs/ontario.json"),
                .embedInCode("Policies/Packs/quebec.json"),
                .embedInCode("Policies/Packs/eu-consumer.json"),
                .embedInCode("Plans/Schema/2026-11-24-21-ownership.sql"),
                .embedInCode("Portal/Schema/2026-11-24-41-used-forms.sql"),
                .embedInCode("Notifications/Schema/2026-11-24-51-notifications.sql"),
                .embedInCode("Plans/Schema/2026-11-24-51-plans.sql"),
                .embedInCode("Plans/Schema/2026-11-24-52-blueprints.sql"),
                .embedInCode("Plans/Schema/2026-11-24-53-promises.sql"),
                .embedInCode("Plans/Schema/2026-11-24-54-offering-blueprints.sql"),
                .embedInCode("Mailboxes/Schema/2026-11-25-01-put-off.sql"),
                .embedInCode("Mailboxes/Schema/2026-11-25-02-raw-files.sql"),
                .embedInCode("Mailboxes/Schema/2026-12-06-01-poll-claims.sql"),
                .embedInCode("Direction/Schema/2026-11-25-21-clarity.sql"),
                .embedInCode("Direction/Schema/2026-11-27-01-mentions.sql"),
                .embedInCode("Direction/Schema/2026-11-27-02-declarations.sql"),
                .embedInCode("Direction/Schema/2026-11-30-01-courses.sql"),
                .embedInCode("Direction/Schema/2026-11-30-02-proposals.sql"),
                .embedInCode("Direction/Schema/2026-12-03-01-activities.sql"),
                .embedInCode("Policies/Schema/2026-12-03-02-revisions.sql"),
                .embedInCode("Mailboxes/Schema/2026-12-03-03-raw-conversations.sql"),
                .embedInCode("Payments/Schema/2026-11-25-61-payments.sql"),
                .embedInCode("Billing/Schema/2026-11-26-01-missed.sql"),
                .embedInCode("Policies/Schema/2026-11-26-02-tells.sql"),
                .embedInCode("Billing/Schema/2026-11-26-03-debits-sqlite.sql"),
                .embedInCode("Billing/Schema/2026-11-26-03-debits-postgres.sql"),
                .embedInCode("Payments/Schema/2026-11-26-04-deposit-checkouts-sqlite.sql"),
                .embedInCode("Payments/Schema/2026-11-26-04-deposit-checkouts-postgres.sql"),
                .embedInCode("Surveys/Schema/2026-11-28-01-surveys.sql"),
                .embedInCode("Notifications/Schema/2026-11-29-01-cost-news.sql"),
                .embedInCode("Offerings/Schema/2026-11-29-02-merged-offerings.sql"),
                .embedInCode("Offerings/Schema/2026-11-29-03-role-times.sql"),
                .embedInCode("Settings/Schema/2026-11-29-04-look.sql"),
                .embedInCode("Name/Schema/2026-12-01-01-name.sql"),
                .embedInCode("Results/Schema/2026-12-01-02-results.sql"),
                .embedInCode("Decisions/Schema/2026-12-04-01-decisions.sql"),
                .embedInCode("Profit/Schema/2026-12-04-02-profit.sql"),
                .embedInCode("Letter/Schema/2026-12-04-03-letters.sql"),
                .embedInCode("Ideas/Schema/2026-12-05-01-ideas.sql"),
                .embedInCode("Ideas/Schema/2026-12-05-02-idea-words-sqlite.sql"),
                .embedInCode("Ideas/Schema/2026-12-05-03-idea-evidence.sql"),
                .embedInCode("Ideas/Schema/2026-12-05-04-releases.sql"),
                .embedInCode("Billing/Schema/2026-12-08-01-kept-plans-sqlite.sql"),
                .embedInCode("Billing/Schema/2026-12-08-01-kept-plans-postgres.sql"),
                .embedInCode("Profit/Schema/2026-12-08-02-alternatives.sql"),
                .embedInCode("Billing/Schema/2026-12-09-06-credited-plans.sql"),
                .embedInCode("Events/Schema/2026-12-09-01-events-apart.sql"),
                .embedInCode("Ideas/Schema/2026-12-09-02-idea-pairs.sql"),
                .embedInCode("Ideas/Schema/2026-12-09-03-ideas-answering.sql"),
                .embedInCode("Ideas/Schema/2026-12-09-04-trials.sql"),
                .embedInCode("Ideas/Schema/2026-12-09-05-idea-files.sql"),
                .embedInCode("Ideas/Schema/2026-12-09-06-idea-file-customers.sql"),
                .embedInCode("Direction/Schema/2026-12-10-01-said-texts.sql"),
                .embedInCode("Plans/Schema/2026-12-10-01-mending-steps.sql"),
                .embedInCode("Payments/Schema/2026-12-10-02-late-money.sql"),
                .embedInCode("Notifications/Schema/2026-12-10-03-step-news.sql"),
                .embedInCode("Ideas/Schema/2026-12-05-02-idea-words-postgres.sql"),
                .embedInCode("Costs/Schema/2026-12-10-01-sent-with.sql"),
                .embedInCode("Payments/Schema/2026-12-10-02-refunds-sqlite.sql"),
                .embedInCode("Payments/Schema/2026-12-10-02-refunds-postgres.sql"),
            ],
            swiftSettings: product),
        .executableTarget(
            name: "EnsembleCLI", dependencies: ["Ensemble"], swiftSettings: product, linkerSettings: packed),

        // What `make bench` measures with.
        .executableTarget(
            name: "Bench",
            dependencies: [
                .product(name: "GRDBSQLite", package: "GRDB.swift"), "Ensemble", "Mail", "Database",
                "Statistics",
                "CGMime",
            ], swiftSettings: product),

        // What the product needs of C itself: its large files as bytes.
        .target(name: "CEnsemble"),

        // Technology: knows no customer.
        .target(
            name: "Database",
            dependencies: [
                "CPostgres",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: swift),
        .target(name: "Mail", dependencies: ["CGMime", "CCurl", "CZlib", "CDeflate"], swiftSettings: swift),
        .target(name: "Markup", dependencies: ["CMarkdown"], swiftSettings: swift),
        .target(name: "Localization", swiftSettings: swift),
        .target(name: "Paper", dependencies: ["CPango"], swiftSettings: swift),
        .executableTarget(
            name: "TranslationsTool",
            dependencies: [
                "Localization", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: swift),
        .target(
            name: "Statistics",
            dependencies: [.product(name: "Numerics", package: "swift-numerics")],
            swiftSettings: swift),

        // Tools that measure.
        .executableTarget(
            name: "bench-text", dependencies: ["Statistics"], path: "Sources/BenchText", swiftSettings: swift),
        .executableTarget(
            name: "corpora-score", dependencies: ["Mail"], path: "Sources/CorporaScore", swiftSettings: swift),
        .executableTarget(
            name: "bench-statistics", dependencies: ["Statistics"], path: "Sources/BenchStatistics",
            swiftSettings: swift),

        // C libraries of the system.
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CMarkdown", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(
            name: "CPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev", "libcairo2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),

        // Tests mirror the sources.
        .testTarget(
            name: "EnsembleTests",
            dependencies: [
                "Ensemble", "Database", "DatabaseTesting", "Localization", "Mail", "Markup", "Paper",
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ],
            swiftSettings: product),
        .target(
            name: "DatabaseTesting", dependencies: ["Database"], path: "Tests/DatabaseTesting",
            swiftSettings: swift),
        .testTarget(
            name: "DatabaseTests", dependencies: ["Database", "DatabaseTesting"], swiftSettings: swift),
        .testTarget(name: "MailTests", dependencies: ["Mail"], swiftSettings: swift),
        .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: swift),
        .testTarget(name: "LocalizationTests", dependencies: ["Localization"], swiftSettings: swift),
        .testTarget(name: "PaperTests", dependencies: ["Paper", "CPango"], swiftSettings: swift),
        .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], swiftSettings: swift),
    ]
)
