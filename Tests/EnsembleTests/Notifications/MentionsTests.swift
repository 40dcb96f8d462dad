import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `Who is named in a note` {
    private static let mira: Agent.ID = 1
    private static let mirabel: Agent.ID = 2
    private static let tom: Agent.ID = 3
    private static let thomas: Agent.ID = 4
    private static let jose: Agent.ID = 5

    private static func agent(_ id: Agent.ID, _ name: String, _ email: String) -> Agent {
        Agent(
            id: id, name: name, email: email, role: .agent, language: nil, timeZone: nil, keysOff: false,
            hasPassword: true, createdAt: .monday, disabledAt: nil)
    }

    private static let mentions = Mentions(among: [
        agent(mira, "Mira Sandoval", "mira@clinic.example"),
        agent(mirabel, "Mirabel Ito", "m.ito@clinic.example"),
        agent(tom, "Tom Abara", "Tom.A@Clinic.example"), agent(thomas, "Tom-Erik Åberg", "te@clinic.example"),
        agent(jose, "José O’Neill", "jose@clinic.example"),
    ])

    @Test(arguments: [
        ("@Mira can you look?", [mira]), ("@mira, please", [mira]), ("Ask @MIRA.", [mira]),
        ("@Mirab", [mirabel]), ("@Mir", []), ("@M", []),
        ("(@Tom)", [tom]), ("@tom-erik!", [thomas]), ("@Tom-", [tom]), ("@to", []),
        ("@jose and @José", [jose]), ("@JOS", [jose]),
        ("@\"Mira Sandoval\" knows", [mira]), ("@“Mirabel Ito” knows", [mirabel]), ("@\"Mira\"", []),
        ("@Mira Sandoval knows", [mira]), ("@Mirabel Itoh", [mirabel]),
        ("@mira@clinic.example", [mira]), ("@tom.a@clinic.example, please", [tom]),
        ("<@m.ito@clinic.example>.", [mirabel]), ("@mira@elsewhere.example", []),
        ("Write to mira@clinic.example", []), ("tom@mira", []), ("@", []), ("@@tom", [tom]), ("@nobody", []),
        ("@ Tom", []), ("", []), ("> @Tom wrote\n@Mira?", [tom, mira]),
        (String(repeating: "@", count: 20_000) + "tom", [tom]),
    ])
    func `a beginning of the first name, the whole name or the address names one person`(
        text: String, named: [Agent.ID]
    ) {
        #expect(Self.mentions.people(in: text).sorted() == named.sorted(), "\(text.prefix(80))")
    }
}
