import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `Looking for customers` {
    private func meet(_ people: [(name: String?, address: String)], on desk: Desk) async throws -> [Customer
        .ID]
    {
        try await desk.database.write { [clock = desk.clock] db in
            try people.map { try Customers.meet(address: $0.address, name: $0.name, at: clock(), in: db) }
        }
    }

    private func found(_ text: String, on desk: Desk) async throws -> [String] {
        try await desk.customers.search(beginning: text, by: .system).customers.map(\.displayName)
    }

    @Test(arguments: Engine.available)
    func `first names, last names and addresses are found by their beginning`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            _ = try await meet(
                [
                    ("Dana Whitfield", "dw@x.test"), ("Élise van der Berg", "elise@x.test"),
                    (nil, "whitman@y.test"),
                    ("Sam Okoro", "sam@z.test"),
                ], on: desk)
            #expect(try await found("dana", on: desk) == ["Dana Whitfield"])
            #expect(try await found("DANA WHIT", on: desk) == ["Dana Whitfield"])
            #expect(try await found("whit", on: desk) == ["Dana Whitfield", "whitman@y.test"])
            #expect(try await found("éLISE", on: desk) == ["Élise van der Berg"])
            #expect(try await found("van  der", on: desk) == ["Élise van der Berg"])
            #expect(try await found("berg", on: desk) == ["Élise van der Berg"])
            #expect(try await found("sam@z", on: desk) == ["Sam Okoro"])
            #expect(try await found("koro", on: desk) == [])
            #expect(try await found(" ", on: desk) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `somebody found in several ways is listed once, and pages lose nobody`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            var people: [(name: String?, address: String)] = (0..<7).map {
                ("Anna Anders \($0)", "anna\($0)@an.test")
            }
            people += (0..<5).map { (nil, "an\($0)@x.test") }
            let all = Set(try await meet(people, on: desk))
            var seen: [Customer.ID] = []
            var after: Customer.ID?
            while true {
                let page = try await desk.customers.search(
                    beginning: "an", after: after, limit: 3, by: .system)
                seen += page.customers.map(\.id)
                after = page.customers.last?.id
                if !page.hasMore { break }
                #expect(page.customers.count == 3)
            }
            #expect(seen.count == 12 && Set(seen) == all)
        }
    }

    @Test(arguments: Engine.available)
    func `a changed name is found, the old one no longer`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let id = try await meet([("Dana Whitfield", "dana@x.test")], on: desk)[0]
            let change = Customers.Change(
                name: "Dana Abel", organisation: nil, language: nil, phone: nil, remarks: "")
            try await desk.customers.change(id, to: change, by: .system)
            #expect(try await found("abel", on: desk) == ["Dana Abel"])
            #expect(try await found("whitfield", on: desk) == [])
            // A name that becomes known later is found as well.
            _ = try await meet([(nil, "later@x.test")], on: desk)
            _ = try await meet([("Zoë Later", "later@x.test")], on: desk)
            #expect(try await found("zoë", on: desk) == ["Zoë Later"])
        }
    }

    @Test(arguments: Engine.available)
    func `names and searches of any make are borne`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let zalgo = "Z" + String(repeating: "\u{301}\u{302}", count: 4_000)
            _ = try await meet(
                [
                    (zalgo, "z@x.test"), ("%_'\"\\", "q@x.test"),
                    (String(repeating: "long ", count: 60), "l@x.test"),
                ], on: desk)
            #expect(try await found(zalgo, on: desk).count == 1)
            #expect(try await found("%", on: desk) == ["%_'\"\\"])
            #expect(try await found("_", on: desk) == [])
            #expect(try await found("'; DROP TABLE customers", on: desk) == [])
            #expect(try await found("\u{0}", on: desk) == [])
            #expect(try await found("long long long", on: desk).count == 1)
        }
    }

    @Test func `a search reads along the indexes`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let plan = try await desk.database.read { db in
                try db.rows(
                    """
                    EXPLAIN QUERY PLAN SELECT name_key AS found, customer FROM customer_names
                    WHERE name_key >= \("a") AND name_key < \("b") AND (name_key, customer) > (\("ab"), \(1))
                        AND NOT EXISTS (SELECT 1 FROM customer_names AS earlier
                            WHERE earlier.customer = customer_names.customer AND earlier.name_key >= \("a")
                                AND earlier.name_key < customer_names.name_key)
                    ORDER BY name_key, customer LIMIT \(51)
                    """
                ).map { try $0("detail") as String }
            }
            #expect(!plan.contains { $0.contains("SCAN") || $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }

    @Test(arguments: Engine.available)
    func `a customer's page shows all their conversations in pages, and takes changes`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            for number in 1...4 {
                _ = try await desk.conversations.openFromForm(
                    .init(address: Cast.danaAddress, subject: "Matter \(number)", text: "Text"),
                    channel: .form)
            }
            var seen: [Conversation.ID] = []
            var after: Keyset?
            repeat {
                let page = try await desk.conversations.all(
                    of: cast.dana, after: after, limit: 2, for: cast.agent)
                seen += page.lines.map(\.id)
                after = page.next?.key
            } while after != nil
            #expect(seen.count == 5 && Set(seen).count == 5)

            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let path = "/customers/\(cast.dana)"
                #expect(try await tom.get(path).text.contains("Matter 4"))
                let fields = [
                    ("name", "Dana Whitfield-Okoro"), ("organisation", "Whitfield & Co"), ("phone", "+1 555"),
                    ("language", "de"), ("remarks", "Knee.\nPrefers mail."),
                ]
                #expect(try await tom.post(path, fields).location == "\(path)?done=saved")
                let dana = try await desk.customers.find(cast.dana)
                #expect(dana.name == "Dana Whitfield-Okoro" && dana.organisation?.name == "Whitfield & Co")
                #expect(
                    dana.language == "de" && dana.remarks == "Knee.\nPrefers mail." && dana.phone == "+1 555")
                #expect(
                    try await tom.post("\(path)/addresses", [("address", "d2@x.test")]).location
                        == "\(path)?done=added")
                let wrong = try await tom.post(path, [("name", "Dana"), ("language", "<de>")])
                #expect(wrong.status.code == 422)
                // A language that we do not speak stays what it is.
                _ = try await tom.post(path, [("name", "Dana Whitfield-Okoro"), ("language", "fr")])
                let french = try await tom.get(path).document.element(id: "f-language")?.elements(
                    named: "option")
                #expect(french?.first { $0["selected"] != nil }?["value"] == "fr")
                let taken = try await tom.post("\(path)/addresses", [("address", Cast.samAddress)])
                #expect(taken.status == .conflict && taken.text.contains(Cast.samAddress))
                let list = try await tom.get("/customers?q=okoro")
                #expect(list.text.contains("Dana Whitfield-Okoro") && list.text.contains("Sam Okoro"))
            }
        }
    }
}
