extension StoryConversation {
    /// What happens at a beat, written out.
    func act(_ index: Int) -> StoryAct {
        StoryAct(
            at: beats[index].at, conversation: number, kind: kind(index), isLast: index + 1 == beats.count)
    }

    private func kind(_ index: Int) -> StoryAct.Kind {
        switch beats[index].what {
        case .ask(.form):
            .form(
                StoryForm(
                    mailbox: matter.mailbox, from: person, subject: subject, text: text(index),
                    files: files(index)))
        case .ask, .again(_, .mail), .again(_, .form), .thanks(.mail), .thanks(.form), .afterthought(.mail),
            .afterthought(.form), .away, .bounce, .newsletter, .spam:
            .mail(mail(index))
        case .again(_, .portal), .thanks(.portal), .afterthought(.portal):
            .portal(message: index, from: person, text: text(index), files: files(index))
        case .confirm: .confirm(person)
        case .recover: .recover(by: staff)
        case .assign: .assign(to: staff, by: staff)
        case .raise: .raise(to: matter.tags.contains("medical") ? .urgent : .high, by: staff)
        case .resolve: .resolve(by: staff)
        case .tag(let tag): .tag(matter.tags[tag], by: staff)
        case .note, .bounceNote: .note(by: staff, text: text(index))
        case .doctorsNote: .note(by: slots.doctor, text: text(index))
        case .wait(let wait): .wait(wait, by: staff)
        case .job(let act): .job(act, by: staff, with: person)
        case .answer, .reply, .settle:
            .reply(message: index, by: staff, text: text(index), files: files(index))
        }
    }

    var person: StoryPerson {
        StoryPerson(name: customer.name, address: customer.email, language: customer.language)
    }

    var subject: String { template(.subject, 0)?.filled(slots) ?? StoryCast.clinic }

    /// The words of a beat; the same however often they are asked for, because
    /// a later mail quotes them.
    func text(_ index: Int) -> String {
        var random = StoryRandom(seed, 0x7e, UInt64(number), UInt64(index))
        switch beats[index].what {
        case .ask:
            return letter(
                random.one(of: StoryTexts.greetings(language)), words(.ask, 0) + aside(&random),
                random.one(of: StoryTexts.farewells(language)))
        case .again(let variant, _): return later(words(.again, variant), &random)
        case .thanks: return later(words(.thanks, index), &random)
        case .afterthought: return later(words(.reopen, index) ?? afterthought.ask, &random)
        case .answer: return answer(words(.answer, 0) + told(&random), &random)
        case .reply(let variant): return answer(words(.reply, variant), &random)
        case .settle:
            return answer(
                words(.settle, index) ?? (matter.texts(.reopen).isEmpty ? afterthought.answer : ""), &random)
        case .note(let variant): return words(.note, variant)
        case .doctorsNote: return words(.doctor, 0)
        case .bounceNote: return random.one(of: StoryTexts.bounceNotes).filled(slots)
        default: return ""
        }
    }

    private var language: StoryLanguage { customer.language }

    /// Texts of which there are as many as first messages belong to these one
    /// by one; of others any will do, but the same draw for each part, so that
    /// a reply stands at the place of its question.
    private func template(_ part: StoryMatter.Part, _ variant: Int) -> StoryTemplate? {
        let texts = matter.texts(part)
        guard !texts.isEmpty else { return nil }
        var random = StoryRandom(seed, 0xa5, UInt64(number))
        let asked = random.below(matter.texts(.ask).count)
        if texts.count == matter.texts(.ask).count { return texts[asked] }
        return texts[(random.below(texts.count) + variant) % texts.count]
    }

    private func words(_ part: StoryMatter.Part, _ variant: Int) -> String {
        template(part, variant)?.filled(slots) ?? ""
    }

    private func words(_ part: StoryMatter.Part, _ variant: Int) -> String? {
        template(part, variant)?.filled(slots)
    }

    private var afterthought: (ask: String, answer: String) {
        let all = StoryTexts.afterthoughts(language)
        return all[number % all.count]
    }

    /// What is said of the clinic by the way: of its bills early in the year,
    /// of being told first later.
    private func aside(_ random: inout StoryRandom) -> String {
        let isAboutMoney =
            matter.mailbox == .billing
            || !Set(matter.tags).isDisjoint(with: ["thanks", "complaint", "surprise"])
        guard language == .english, !isAboutMoney, random.happens(90) else { return "" }
        let isLate = random.happens(StoryMatter.turn(progress))
        return "\n\n" + random.one(of: isLate ? StoryTexts.asidesLate : StoryTexts.asidesEarly).filled(slots)
    }

    /// The price, before it is done: where an estimate is going to say the same.
    private func told(_ random: inout StoryRandom) -> String {
        guard job?.isTold == true, random.happens(700) else { return "" }
        return "\n\n" + random.one(of: StoryTexts.toldFirst(language)).filled(slots)
    }

    private func later(_ words: String, _ random: inout StoryRandom) -> String {
        let greeting = random.one(of: StoryTexts.laterGreetings(language)).filled(slots)
        let short = random.happens(400)
        let farewell = short ? StoryTemplate("{first}") : random.one(of: StoryTexts.farewells(language))
        return letter(greeting, words, farewell)
    }

    private func answer(_ words: String, _ random: inout StoryRandom) -> String {
        let greeting = random.one(of: StoryTexts.staffGreetings(language)).filled(slots)
        return letter(greeting, words, random.one(of: StoryTexts.staffFarewells(language)))
    }

    private func letter(_ greeting: String, _ words: String, _ farewell: StoryTemplate) -> String {
        (greeting.isEmpty ? "" : greeting + "\n\n") + words + "\n\n" + farewell.filled(slots)
    }
}
