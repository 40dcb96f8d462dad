import Database
import Localization

/// A span of a customer's words, coded in degrees as product, service and idea.
public struct Mention: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Mention>

    /// Who said what the words are about.
    public enum Coder: Equatable, Sendable {
        case person(Agent.ID)
        /// Who said them, invited to say it themselves.
        case customer(Customer.ID)
        /// A classifier, by name and version.
        case model(String)

        var isModel: Bool { if case .model = self { true } else { false } }

        /// Kind, number, and the model's name.
        var stored: (kind: String, number: Int64, model: String) {
            switch self {
            case .person(let agent): ("person", agent.rawValue, "")
            case .customer(let customer): ("customer", customer.rawValue, "")
            case .model(let name): ("model", 0, name)
            }
        }
    }

    public let id: ID
    public let source: SaidText.Source
    public let span: TextSpan
    public let words: String
    public let customer: Customer.ID
    /// In which the words were said, where the business is.
    public let month: Month
    public let degrees: Degrees
    public let coder: Coder
    /// The version of the code book they were coded by; 0 is the shipped one.
    public let book: Int
    /// Whether it enters the figures; not where somebody else's coding of these words does.
    public let isCounted: Bool
    public let createdAt: Moment
}

/// How much product, service and idea, in thousandths that sum to 1,000.
public struct Degrees: Hashable, Sendable, LosslessStringConvertible {
    public let product: Int
    public let service: Int
    public let idea: Int

    /// - Throws: `Fault.invalid` where they are not three parts of a thousand.
    public init(_ product: Int, _ service: Int, _ idea: Int) throws(Fault) {
        let parts = [product, service, idea]
        guard parts.allSatisfy({ (0...1_000).contains($0) }), product + service + idea == 1_000 else {
            throw .invalid("Product, service and idea are parts of a whole: together they make 100.")
        }
        self.init(unchecked: product, service, idea)
    }

    private init(unchecked product: Int, _ service: Int, _ idea: Int) {
        self.product = product
        self.service = service
        self.idea = idea
    }

    /// What is one click: one part alone, or two by halves.
    public static let presets: [Degrees] = [
        Degrees(unchecked: 1_000, 0, 0), Degrees(unchecked: 0, 1_000, 0), Degrees(unchecked: 0, 0, 1_000),
        Degrees(unchecked: 500, 500, 0), Degrees(unchecked: 0, 500, 500), Degrees(unchecked: 500, 0, 500),
    ]

    /// `500-500-0`; anything else is none.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let product = parts[0], let service = parts[1], let idea = parts[2],
            let degrees = try? Degrees(product, service, idea)
        else { return nil }
        self = degrees
    }

    public var description: String { "\(product)-\(service)-\(idea)" }

    /// Which parts are largest, as a number that stands for the set of them: 1 product, 2 service, 4 idea.
    var largest: Int {
        let most = max(product, service, idea)
        return (product == most ? 1 : 0) + (service == most ? 2 : 0) + (idea == most ? 4 : 0)
    }
}

extension Degrees {
    /// `service`, `product and idea, half each`, `20% product, 30% service, 50% idea`.
    func name(_ r: Reader) -> String {
        switch (product, service, idea) {
        case (1_000, 0, 0): r("product")
        case (0, 1_000, 0): r("service")
        case (0, 0, 1_000): r("idea")
        case (500, 500, 0): r("half product, half service")
        case (0, 500, 500): r("half service, half idea")
        case (500, 0, 500): r("half product, half idea")
        default:
            r(
                "\(r.percent(Double(product) / 1_000)) product, \(r.percent(Double(service) / 1_000)) service, \(r.percent(Double(idea) / 1_000)) idea"
            )
        }
    }
}

extension Mention {
    static let columns: SQL = """
        mentions.id, mentions.source_kind, mentions.source, mentions.begins, mentions.length, mentions.words, mentions.customer,
        mentions.month, mentions.product, mentions.service, mentions.idea, mentions.coder_kind, mentions.coder,
        mentions.model, mentions.book, mentions.counted, mentions.created_at
        """

    init(row: Row) throws {
        let kind: String = try row("coder_kind")
        id = try row("id")
        source = try SaidText.Source(row: row)
        span = TextSpan(begin: try row("begins"), length: try row("length"))
        words = try row("words")
        customer = try row("customer")
        month = Month(number: try row("month"))
        degrees = try Degrees(row("product"), row("service"), row("idea"))
        coder =
            switch kind {
            case "person": .person(try row("coder"))
            case "customer": .customer(try row("coder"))
            default: .model(try row("model"))
            }
        book = try row("book")
        isCounted = try row("counted")
        createdAt = try row("created_at")
    }
}
