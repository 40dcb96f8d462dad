import Paper

/// What stands at the head of every paper of a business, and its colour.
public struct Letterhead: Sendable {
    let name: String
    var accent: Accent?
    var logo: Picture?

    /// - Parameter address: as it stands on papers.
    func blocks(_ address: String) -> [Sheet.Block] {
        (logo.map { [.picture($0), .gap(6)] } ?? []) + [.pair(name, .letterhead, address, .quiet), .gap(18)]
    }

    /// As the sheet takes it; `nil`: its own.
    var tint: Sheet.Tint? {
        accent.map {
            Sheet.Tint(red: $0.light.accent.red, green: $0.light.accent.green, blue: $0.light.accent.blue)
        }
    }
}
