import Database
import Localization

/// Something the business does for customers.
public struct Offering: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Offering>

    /// How far its life has come.
    public enum State: String, Sendable, CaseIterable, Bindable, Readable {
        case draft, offered, repricing, redesigning, referring, retiring, retired

        /// What can come of it.
        var next: [State] {
            switch self {
            case .draft: [.offered, .retired]
            case .offered: [.repricing, .redesigning, .referring, .retiring]
            case .repricing, .redesigning, .referring: [.offered, .retiring]
            case .retiring: [.offered, .retired]
            case .retired: []
            }
        }

        /// Whether customers find it in the catalogue.
        var isPublic: Bool { self != .draft && self != .retired }

        static var publicStates: [State] { allCases.filter(\.isPublic) }
    }

    public let id: ID
    public var state: State
    /// As it is now; past conversations keep theirs.
    public var version: OfferingVersion
}

/// An offering as it was said at one time. Never changed: an edit makes the next.
public struct OfferingVersion: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<OfferingVersion>

    public let id: ID
    public let offering: Offering.ID
    /// 1, 2, 3 and so on.
    public let number: Int
    public let text: OfferingText
    public let createdAt: Moment
}

/// All that is said of an offering.
public struct OfferingText: Equatable, Sendable {
    public enum PriceModel: String, Sendable, CaseIterable, Bindable, Readable {
        /// One price, whatever happens.
        case fixed
        case unit, hour
        /// From–to.
        case range
        case request
    }

    /// How much product, service and idea it is, in points; never 0, since
    /// a business that says "none" has stopped looking.
    public struct Profile: Equatable, Sendable {
        public var product: Int
        public var service: Int
        public var idea: Int

        public init(_ product: Int, _ service: Int, _ idea: Int) {
            self.product = product
            self.service = service
            self.idea = idea
        }
    }

    public var name: String
    public var summary: String
    /// Markdown.
    public var description: String
    public var profile: Profile
    /// On what the profile rests; for the team.
    public var evidence: String
    public var priceModel: PriceModel
    public var currency: String
    /// The typical cost as the business states it.
    public var price: Spread
    public var unit: String
    public var taxRate: Int
    /// What can change the cost.
    public var changes: String
    /// How it can be paid.
    public var payment: String
    public var scope: Scope
}

/// What an offering holds, and where it ends.
public struct Scope: Equatable, Sendable, Codable {
    /// What is not done, why, and who else may.
    public struct NotDone: Equatable, Sendable, Codable {
        public var what: String
        public var why: String
        /// Empty where nobody is known.
        public var whom: String
    }

    public var includes: [String]
    public var excludes: [String]
    public var conditions: [String]
    public var notDone: [NotDone]

    public init(
        includes: [String] = [], excludes: [String] = [], conditions: [String] = [], notDone: [NotDone] = []
    ) {
        self.includes = includes
        self.excludes = excludes
        self.conditions = conditions
        self.notDone = notDone
    }
}

extension OfferingText {
    /// - Throws: `Fault.invalid`.
    func check() throws(Fault) {
        guard !name.trimmed.isEmpty, name.count <= 120 else {
            throw .invalid("An offering’s name has 1 to 120 characters.")
        }
        guard summary.count <= 300 else { throw .invalid("The short words have at most 300 characters.") }
        guard description.count <= 20_000, changes.count <= 2_000, payment.count <= 2_000 else {
            throw .invalid("That is more text than a customer would read.")
        }
        let points = [profile.product, profile.service, profile.idea]
        guard points.allSatisfy({ (1...1_000).contains($0) }) else {
            throw .invalid("Product, service and idea each have 1 to 1,000 points: nothing is ever none.")
        }
        guard priceModel == .request || price.high > 0 else {
            throw .invalid("Please say what it typically costs, or that the price is on request.")
        }
        try CostLine(name, unit: unit, price: price, taxRate: taxRate).check()
        let lists = scope.includes + scope.excludes + scope.conditions
        guard lists.count + scope.notDone.count <= 200, lists.allSatisfy({ $0.count <= 300 }) else {
            throw .invalid("The scope has at most 200 lines of 300 characters.")
        }
        guard scope.notDone.allSatisfy({ !$0.why.isEmpty }) else {
            throw .invalid("Please say why for each thing that is not done.")
        }
    }
}

extension Offering.State {
    func name(for r: Reader) -> String {
        switch self {
        case .draft: r("Draft", context: "offering")
        case .offered: r("Offered", context: "offering")
        case .repricing: r("Being repriced", context: "offering")
        case .redesigning: r("Being redesigned", context: "offering")
        case .referring: r("Referred to others", context: "offering")
        case .retiring: r("Being retired", context: "offering")
        case .retired: r("Retired", context: "offering")
        }
    }
}

extension OfferingText.PriceModel {
    func name(for r: Reader) -> String {
        switch self {
        case .fixed: r("A fixed price")
        case .unit: r("A price for each")
        case .hour: r("A price by the hour")
        case .range: r("From–to")
        case .request: r("On request")
        }
    }
}

extension OfferingVersion {
    static let columns: SQL = """
        offering_versions.id, offering_versions.offering, offering_versions.number, offering_versions.name,
        offering_versions.summary, offering_versions.description, offering_versions.product,
        offering_versions.service, offering_versions.idea, offering_versions.evidence,
        offering_versions.price_model, offering_versions.currency, offering_versions.low,
        offering_versions.likely, offering_versions.high, offering_versions.unit, offering_versions.tax_rate,
        offering_versions.changes, offering_versions.payment, offering_versions.scope,
        offering_versions.created_at
        """

    init(row: Row) throws {
        id = try row("id")
        offering = try row("offering")
        number = try row("number")
        text = try OfferingText(row: row)
        createdAt = try row("created_at")
    }
}

extension OfferingText {
    init(row: Row) throws {
        name = try row("name")
        summary = try row("summary")
        description = try row("description")
        profile = Profile(try row("product"), try row("service"), try row("idea"))
        evidence = try row("evidence")
        priceModel = try row("price_model")
        currency = try row("currency")
        price = Spread(try row("low"), try row("likely"), try row("high"))
        unit = try row("unit")
        taxRate = try row("tax_rate")
        changes = try row("changes")
        payment = try row("payment")
        scope = try JSON.value(Scope.self, from: row("scope"))
    }
}

extension Offering {
    init(row: Row) throws {
        id = try row("offering")
        state = try row("state")
        version = try OfferingVersion(row: row)
    }
}
