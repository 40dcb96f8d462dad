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
