import Foundation
import Testing

@testable import Mail

struct IMAPProgressTests {
    private func folder(_ validity: UInt32 = 5, next: UInt32? = 11, exists: Int = 10) -> IMAPFolderState {
        IMAPFolderState(uidValidity: validity, uidNext: next, exists: exists)
    }

    @Test func `a folder never read is read whole`() {
        #expect(IMAPProgress().next(in: folder()) == .fetchAll(.first))
    }

    @Test func `an empty folder asks for nothing`() {
        #expect(IMAPProgress().next(in: folder(exists: 0)) == .nothing)
    }

    @Test(arguments: [
        (UInt32(10), IMAPProgress.Next.nothing), (7, .fetch(after: 7)), (11, .fetchAll(.wentBack)),
    ])
    func `reading goes on after the last message`(last: UInt32, next: IMAPProgress.Next) {
        #expect(IMAPProgress(uidValidity: 5, lastUID: last).next(in: folder()) == next)
    }

    @Test func `a folder numbered anew is read whole`() {
        #expect(IMAPProgress(uidValidity: 4, lastUID: 10).next(in: folder()) == .fetchAll(.renumbered))
    }

    @Test func `a server that does not say its next number is asked each time`() {
        let progress = IMAPProgress(uidValidity: 5, lastUID: 10)
        #expect(progress.next(in: folder(next: nil)) == .fetch(after: 10))
        #expect(IMAPProgress(uidValidity: 5, lastUID: .max).next(in: folder(next: nil)) == .nothing)
    }

    @Test func `a server without lasting numbers is read whole each time`() {
        let progress = IMAPProgress().advanced(to: 10, in: folder(0))
        #expect(progress.next(in: folder(0)) == .fetchAll(.first))
    }

    @Test func `progress never goes back within one numbering`() {
        let progress = IMAPProgress(uidValidity: 5, lastUID: 8)
        #expect(progress.advanced(to: 3, in: folder()) == progress)
        #expect(progress.advanced(to: 9, in: folder()).lastUID == 9)
        #expect(progress.advanced(to: 3, in: folder(6)) == IMAPProgress(uidValidity: 6, lastUID: 3))
        #expect(progress.restarted(in: folder(6)) == IMAPProgress(uidValidity: 6, lastUID: 0))
    }

    @Test func `reading everything again ends where nothing is new`() {
        var progress = IMAPProgress(uidValidity: 4, lastUID: 100).restarted(in: folder())
        for uid: UInt32 in 1...10 {
            #expect(progress.next(in: folder()) == .fetch(after: uid - 1))
            progress = progress.advanced(to: uid, in: folder())
        }
        #expect(progress.next(in: folder()) == .nothing)
    }

    @Test func `a mailbox can be begun with what arrives from now on`() {
        #expect(IMAPProgress(startingAfter: folder())?.next(in: folder()) == .nothing)
        #expect(IMAPProgress(startingAfter: folder(next: nil)) == nil)
    }

    @Test func `it is stored and read back`() throws {
        let progress = IMAPProgress(uidValidity: .max, lastUID: .max)
        let stored = try JSONEncoder().encode(progress)
        #expect(try JSONDecoder().decode(IMAPProgress.self, from: stored) == progress)
    }

    private static let runs: [([UInt32], [String])] = [
        ([], []), ([5], ["5"]), ([1, 2, 3, 5], ["1:3,5"]), ([3, 1, 2, 2], ["1:3"]),
        ([.max, .max - 1], ["4294967294:4294967295"]), ([0, 1], ["1"]),
    ]

    @Test(arguments: runs)
    func `runs of numbers are sent as ranges`(uids: [UInt32], sets: [String]) {
        #expect(IMAPDialogue.sets(of: uids) == sets)
    }

    @Test func `many numbers are sent in commands of bounded length`() {
        let uids = stride(from: UInt32(1_000_000), to: 1_040_000, by: 2)
        let sets = IMAPDialogue.sets(of: uids)
        #expect(sets.allSatisfy { $0.utf8.count <= 4000 })
        #expect(sets.joined(separator: ",").split(separator: ",").compactMap { UInt32($0) } == Array(uids))
    }
}
