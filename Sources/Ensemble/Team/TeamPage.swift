import Localization
import Markup

/// Who is on the team, what each may do, and who is in which team.
struct TeamPage: Page {
    struct Typed: Sendable {
        var name = ""
        var email = ""
        var role = Agent.Role.agent
        var team = ""
    }

    let agents: [Agent]
    let teams: [Team]
    let members: [Team.ID: [Agent.ID]]
    let viewer: Agent.ID
    let typed: Typed
    let problem: String?
    let frame: Frame

    static var samples: [TeamPage] {
        var gone = Samples.tom
        gone.disabledAt = Samples.now
        return [
            TeamPage(
                agents: [Samples.mira, Samples.tom, gone], teams: [Samples.frontDesk], members: [3: [1]],
                viewer: 1,
                typed: Typed(), problem: nil, frame: .sampleDesk),
            TeamPage(
                agents: [Samples.mira], teams: [], members: [:], viewer: 1,
                typed: Typed(name: Samples.said("Ana"), email: Samples.said("ana"), role: .administrator),
                problem: "“ana” is not a mail address.", frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("People and teams") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet">
        \(SettingsPage.trail(r))
        <h1>\(r("People and teams"))</h1>
        \(Field.problem(problem))
        \(people(r))\(invite(r))\(allTeams(r))
        </div>
        """
    }

    // MARK: People

    private func people(_ r: Reader) -> HTML {
        """
        <section aria-labelledby="people"><h2 id="people">\(r("People"))</h2>
        <div class="scroll"><table class="rows"><thead><tr><th scope="col">\(r("Name"))</th><th scope="col">\(r("Mail address"))</th>\
        <th scope="col">\(r("Role"))</th><th scope="col">\(r("State"))</th><th scope="col"></th></tr></thead>
        <tbody>\(agents.map { row($0, r) })</tbody></table></div></section>
        """
    }

    private func row(_ agent: Agent, _ r: Reader) -> HTML {
        """
        <tr><td>\(agent.name)\(if: agent.id == viewer, "<span class=\"quiet\"> (\(r("you")))</span>")</td><td>\(agent.email)</td>\
        <td>\(role(agent, r))</td><td>\(state(agent, r))</td><td>\(actions(agent, r))</td></tr>
        """
    }

    private func role(_ agent: Agent, _ r: Reader) -> HTML {
        let options = Agent.Role.allCases.map { role -> HTML in
            "<option value=\"\(role.rawValue)\"\(flag: "selected", if: role == agent.role)>\(role.name(for: r))</option>"
        }
        return """
            <form class="mark-form" method="post" action="\(path(agent))/role" data-submit-on-change>\(frame.csrfField)\
            <select name="role" aria-label="\(r("Role of \(agent.name)"))">\(options)</select> \
            <button class="button small plain">\(r("Set"))</button></form>
            """
    }

    private func state(_ agent: Agent, _ r: Reader) -> String {
        if agent.disabledAt != nil { return r("shut out") }
        return agent.hasPassword ? r("signs in") : r("invited")
    }

    private func actions(_ agent: Agent, _ r: Reader) -> HTML {
        if agent.disabledAt != nil { return action(agent, "enabling", r("Let in again"), to: agent.name) }
        let shutOut = agent.id == viewer ? "" : action(agent, "disabling", r("Shut out"), to: agent.name)
        return agent.hasPassword
            ? shutOut : action(agent, "invitation", r("Invite again"), to: agent.name) + " " + shutOut
    }

    private func action(_ agent: Agent, _ noun: String, _ words: String, to name: String) -> HTML {
        """
        <form method="post" action="\(path(agent))/\(noun)">\(frame.csrfField)\
        <button class="link" aria-label="\(words): \(name)">\(words)</button></form>
        """
    }

    private func path(_ agent: Agent) -> String { "/settings/team/people/\(agent.id)" }

    private func invite(_ r: Reader) -> HTML {
        let roles = Agent.Role.allCases.reversed().map { (value: $0.rawValue, words: $0.name(for: r)) }
        return """
            <section class="card" aria-labelledby="invite"><h2 id="invite">\(r("Invite somebody"))</h2>
            <form class="fields" method="post" action="/settings/team/invitations">\(frame.csrfField)
            <div class="two">
            \(Field.text("name", r("Name"), value: typed.name))
            \(Field.email("email", r("Mail address"), value: typed.email, autocomplete: "off"))
            \(Field.choice("role", r("Role"), roles, chosen: typed.role.rawValue, hint: r("Administrators also run the place.")))
            </div>
            <p class="actions"><button class="button">\(r("Send the invitation"))</button></p>
            </form></section>
            """
    }

    // MARK: Teams

    private func allTeams(_ r: Reader) -> HTML {
        """
        <section aria-labelledby="teams"><h2 id="teams">\(r("Teams"))</h2>
        <p class="quiet">\(r("Conversations can be given to a team, and a mailbox can belong to one."))</p>
        \(teams.map { one($0, r) })
        <form class="card actions" method="post" action="/settings/teams">\(frame.csrfField)
        \(Field.text("team", r("Name of a new team"), value: typed.team))
        <button class="button plain">\(r("Add the team"))</button></form></section>
        """
    }

    private func one(_ team: Team, _ r: Reader) -> HTML {
        let present = members[team.id] ?? []
        let ticks = agents.filter { $0.disabledAt == nil || present.contains($0.id) }.map { agent in
            Field.tick("member", agent.name, isOn: present.contains(agent.id), value: agent.id.description)
        }
        return """
            <form class="card fields" method="post" action="/settings/teams/\(team.id.description)/members">\(frame.csrfField)
            <fieldset><legend>\(team.name)</legend>
            <p class="field"><label for="team-\(team.id.description)">\(r("Name"))</label>\
            <input id="team-\(team.id.description)" name="team" value="\(team.name)" required maxlength="100"></p>\(ticks)</fieldset>
            <p class="actions"><button class="button small plain" aria-label="\(r("Save")): \(team.name)">\(r("Save"))</button>\
            <button class="link" formaction="/settings/teams/\(team.id.description)/removal" formnovalidate \
            aria-label="\(r("Remove the team \(team.name)"))">\(r("Remove the team"))</button></p></form>
            """
    }
}

extension Agent.Role {
    func name(for r: Reader) -> String {
        switch self {
        case .administrator: r("Administrator")
        case .agent: r("Agent")
        }
    }
}
