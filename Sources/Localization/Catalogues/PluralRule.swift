/// Which of a language's plural forms goes with a number.
///
/// Source: the `Plural-Forms` header of gettext, an expression in C over
/// the number `n`: `nplurals=2; plural=(n != 1);`.
public struct PluralRule: Sendable, Equatable {
    /// How many forms the language has: 1 to 10.
    public let count: Int
    private let expression: PluralExpression

    /// One form for one thing, another for all other numbers, as in English
    /// and German.
    public static let germanic = PluralRule(
        count: 2, expression: .binary(.notEqual, .number, .constant(1)))

    init(count: Int, expression: PluralExpression) {
        self.count = count
        self.expression = expression
    }

    /// Reads a `Plural-Forms` header; `nil` where it is not one.
    public init?(header: String) {
        var count: Int?
        var expression: PluralExpression?
        for field in header.split(separator: ";") {
            guard let equals = field.firstIndex(of: "=") else { continue }
            let name = field[..<equals].filter { !$0.isWhitespace }
            let value = field[field.index(after: equals)...]
            switch name {
            case "nplurals": count = Int(value.filter { !$0.isWhitespace })
            case "plural": expression = PluralExpression(parsing: value)
            default: continue
            }
        }
        guard let count, (1...10).contains(count), let expression else { return nil }
        self.init(count: count, expression: expression)
    }

    /// The form for a number: from 0 and below `count`.
    public func form(for number: Int) -> Int {
        let form = expression.value(for: UInt64(number.magnitude))
        return form < UInt64(count) ? Int(form) : count - 1
    }
}
