import Hummingbird
import Localization

/// `/blueprints/…`: the scripts. The team looks, administrators write.
struct BlueprintRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("blueprints", use: list)
        router.post("blueprints", use: begin)
        let one = router.group("blueprints/:id")
        one.get(use: show)
        one.post("steps", use: addStep)
        one.post("steps/:step", use: changeStep)
        one.post("steps/:step/removal", use: removeStep)
        one.post("steps/:step/earlier", use: earlier)
        one.post("steps/:step/later", use: later)
        one.post("publication", use: publish)
        one.post("offerings", use: tie)
        one.post("offerings/:offering/removal", use: untie)
    }

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        try await list(problem: nil, context)
    }

    private func list(problem: Fault?, _ context: DeskContext) async throws -> Response {
        let page = BlueprintsPage(
            blueprints: try await desk.blueprints.all(by: context.actor()),
            problem: problem.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "blueprints"))
        return .html(page, after: problem, context)
    }

    @Sendable func begin(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        do {
            let id = try await desk.blueprints.add(context.form["name"] ?? "", by: actor)
            return .redirect(to: "/blueprints/\(id)")
        } catch let fault as Fault {
            return try await list(problem: fault, context)
        }
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let number = request.uri.queryParameters["version"].flatMap { Int($0) }
        return try await page(
            context.id(), version: number, problem: nil, context, notice: Done.words(request, context.reader))
    }

    private func page(
        _ id: Blueprint.ID, version number: Int? = nil, problem: Fault?, _ context: DeskContext,
        notice: String? = nil
    ) async throws -> Response {
        let blueprint = try await desk.blueprints.find(id, by: context.actor())
        guard let version = blueprint.versions.last(where: { number == nil || $0.number == number }) else {
            throw Fault.notFound("There is no such version.")
        }
        let page = BlueprintPage(
            blueprint: blueprint, version: version,
            performed: try await desk.blueprints.performed(by: id, for: context.actor()),
            offerings: try await desk.offerings.all(), problem: problem.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "blueprints", notice: notice))
        return .html(page, after: problem, context)
    }

    // MARK: Writing

    @Sendable func addStep(request: Request, context: DeskContext) async throws -> Response {
        try await writing(context) { id, actor in
            try await desk.blueprints.put(Self.step(context.form, id: 0), into: id, by: actor)
        }
    }

    @Sendable func changeStep(request: Request, context: DeskContext) async throws -> Response {
        try await writing(context) { id, actor in
            try await desk.blueprints.put(
                Self.step(context.form, id: Self.place(context)), into: id, by: actor)
        }
    }

    @Sendable func removeStep(request: Request, context: DeskContext) async throws -> Response {
        try await writing(context) { id, actor in
            try await desk.blueprints.remove(Self.place(context), from: id, by: actor)
        }
    }

    @Sendable func earlier(request: Request, context: DeskContext) async throws -> Response {
        try await writing(context) { id, actor in
            try await desk.blueprints.move(Self.place(context), earlier: true, in: id, by: actor)
        }
    }

    @Sendable func later(request: Request, context: DeskContext) async throws -> Response {
        try await writing(context) { id, actor in
            try await desk.blueprints.move(Self.place(context), earlier: false, in: id, by: actor)
        }
    }

    @Sendable func publish(request: Request, context: DeskContext) async throws -> Response {
        try await writing(context) { id, actor in try await desk.blueprints.publish(id, by: actor) }
    }

    // MARK: The script of what

    @Sendable func tie(request: Request, context: DeskContext) async throws -> Response {
        try await writing(context) { id, actor in
            guard let offering: Offering.ID = context.form.identifier("offering") else {
                throw Fault.invalid("Please choose an offering.")
            }
            try await desk.blueprints.tie(offering, to: id, by: actor)
        }
    }

    @Sendable func untie(request: Request, context: DeskContext) async throws -> Response {
        try await writing(context) { id, actor in
            let offering = try context.id("offering", of: Offering.self)
            guard try await desk.blueprints.performing(offering, by: actor) == id else { return }
            try await desk.blueprints.tie(offering, to: nil, by: actor)
        }
    }

    private static func place(_ context: DeskContext) throws(Fault) -> Int {
        guard let place = context.parameters.get("step").flatMap({ Int($0) }), place > 0 else {
            throw .notFound("There is no such step.")
        }
        return place
    }

    private static func step(_ form: Form, id: Int) throws(Fault) -> BlueprintStep {
        guard let lane = BlueprintStep.Lane(rawValue: form["lane"] ?? "") else {
            throw .invalid("Please say in which lane it is.")
        }
        var step = BlueprintStep(id: id, lane, (form["title"] ?? "").oneLine)
        func words(_ name: String) -> String { (form[name] ?? "").trimmed }
        step.actor = words("actor")
        step.instructions = words("instructions")
        step.inputs = words("inputs")
        step.outputs = words("outputs")
        if let minutes = form.text("minutes") {
            guard let number = Int(minutes) else { throw .invalid("Please give the time in whole minutes.") }
            step.minutes = number
        }
        step.fail = words("fail")
        step.recovery = words("recovery")
        step.isWait = form["is_wait"] != nil
        step.waitOwner = words("wait_owner")
        step.expectation = words("expectation")
        step.cost = words("cost")
        step.tells = form.all("tells").compactMap { Int($0) }
        step.isIrreversible = form["irreversible"] != nil
        step.kind = Step.Kind(rawValue: form["kind"] ?? "") ?? .task
        if step.kind == .form { step.questions = try Question.read(form["questions"] ?? "") }
        return step
    }

    private func writing(
        _ context: DeskContext, _ write: (Blueprint.ID, Actor) async throws -> Void
    ) async throws -> Response {
        let id: Blueprint.ID = try context.id()
        let actor = try context.administrator()
        return try await context.changing("/blueprints/\(id)") {
            try await write(id, actor)
        } orShow: {
            try await page(id, problem: $0, context)
        }
    }
}
