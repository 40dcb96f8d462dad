/// A folder of a mailbox.
public struct IMAPFolder: Hashable, Sendable {
    /// In plain Unicode, with its parents: `INBOX/Erledigt`.
    public let name: String
    /// It can be opened; some are only there to hold others.
    public let isSelectable: Bool
}

extension IMAPClient {
    /// The mailbox's folders, by name.
    /// - Throws: `IMAPFailure`.
    public func folders() throws(IMAPFailure) -> [IMAPFolder] {
        var found: [IMAPFolder] = []
        try perform("LIST \"\" \"*\"", on: connected()) { response in
            guard case .data(nil, "LIST", let values) = response, values.count >= 3,
                let name = values[2].text, found.count < 10_000
            else { return }
            var isSelectable = true
            if case .list(let attributes) = values[0] {
                isSelectable = !attributes.contains {
                    ["\\noselect", "\\nonexistent"].contains($0.text?.lowercased())
                }
            }
            found.append(IMAPFolder(name: IMAPFolderName.decode(name), isSelectable: isSelectable))
        }
        return found.sorted { $0.name < $1.name }
    }
}
