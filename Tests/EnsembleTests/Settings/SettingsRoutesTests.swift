import Database
import DatabaseTesting
import HTTPTypes
import Testing

@testable import Ensemble

@Suite struct `The business` {
    @Test(arguments: Engine.available)
    func `its name stands on every page and its clock is everybody's`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let fields = [("name", "Linden <Clinic>"), ("time_zone", "Asia/Tokyo"), ("language", "de")]
                #expect(
                    try await ines.post("/settings/business", fields).location
                        == "/settings/business?done=saved")
                for path in ["/contact", "/sign-in", "/settings"] {
                    #expect(
                        try await ines.get(path).text.contains("Linden &lt;Clinic&gt;") || path == "/sign-in")
                }
                let tom = try await site.visitor(as: cast.tom)
                #expect(try await tom.get("/conversations/\(cast.conversation)").text.contains("18:00"))
            }
        }
    }

    @Test(arguments: ["UTC", "Europe/Berlin", "US/Pacific"])
    func `the clock that is set is the one that is chosen in the form`(zone: String) async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await desk.settings.change(
                to: .init(name: "Linden", timeZone: zone, language: "en"), by: cast.administrator)
            try await withSite(of: desk) { site in
                let page = try await site.visitor(as: cast.ines).get("/settings/business").document
                let chosen = page.element(id: "f-time_zone")?.elements(named: "option").filter {
                    $0["selected"] != nil
                }
                #expect(chosen?.map { $0["value"] } == [zone])
            }
        }
    }

    @Test(arguments: [("name", ""), ("time_zone", "Mars/Olympus"), ("language", "xx")])
    func `what can't be is said, and what was typed stays`(field: String, value: String) async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let fields = ["name": "Linden", "time_zone": "UTC", "language": "en"].merging([field: value])
                { $1 }
                let answer = try await ines.post("/settings/business", fields.map { ($0.key, $0.value) })
                #expect(answer.status.code == 422)
                #expect(answer.document.element(id: "f-name")?["value"] == fields["name"])
                #expect(try await desk.settings.business() == .initial)
            }
        }
    }
}
