import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `The catalogue from a terminal` {
    private let scan = """
        {"name": "MRI scan", "product": 10, "service": 80, "idea": 10, "low": "150", "likely": "180",
         "high": "240", "includes": ["The report"], "notDone": [{"what": "CT", "why": "No room", "whom": ""}]}
        """

    private func add(_ desk: Desk, _ input: String, as email: String = "ines@clinic.test") async throws
        -> String
    {
        try await OfferingCommands.Add.parse(["--as", email, "--json"]).words(desk, input)
    }

    @Test(arguments: Engine.available)
    func `is added to, edited in versions, and takes a policy`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            _ = try await desk.cast()
            let added = try await add(desk, scan)
            #expect(added.contains("\"state\":\"draft\"") && added.contains("\"version\":1"))
            let id = try #require(try await desk.offerings.all().first).id
            let edit = try OfferingCommands.Edit.parse(["\(id)", "--json"])
            let edited = try await edit.words(desk, #"{"likely": "200.50", "excludes": ["Drugs"]}"#)
            #expect(edited.contains("\"version\":2") && edited.contains("\"likely\":\"200.50\""))
            let text = try await desk.offerings.find(id).version.text
            #expect(text.price == Spread(15_000, 20_050, 24_000) && text.scope.includes == ["The report"])
            #expect(text.scope.excludes == ["Drugs"] && text.scope.notDone.map(\.what) == ["CT"])
            #expect(try await desk.offerings.versions(of: id).count == 2)
            let told = try await OfferingCommands.Policy.parse(["\(id)", "us-gfe", "--json"]).words(desk)
            #expect(told.contains("\"policy\":\"us-gfe\""))
            _ = try await OfferingCommands.Policy.parse(["\(id)"]).words(desk)
            #expect(try await desk.offerings.policy(of: id) == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `is moved on by a person, and chosen for a conversation`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.offerings.add(.scan, by: cast.administrator)
            func move(_ arguments: String...) async throws -> String {
                try await OfferingCommands.Move.parse(["\(id)"] + arguments).words(desk)
            }
            let refused = await #expect(throws: Fault.self) {
                try await move("offered", "--as", "tom@clinic.test")
            }
            #expect(refused?.kind == .forbidden)
            let unknown = await #expect(throws: Fault.self) { try await move("sold") }
            #expect(unknown?.message.english == "There is no such state of an offering.")
            #expect(try await move("offered", "--json").contains("\"state\":\"offered\""))
            let events = try await desk.database.read { db in
                try db.rows("SELECT actor_kind, actor FROM events WHERE kind = 'offering.moved'").map {
                    (try $0("actor_kind") as String, try $0("actor") as Int64?)
                }
            }
            #expect(events.map(\.0) == ["agent"] && events.first?.1 == cast.ines.id.rawValue)

            func choose(_ arguments: String...) async throws -> String {
                try await OfferingCommands.Choose.parse(
                    ["\(cast.conversation)"] + arguments + ["--as", "tom@clinic.test", "--json"]
                ).words(desk)
            }
            #expect(try await choose("\(id)").contains("\"name\":\"MRI scan\""))
            #expect(try await desk.scene(cast.conversation).costs.offering?.offering == id)
            #expect(try await !choose().contains("name"))
            #expect(try await desk.scene(cast.conversation).costs.offering == nil)
            let missing = await #expect(throws: Fault.self) { try await choose("999999") }
            #expect(missing?.message.english == "There is no such offering.")
        }
    }

    @Test(
        arguments: [
            ("{", "That is no offering in JSON; docs/costs.md shows one."),
            (
                #"{"name": "Scan", "price": "10", "currency": "EUR"}"#,
                "Amounts in EUR and USD cannot be added."
            ),
            (#"{"name": "Scan", "price": "EUR 10"}"#, "Amounts are in USD here; “EUR 10” is not."),
            (
                #"{"name": "Scan", "price": "10", "idea": 0}"#,
                "Product, service and idea each have 1 to 1,000 points: nothing is ever none."
            ),
            (
                #"{"name": "Scan", "price": "-10"}"#,
                "“Scan”: a price is never below zero. Use a discount instead."
            ),
        ])
    func `says in a sentence what is wrong, and then nothing is added`(input: String, words: String)
        async throws
    {
        try await withDesk(on: .sqlite) { desk in
            _ = try await desk.cast()
            let fault = await #expect(throws: Fault.self) { try await add(desk, input) }
            #expect(fault?.message.english == words)
            let other = await #expect(throws: Fault.self) {
                try await add(desk, scan, as: "tom@clinic.test")
            }
            #expect(other?.kind == .forbidden)
            #expect(try await desk.offerings.all().isEmpty)
        }
    }
}
