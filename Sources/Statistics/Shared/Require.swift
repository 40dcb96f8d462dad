/// The checks that public functions share.
///
/// Each returns silently or throws a `StatisticsError` naming the argument.
/// The name is made only then: for an element of a list it costs more than
/// the check.
enum Require {
    static func finite(_ value: Double, _ argument: @autoclosure () -> String) throws(StatisticsError) {
        guard value.isFinite else {
            throw StatisticsError(.notFinite, argument(), "must be a finite number, it is \(value)")
        }
    }

    static func finite(_ values: [Double], _ argument: @autoclosure () -> String) throws(StatisticsError) {
        for index in values.indices where !values[index].isFinite {
            try finite(values[index], "\(argument())[\(index)]")
        }
    }

    static func notNegative(_ value: Double, _ argument: @autoclosure () -> String) throws(StatisticsError) {
        try finite(value, argument())
        guard value >= 0 else {
            throw StatisticsError(.negative, argument(), "must not be negative, it is \(value)")
        }
    }

    static func notNegative(_ values: [Double], _ argument: @autoclosure () -> String) throws(StatisticsError)
    {
        for index in values.indices where !(values[index] >= 0 && values[index].isFinite) {
            try notNegative(values[index], "\(argument())[\(index)]")
        }
    }

    static func notNegative(_ value: Int, _ argument: @autoclosure () -> String) throws(StatisticsError) {
        guard value >= 0 else {
            throw StatisticsError(.negative, argument(), "must not be negative, it is \(value)")
        }
    }

    static func positive(_ value: Double, _ argument: @autoclosure () -> String) throws(StatisticsError) {
        try notNegative(value, argument())
        guard value > 0 else { throw StatisticsError(.outOfRange, argument(), "must be above zero") }
    }

    static func positive(_ values: [Double], _ argument: @autoclosure () -> String) throws(StatisticsError) {
        for index in values.indices where !(values[index] > 0 && values[index].isFinite) {
            try positive(values[index], "\(argument())[\(index)]")
        }
    }

    static func positive(_ value: Int, _ argument: @autoclosure () -> String) throws(StatisticsError) {
        try notNegative(value, argument())
        guard value > 0 else { throw StatisticsError(.outOfRange, argument(), "must be above zero") }
    }

    /// Inside (0, 1), the ends excluded.
    static func fraction(_ value: Double, _ argument: @autoclosure () -> String) throws(StatisticsError) {
        try finite(value, argument())
        guard value > 0, value < 1 else {
            throw StatisticsError(
                .outOfRange, argument(), "must lie between 0 and 1, ends excluded, it is \(value)")
        }
    }

    /// Inside [0, 1].
    static func probability(_ value: Double, _ argument: @autoclosure () -> String) throws(StatisticsError) {
        try finite(value, argument())
        guard value >= 0, value <= 1 else {
            throw StatisticsError(.outOfRange, argument(), "must lie between 0 and 1, it is \(value)")
        }
    }

    static func within(
        _ value: Int, _ range: ClosedRange<Int>, _ argument: @autoclosure () -> String
    ) throws(StatisticsError) {
        guard range.contains(value) else {
            throw StatisticsError(
                .outOfRange, argument(),
                "must lie between \(range.lowerBound) and \(range.upperBound), it is \(value)")
        }
    }

    static func atLeast(_ least: Int, _ count: Int, _ argument: @autoclosure () -> String)
        throws(StatisticsError)
    {
        guard count > 0 || least == 0 else { throw StatisticsError(.empty, argument(), "is empty") }
        guard count >= least else {
            throw StatisticsError(.tooFew, argument(), "needs at least \(least) elements, it has \(count)")
        }
    }

    static func sameCount(_ count: Int, _ expected: Int, _ argument: @autoclosure () -> String)
        throws(StatisticsError)
    {
        guard count == expected else {
            throw StatisticsError(
                .unequalLengths, argument(), "must have \(expected) elements, it has \(count)")
        }
    }

    /// A table whose rows all have the width of the first.
    static func rectangular(_ rows: [[Double]], _ argument: @autoclosure () -> String) throws(StatisticsError)
    {
        guard let width = rows.first?.count else { return }
        for index in rows.indices where rows[index].count != width {
            try sameCount(rows[index].count, width, "\(argument())[\(index)]")
        }
    }

    /// The answer itself, when the arithmetic may have overflowed.
    static func finiteResult(_ value: Double, _ argument: @autoclosure () -> String) throws(StatisticsError)
        -> Double
    {
        guard value.isFinite else {
            throw StatisticsError(.overflow, argument(), "is too large for the answer to be a number")
        }
        return value
    }
}
