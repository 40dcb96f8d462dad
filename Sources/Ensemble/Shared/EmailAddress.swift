import Localization

/// What counts as a mail address when a person types one. Mail that arrives
/// is not judged by it.
enum EmailAddress {
    /// The address without white space around it.
    /// - Throws: `Fault.invalid`.
    static func check(_ text: String) throws(Fault) -> String {
        let address = text.trimmed
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard address.utf8.count <= 254, parts.count == 2, let local = parts.first, let domain = parts.last,
            !local.isEmpty, local.utf8.count <= 64, isPlain(local), isDomain(domain)
        else { throw .invalid("“\(address.shortened(to: 80))” is not a mail address.") }
        return address
    }

    private static func isPlain(_ text: Substring) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar.value > 32 && scalar.value != 127 && !"<>()[]\\,;:\"@".unicodeScalars.contains(scalar)
        }
    }

    private static func isDomain(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return !labels.isEmpty
            && labels.allSatisfy { label in
                !label.isEmpty && label.utf8.count <= 63 && label.first != "-" && label.last != "-"
                    && label.unicodeScalars.allSatisfy {
                        $0.value == 45 || $0.properties.isAlphabetic || $0.properties.numericType != nil
                    }
            }
    }
}
