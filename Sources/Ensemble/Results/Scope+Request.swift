import Hummingbird
import Localization

extension Results.Scope {
    /// As a link says it: twelve months up to this one where it does not. What cannot be read is as if it were
    /// not there: links are typed and cut.
    /// - Parameter longest: months, 1 or more; a longer time begins later.
    init(_ request: Request, today: Day, longest: Int) {
        let until = request.query("until").flatMap { Month($0) } ?? Month(today)
        let from = request.query("from").flatMap { Month($0) } ?? until - 11
        let first = Month(number: max(until.number - (longest - 1), min(from, until).number))
        let offering: Offering.ID? = request.query("offering").flatMap {
            $0 == "none" ? Offering.ID(rawValue: 0) : Offering.ID($0)
        }
        self.init(from: first, until: until, offering: offering)
    }
}
