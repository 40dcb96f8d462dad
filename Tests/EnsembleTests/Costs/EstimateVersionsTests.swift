import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `The versions of an estimate` {
    /// What happens to one of them, by whom and however late.
    private enum Happening: CaseIterable { case send, mailTaken, linkUsed, look, accept, decline, expire }

    /// As the doors do: whoever has the link has the mail; a refusal leaves everything as it was.
    private func happen(_ what: Happening, to id: Estimate.ID, in versions: inout EstimateVersions) {
        switch what {
        case .send: break
        case .mailTaken: versions.deliver(id)
        case .linkUsed, .look:
            versions.deliver(id)
            try? versions.move(id, .acknowledge)
        case .accept, .decline:
            var tried = versions
            tried.deliver(id)
            if (try? tried.move(id, what == .accept ? .accept : .decline)) != nil { versions = tried }
        case .expire: try? versions.move(id, .expire)
        }
    }

    private func check(_ versions: EstimateVersions, after before: EstimateVersions, _ story: [String]) {
        let all = versions.all
        #expect(all.filter { $0.state == .accepted }.count <= 1, "\(story)")
        let open = all.filter(\.state.isOpen)
        #expect(open.count <= 1, "\(story)")
        // What can be answered is the last that came.
        if let open = open.first {
            #expect(all.last { $0.state != .drafted }?.id == open.id, "\(story)")
            #expect(!all.contains { $0.state == .accepted }, "\(story)")
        }
        for version in all {
            #expect((version.state == .superseded) == (version.gaveWayTo != nil), "\(story)")
            guard let other = version.gaveWayTo.flatMap({ versions[$0] }) else { continue }
            // To a later one, or to an earlier one that was accepted.
            #expect(other.version > version.version || other.state == .accepted, "\(story)")
            #expect(other.state != .drafted, "\(story)")
        }
        // What was decided stays.
        for (old, new) in zip(before.all, all) where old.state.isFinal { #expect(old == new, "\(story)") }
    }

    @Test func `in no order of mail, links, answers and days do two hold, in 20,000 walks`() {
        var chance = SplitMix(state: 14)
        for _ in 0..<20_000 {
            var versions = EstimateVersions([])
            versions.add(1)
            var story: [String] = []
            for _ in 0..<Int.random(in: 1...24, using: &chance) {
                let before = versions
                let id = versions.all.randomElement(using: &chance)?.id ?? 1
                let what = Happening.allCases.randomElement(using: &chance) ?? .send
                story.append("\(what) \(id)")
                if what == .send {
                    let next = Estimate.ID(rawValue: Int64(versions.all.count + 1))
                    versions.add(next)
                    // Refused where one was accepted: then there is no such version.
                    if (try? versions.checkSending(next)) == nil { versions = before }
                } else {
                    happen(what, to: id, in: &versions)
                }
                check(versions, after: before, story)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a version whose mail is late gives way to the one that came first`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let first = try await desk.tell(cast)
            let second = try await desk.estimates.revise(first, by: cast.agent)
            let late = try await desk.estimates.send(second, atOnce: true, by: cast.agent)
            let third = try await desk.estimates.revise(second, by: cast.agent)
            let early = try await desk.estimates.send(third, atOnce: true, by: cast.agent)
            let now = desk.clock()
            for message in [early, late, late] {
                try await desk.database.write { db in try Estimates.noteSent(message, at: now, in: db) }
            }
            var states: [EstimateState] = []
            for id in [first, second, third] { states.append(try await desk.estimates.find(id).state) }
            #expect(states == [.superseded, .superseded, .delivered])
            #expect(try await desk.estimates.find(second).supersededBy == third)
        }
    }

    @Test(arguments: Engine.available)
    func `a version that gave way to an accepted one says so, and leads there`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let first = try await desk.tell(cast)
            let second = try await desk.estimates.revise(first, by: cast.agent)
            let late = try await desk.estimates.send(second, atOnce: true, by: cast.agent)
            _ = try await desk.estimates.accept(behind: desk.link(first), .init(name: "Dana"))
            let now = desk.clock()
            try await desk.database.write { db in try Estimates.noteSent(late, at: now, in: db) }
            await #expect(
                throws: Fault.conflict(
                    "An earlier version was accepted before this one came. What was accepted holds.")
            ) {
                try await desk.estimates.accept(behind: desk.link(second), .init(name: "Dana"))
            }
            try await withSite(of: desk) { site in
                let page = try await site.visitor().get(desk.estimates.path(of: second))
                #expect(page.text.contains("Estimate 1 was accepted before this version came."))
                #expect(!page.text.contains("A newer version"))
                let links = page.document.elements(named: "a").compactMap { $0["href"] }
                #expect(links.contains(desk.estimates.path(of: first)))
            }
        }
    }
}
