import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `An accepted estimate` {
    private static let bring = BlueprintStep(.customer, "Send us the earlier pictures")
    private static let take = BlueprintStep(.onstage, "Take the scan")

    private func told(_ desk: Desk, _ cast: Cast, _ steps: [BlueprintStep]) async throws -> (
        Offering.ID, Estimate.ID
    ) {
        let offering = try await desk.offerings.add(.scan, by: cast.administrator)
        _ = try await desk.blueprint(cast, steps, for: offering)
        let version = try await desk.offerings.find(offering).version
        return (offering, try await desk.tell(cast, .scan { $0.lines = [CostLine(version)] }))
    }

    @Test(arguments: Engine.available)
    func `begins the plan of its offering, and what is the customer's to do is told to them`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let (_, id) = try await told(desk, cast, [Self.bring, Self.take])
            try await desk.conversations.resolve(cast.conversation, by: cast.agent)
            _ = try await desk.estimates.accept(behind: desk.link(id), .init(name: "Dana"))
            let plan = try #require(try await desk.plans(cast).first)
            #expect(plan.name == "Scan" && plan.toldAt == .monday)
            #expect(plan.steps.map(\.title) == ["Send us the earlier pictures", "Take the scan"])
            #expect(plan.steps[0].toldAt == .monday)
            #expect(try await desk.party(cast) == .customer)
            #expect(try await desk.history(cast).suffix(4).contains(.planBegun))
            let letters: Int? = try await desk.database.read { db in
                try db.value("SELECT COUNT(*) FROM jobs WHERE payload LIKE '%Send us the earlier pictures%'")
            }
            #expect(letters == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `shows the plan where it was accepted, and the link to it opens it`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let (_, id) = try await told(desk, cast, [Self.bring, Self.take])
            try await withSite(of: desk) { site in
                let path = desk.estimates.path(of: id)
                #expect(try await site.visitor().get(path).text.contains("/plan/") == false)
                _ = try await site.visitor().post(path + "/acceptance", [("name", "Dana")])
                let page = try await site.visitor().get(path)
                let link = try #require(
                    page.document.elements(named: "a").compactMap { $0["href"] }.first {
                        $0.hasPrefix("/plan/")
                    })
                #expect(try await site.visitor().get(link).text.contains("Send us the earlier pictures"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `is our move where the plan begins with us, also when it waited or was resolved`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let (_, id) = try await told(desk, cast, [Self.take, Self.bring])
            try await desk.conversations.resolve(cast.conversation, by: cast.agent)
            try await desk.estimates.record(true, of: id, name: "Dana", by: cast.agent)
            #expect(try await desk.party(cast) == .us)
            #expect(try await desk.conversations.find(cast.conversation).isOpen)
            #expect(try await desk.history(cast).contains(.reopened))
        }
    }

    @Test(arguments: Engine.available)
    func `without a blueprint nothing is invented`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast)
            _ = try await desk.estimates.accept(behind: desk.link(id), .init(name: "Dana"))
            #expect(try await desk.plans(cast).isEmpty)
            #expect(try await desk.party(cast) == .us)
        }
    }

    @Test(arguments: Engine.available)
    func `of a declined one nothing begins`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let (_, id) = try await told(desk, cast, [Self.take])
            _ = try await desk.estimates.decline(behind: desk.link(id), .init(name: "Dana"))
            #expect(try await desk.plans(cast).isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `begins nothing a second time that goes on already`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let (offering, first) = try await told(desk, cast, [Self.take])
            _ = try await desk.estimates.accept(behind: desk.link(first), .init(name: "Dana"))
            let version = try await desk.offerings.find(offering).version
            let change = try await desk.estimates.compose(
                .scan {
                    $0.kind = .change
                    $0.lines = [CostLine(version)]
                }, in: cast.conversation, changing: first, by: cast.agent)
            let message = try await desk.estimates.send(change, atOnce: true, by: cast.agent)
            try await desk.database.write { db in try Estimates.noteSent(message, at: .monday, in: db) }
            _ = try await desk.estimates.accept(behind: desk.link(change), .init(name: "Dana"))
            #expect(try await desk.plans(cast).count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `with two offerings begins the plan of each`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            var visit = OfferingText.scan
            visit.name = "Visit"
            let offerings = [
                try await desk.offerings.add(.scan, by: cast.administrator),
                try await desk.offerings.add(visit, by: cast.administrator),
            ]
            var lines: [CostLine] = []
            for offering in offerings {
                _ = try await desk.blueprint(cast, [Self.take], for: offering)
                lines.append(CostLine(try await desk.offerings.find(offering).version))
            }
            let id = try await desk.tell(cast, .scan { [lines] in $0.lines = lines + lines })
            _ = try await desk.estimates.accept(behind: desk.link(id), .init(name: "Dana"))
            #expect(try await desk.plans(cast).count == 2)
        }
    }
}

@Suite struct `The tie of an offering to its blueprint` {
    @Test(arguments: Engine.available)
    func `belongs to a version, and a new version keeps it until it is changed`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let offering = try await desk.offerings.add(.scan, by: cast.administrator)
            let first = try await desk.offerings.find(offering).version
            let blueprint = try await desk.blueprint(
                cast, [BlueprintStep(.onstage, "Take the scan")], for: offering)
            var text = OfferingText.scan
            text.summary = "Said otherwise."
            try await desk.offerings.edit(offering, to: text, by: cast.administrator)
            let tied = try await desk.blueprints.performed(by: blueprint, for: cast.agent)
            #expect(tied == [.init(offering: offering, name: "MRI scan", number: 2)])
            try await desk.blueprints.tie(offering, to: nil, by: cast.administrator)
            #expect(try await desk.blueprints.performing(offering, by: cast.agent) == nil)
            // What was told of the first version is still performed as it was.
            let id = try await desk.tell(cast, .scan { $0.lines = [CostLine(first)] })
            _ = try await desk.estimates.accept(behind: desk.link(id), .init(name: "Dana"))
            #expect(try await desk.plans(cast).count == 1)
            await #expect(throws: Fault.forbidden("Only an administrator can do that.")) {
                try await desk.blueprints.tie(offering, to: blueprint, by: cast.agent)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `is made on either page`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let offering = try await desk.offerings.add(.scan, by: cast.administrator)
            let blueprint = try await desk.blueprints.add("Knee", by: cast.administrator)
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let script = "/blueprints/\(blueprint)"
                _ = try await ines.post("\(script)/offerings", [("offering", "\(offering)")])
                #expect(try await ines.get(script).text.contains("Nothing begins before it is published."))
                let page = try await ines.get("/settings/offerings/\(offering)")
                let chosen = page.document.elements(named: "option").first {
                    $0["value"] == "\(blueprint)"
                }
                #expect(chosen?["selected"] != nil)
                _ = try await ines.post("\(script)/offerings/\(offering)/removal")
                #expect(try await desk.blueprints.performing(offering, by: cast.agent) == nil)
                _ = try await ines.post(
                    "/settings/offerings/\(offering)/blueprint", [("blueprint", "\(blueprint)")])
                #expect(try await desk.blueprints.performing(offering, by: cast.agent) == blueprint)
                let nothing = try await ines.post("\(script)/offerings", [("offering", "999")])
                #expect(nothing.status == .notFound)
            }
        }
    }
}
