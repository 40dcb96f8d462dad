import Synchronization

/// Grows with every change of which this process knows: its own as soon as
/// they are committed, those of others when the database tells of them. What
/// is kept in memory is good as long as it stands still.
enum ChangeCount {
    private static let count = Atomic(0)

    static var value: Int { count.load(ordering: .acquiring) }

    static func grow() { count.add(1, ordering: .acquiringAndReleasing) }
}
