import Localization

/// A step as the team's form has it, there and back.
enum StepForm {
    /// - Parameter zone: in which a date is meant.
    /// - Throws: `Fault.invalid`.
    static func read(_ form: Form, of plan: Plan, zone: Zone) throws(Fault) -> (
        draft: StepDraft, needs: [Step.ID]
    ) {
        var draft = StepDraft(form["title"] ?? "", owner: try owner(form, of: plan))
        draft.instructions = form["instructions"] ?? ""
        guard let kind = Step.Kind(rawValue: form["kind"] ?? "task") else {
            throw .invalid("There is no such kind of step.")
        }
        draft.kind = kind
        draft.questions = try Question.read(form["questions"] ?? "")
        draft.isShown = form["shown"] != nil
        draft.givesFiles = form["gives_files"] != nil
        draft.note = form["note"] ?? ""
        if let hours = form.text("hours") {
            guard let hours = Double(hours.replacing(",", with: ".")), hours > 0, hours < 100_000 else {
                throw .invalid("Please give the time in hours.")
            }
            draft.minutes = Int((hours * 60).rounded())
        }
        if let day = form.text("due") { draft.dueAt = try endOfDay(day, zone: zone) }
        return (draft, form.all("needs").compactMap { Step.ID($0) })
    }

    private static func owner(_ form: Form, of plan: Plan) throws(Fault) -> StepDraft.Owner {
        let parts = (form["owner"] ?? "us").split(separator: ":").map(String.init)
        switch (parts.first, parts.count > 1 ? Int64(parts[1]) : nil) {
        case ("customer", _): return .customer
        case ("us", nil): return .us(agent: nil, team: nil)
        case ("agent", let id?): return .us(agent: Agent.ID(rawValue: id), team: nil)
        case ("team", let id?): return .us(agent: nil, team: Team.ID(rawValue: id))
        case ("partner", let id?):
            guard let partner = plan.partner(Plan.Partner.ID(rawValue: id)) else {
                throw .notFound("There is no such partner.")
            }
            return .partner(name: partner.name, address: partner.address)
        case ("partner", nil):
            return .partner(name: form["partner_name"] ?? "", address: form["partner_address"] ?? "")
        default: throw .invalid("Please say whose step it is.")
        }
    }

    static func ownerWord(_ owner: Step.Owner) -> String {
        switch owner {
        case .customer: "customer"
        case .us(let agent?, _): "agent:\(agent)"
        case .us(nil, let team?): "team:\(team)"
        case .us: "us"
        case .partner(let id): "partner:\(id)"
        }
    }

    /// `2026-03-20`: until the last second of that day.
    /// - Throws: `Fault.invalid` for what is no day.
    static func endOfDay(_ text: String, zone: Zone) throws(Fault) -> Moment {
        let parts = text.split(separator: "-").compactMap { Int64($0) }
        guard parts.count == 3, (1970...9999).contains(parts[0]), (1...12).contains(parts[1]),
            (1...31).contains(parts[2])
        else { throw .invalid("That day could not be read.") }
        let day = CivilDate(year: parts[0], month: Int(parts[1]), day: Int(parts[2]))
        guard CivilDate(daysSince1970: day.daysSince1970) == day else {
            throw .invalid("There is no such day.")
        }
        return Moment(milliseconds: zone.seconds(on: day, secondOfDay: 86_399) * 1_000)
    }

    /// `2026-03-20`, as the field for a day takes it.
    static func day(_ moment: Moment, zone: Zone) -> String {
        let date = LocalMoment(milliseconds: moment.milliseconds, zone: zone).date
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(date.year)-\(two(date.month))-\(two(date.day))"
    }

    static func answers(_ form: Form) -> [String] { (0..<40).map { form["answer\($0)"] ?? "" } }

    /// What is handed in with a step: answers by place, files, a decision.
    static func handing(_ form: Form) throws(Fault) -> Plans.Handing {
        Plans.Handing(
            answers: answers(form), files: try form.newFiles(),
            decision: form["decision"].flatMap(Plans.Handing.Decision.init(rawValue:)),
            words: form["words"] ?? "")
    }
}
