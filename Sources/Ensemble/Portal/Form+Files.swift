import Localization

extension Form {
    /// The files of a field, ready to be kept.
    /// - Throws: `Fault.tooLarge` past 25 MB in all, `Fault.invalid` past 50 files.
    func newFiles(_ field: String = "files") throws(Fault) -> [NewFile] {
        let chosen = files.filter { $0.field == field }.map(\.file)
        guard chosen.count <= 50 else { throw .invalid("A message has at most 50 files.") }
        guard chosen.reduce(0, { $0 + $1.bytes.count }) <= Conversations.filesLimit else {
            throw .tooLarge("The files of one message have at most 25 MB.")
        }
        return chosen.map { NewFile($0) }
    }
}
