/// An arithmetic expression over one number, as C writes it.
indirect enum PluralExpression: Sendable, Equatable {
    case number
    case constant(UInt64)
    case not(PluralExpression)
    case binary(Operator, PluralExpression, PluralExpression)
    case choice(PluralExpression, PluralExpression, PluralExpression)

    /// What stands between two values; from the loosest to the tightest.
    enum Operator: String, Sendable {
        case or = "||"
        case and = "&&"
        case equal = "=="
        case notEqual = "!="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
        case plus = "+"
        case minus = "-"
        case times = "*"
        case over = "/"
        case modulo = "%"

        /// By how tightly they bind, longer spellings first in each level.
        static let levels: [[Operator]] = [
            [.or], [.and], [.equal, .notEqual], [.lessOrEqual, .greaterOrEqual, .less, .greater],
            [.plus, .minus], [.times, .over, .modulo],
        ]
    }

    /// The value for a number. Arithmetic wraps as C's does, and what C
    /// leaves undefined, dividing by zero, is zero.
    func value(for n: UInt64) -> UInt64 {
        switch self {
        case .number: n
        case .constant(let value): value
        case .not(let inner): inner.value(for: n) == 0 ? 1 : 0
        case .choice(let condition, let yes, let no):
            condition.value(for: n) != 0 ? yes.value(for: n) : no.value(for: n)
        case .binary(.or, let left, let right):
            left.value(for: n) != 0 || right.value(for: n) != 0 ? 1 : 0
        case .binary(.and, let left, let right):
            left.value(for: n) != 0 && right.value(for: n) != 0 ? 1 : 0
        case .binary(let sign, let left, let right):
            Self.apply(sign, left.value(for: n), right.value(for: n))
        }
    }

    private static func apply(_ sign: Operator, _ left: UInt64, _ right: UInt64) -> UInt64 {
        switch sign {
        case .equal: left == right ? 1 : 0
        case .notEqual: left != right ? 1 : 0
        case .lessOrEqual: left <= right ? 1 : 0
        case .greaterOrEqual: left >= right ? 1 : 0
        case .less: left < right ? 1 : 0
        case .greater: left > right ? 1 : 0
        case .plus: left &+ right
        case .minus: left &- right
        case .times: left &* right
        case .over: right == 0 ? 0 : left / right
        case .modulo: right == 0 ? 0 : left % right
        case .or, .and: 0
        }
    }
}

extension PluralExpression {
    /// Reads an expression; `nil` where it is malformed or longer than any
    /// language needs.
    init?(parsing text: some StringProtocol) {
        // The longest known rule, Arabic's, has 130 characters.
        guard text.utf8.count <= 1000 else { return nil }
        var parser = Parser(rest: Array(text.utf8.filter { $0 > 0x20 })[...])
        guard let expression = parser.choice(depth: 0), parser.rest.isEmpty else { return nil }
        self = expression
    }

    private struct Parser {
        var rest: ArraySlice<UInt8>

        mutating func choice(depth: Int) -> PluralExpression? {
            guard depth < 50, let condition = binary(level: 0, depth: depth) else { return nil }
            guard take("?") else { return condition }
            guard let yes = choice(depth: depth + 1), take(":"), let no = choice(depth: depth + 1) else {
                return nil
            }
            return .choice(condition, yes, no)
        }

        mutating func binary(level: Int, depth: Int) -> PluralExpression? {
            guard level < Operator.levels.count else { return unary(depth: depth) }
            guard var left = binary(level: level + 1, depth: depth) else { return nil }
            while let sign = Operator.levels[level].first(where: { take($0.rawValue) }) {
                guard let right = binary(level: level + 1, depth: depth) else { return nil }
                left = .binary(sign, left, right)
            }
            return left
        }

        mutating func unary(depth: Int) -> PluralExpression? {
            guard depth < 50 else { return nil }
            if take("!") { return unary(depth: depth + 1).map { .not($0) } }
            if take("(") {
                guard let inner = choice(depth: depth + 1), take(")") else { return nil }
                return inner
            }
            if take("n") { return .number }
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard let value = UInt64(String(decoding: digits, as: UTF8.self)) else { return nil }
            rest = rest.dropFirst(digits.count)
            return .constant(value)
        }

        mutating func take(_ word: String) -> Bool {
            guard rest.starts(with: word.utf8) else { return false }
            rest = rest.dropFirst(word.utf8.count)
            return true
        }
    }
}
