extension SQL: ExpressibleByStringInterpolation {
    public init(stringLiteral text: String) {
        self.init(trusted: text)  // a literal: the programmer wrote it
    }

    public init(stringInterpolation interpolation: StringInterpolation) {
        self = interpolation.sql
    }

    /// Collects what a `SQL` literal is made of.
    public struct StringInterpolation: StringInterpolationProtocol {
        var sql = SQL(trusted: "")

        public init(literalCapacity: Int, interpolationCount: Int) {
            sql.reserve(text: literalCapacity + interpolationCount * 2, values: interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) {
            sql.append(literal: literal)
        }

        /// Binds the value; `nil` is NULL.
        public mutating func appendInterpolation<T: Bindable>(_ value: T) {
            sql.bind(value.databaseValue, as: T.databaseType)
        }

        /// Binds the value; `nil` is NULL.
        public mutating func appendInterpolation<T: Bindable>(_ value: T?) {
            sql.bind(value?.databaseValue ?? .null, as: T.databaseType)
        }

        /// Joins a piece of SQL in, with its values.
        public mutating func appendInterpolation(_ piece: SQL) {
            sql.append(piece)
        }

        /// Binds the values as `(?, ?, ?)`, for `IN` or `VALUES`.
        ///
        /// No values give `(NULL)`, so that `IN` finds nothing. `NOT IN` finds
        /// nothing either then: leave it out where the list may be empty.
        /// SQLite takes 32,766 values in a statement, PostgreSQL 65,535.
        public mutating func appendInterpolation<S: Sequence>(list values: S) where S.Element: Bindable {
            sql.append(literal: "(")
            var first = true
            for value in values {
                if !first { sql.append(literal: ", ") }
                first = false
                sql.bind(value.databaseValue, as: S.Element.databaseType)
            }
            sql.append(literal: first ? "NULL)" : ")")
        }
    }
}
