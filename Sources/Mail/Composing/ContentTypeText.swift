/// A content type that may be written to a header.
struct ContentTypeText {
    var type: String
    var parameters: [(name: String, value: String)] = []

    static let octets = Self("application/octet-stream")

    private init(_ type: String) { self.type = type }

    /// Reads what somebody claims to be a content type; parameters that are
    /// not understood are left out.
    /// - Returns: `application/octet-stream` when it is none, or one that
    ///   only a composer may write (`multipart/…`).
    init(claimed: String) {
        let pieces = claimed.forHeader.split(separator: ";", omittingEmptySubsequences: false)
        let type = pieces[0].trimmed.lowercased()
        let halves = type.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, type.utf8.count <= 127, halves[0] != "multipart",
            halves.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(HeaderWriter.isToken) })
        else {
            self = .octets
            return
        }
        self.type = type
        for piece in pieces.dropFirst().prefix(20) {
            guard let sign = piece.firstIndex(of: "=") else { continue }
            let name = piece[..<sign].trimmed.lowercased()
            var value = piece[piece.index(after: sign)...].trimmed
            if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
                value = value.dropFirst().dropLast()
            }
            guard !name.isEmpty, name.utf8.allSatisfy(HeaderWriter.isToken), !name.contains("*"),
                name != "name", name != "boundary", value.utf8.count <= 200,
                !value.contains("\""), !value.contains("\\")
            else { continue }
            parameters.append((name, String(value)))
        }
    }
}

extension Substring {
    /// Without spaces at either end.
    fileprivate var trimmed: Substring {
        var text = drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }
}
