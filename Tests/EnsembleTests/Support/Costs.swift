@testable import Ensemble

extension OfferingText {
    static var scan: OfferingText {
        OfferingText(
            name: "MRI scan", summary: "One joint, read by a specialist.", description: "",
            profile: Profile(10, 80, 10), evidence: "planted-evidence", priceModel: .range, currency: "USD",
            price: Spread(15_000, 18_000, 24_000), unit: "", taxRate: 0, changes: "A second joint",
            payment: "",
            scope: Scope(includes: ["The report"], excludes: ["Treatment"]))
    }
}

extension EstimateContent {
    /// A scan that likely costs $180 and at most $240.
    static func scan(_ change: (inout EstimateContent) -> Void = { _ in }) -> EstimateContent {
        var content = EstimateContent(
            title: "Second scan", currency: "USD",
            lines: [CostLine("MRI scan", price: Spread(15_000, 18_000, 24_000))], deposit: 9_000,
            plans: [PayTerms(count: 3)])
        change(&content)
        return content
    }
}

extension Desk {
    /// Tells Dana a cost, and carries the mail.
    func tell(_ cast: Cast, _ content: EstimateContent = .scan()) async throws -> Estimate.ID {
        let id = try await estimates.compose(content, in: cast.conversation, by: cast.agent)
        let message = try await estimates.send(id, atOnce: true, by: cast.agent)
        let now = clock()
        try await database.write { db in try Estimates.noteSent(message, at: now, in: db) }
        return id
    }

    /// The last part of the customer's page.
    func link(_ id: Estimate.ID) -> String { String(estimates.path(of: id).dropFirst("/told/".count)) }

    func history(_ cast: Cast) async throws -> [Event.Kind] {
        try await database.read { db in try Events.history(of: cast.conversation, in: db).map(\.kind) }
    }
}

extension Desk {
    /// A published blueprint of these steps, to which an offering is tied.
    func blueprint(_ cast: Cast, _ steps: [BlueprintStep], for offering: Offering.ID) async throws
        -> Blueprint.ID
    {
        let id = try await blueprints.add("Scan", by: cast.administrator)
        for step in steps { try await blueprints.put(step, into: id, by: cast.administrator) }
        try await blueprints.publish(id, by: cast.administrator)
        try await blueprints.tie(offering, to: id, by: cast.administrator)
        return id
    }

    /// The plans of the cast's conversation.
    func plans(_ cast: Cast) async throws -> [Plan] {
        try await database.read { db in try Plans.of(cast.conversation, in: db) }
    }

    /// Whose move the cast's conversation is.
    func party(_ cast: Cast) async throws -> Party? {
        try await database.read { db in try Ownership.of(cast.conversation, in: db).current?.party }
    }
}
