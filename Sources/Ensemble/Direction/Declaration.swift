import Database
import Localization
import Statistics

/// What somebody says the business is, or one of its offerings.
public struct Declaration: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Declaration>

    /// 100 points shared out between product, service and idea.
    public struct Points: Equatable, Sendable {
        public var product: Int
        public var service: Int
        public var idea: Int

        public init(_ product: Int, _ service: Int, _ idea: Int) {
            self.product = product
            self.service = service
            self.idea = idea
        }

        public var all: [Int] { [product, service, idea] }

        /// As a blend; what was given nothing has less than the smallest step.
        public var blend: Composition? { try? Composition.replacingZeros(all.map(Double.init)) }

        /// - Throws: `Fault.invalid` unless they make 100.
        func check() throws(Fault) {
            guard all.allSatisfy({ (0...100).contains($0) }), all.reduce(0, +) == 100 else {
                throw .invalid("Product, service and idea are parts of a whole: together they make 100.")
            }
        }

        /// As typed; `nil` where nothing was.
        /// - Throws: `Fault.invalid`.
        static func read(_ form: Form, _ prefix: String) throws(Fault) -> Points? {
            let typed = ["product", "service", "idea"].map { form.text(prefix + $0) }
            if typed.allSatisfy({ $0 == nil }) { return nil }
            let numbers = typed.compactMap { text in text.map { Int($0) } ?? 0 }
            guard numbers.count == 3 else {
                throw .invalid("Product, service and idea are parts of a whole: together they make 100.")
            }
            let points = Points(numbers[0], numbers[1], numbers[2])
            try points.check()
            return points
        }
    }

    public let id: ID
    /// An offering; `nil`: the business.
    public let offering: Offering.ID?
    /// Who: the latest word of each counts.
    public let respondent: String
    public let name: String
    public let points: Points
    /// What it should be.
    public let target: Points?
    public let month: Month
    public let madeAt: Moment
}

/// A link by which somebody declares without signing in.
public struct DeclarationLink: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<DeclarationLink>
    public let id: ID
    public let name: String
    public let madeAt: Moment
    public let endedAt: Moment?
}

extension Declaration {
    static let columns: SQL = """
        id, scope, respondent, name, product, service, idea, target_product, target_service, target_idea,
        month, made_at
        """

    init(row: Row) throws {
        let (scope, target): (Int64, Int?) = (try row("scope"), try row("target_product"))
        id = try row("id")
        offering = scope == 0 ? nil : Offering.ID(rawValue: scope)
        respondent = try row("respondent")
        name = try row("name")
        points = Points(try row("product"), try row("service"), try row("idea"))
        self.target = try target.map { Points($0, try row("target_service"), try row("target_idea")) }
        month = Month(number: try row("month"))
        madeAt = try row("made_at")
    }
}
