import Localization
import Markup

/// What somebody who offered to is asked to try, behind the link in their mail.
struct TrialPage: Page {
    let release: Release
    let trial: Trial
    let path: String
    let problem: String?
    let frame: Frame

    static var samples: [TrialPage] {
        let trials = Samples.trials.asked
        return [
            TrialPage(
                release: Samples.releaseDraft, trial: trials[2], path: "/trial/3-5-abc",
                problem: "Please say whether it does what you needed.", frame: .sampleVisitor),
            TrialPage(
                release: Samples.releaseDraft, trial: trials[0], path: "/trial/3-5-abc", problem: nil,
                frame: .sampleVisitor),
            TrialPage(
                release: Samples.release, trial: trials[0], path: "/trial/3-5-abc", problem: nil,
                frame: .sampleVisitor),
        ]
    }

    func title(_ r: Reader) -> String { release.words(in: r.language.tag).title }

    func body(_ r: Reader) -> HTML {
        let words = release.words(in: r.language.tag)
        return """
            <article class="sheet"><p class="quiet">\(r("To be tried before anybody else is told"))</p><h1>\(words.title)</h1>
            <div class="text">\(Markdown.html(words.text))</div>\(Field.problem(problem))
            \(release.publishedAt == nil ? asking(r) : over(r))</article>
            """
    }

    private func over(_ r: Reader) -> HTML {
        """
        <p>\(Icon.check) \(r("It is published by now. Thank you for trying it."))</p>\(if: !trial.credit.isEmpty, named(r))<p><a href="/changelog/\(release.id.description)">\(r("More of it"))</a></p>
        """
    }

    private func named(_ r: Reader) -> HTML {
        """
        <form method="post" action="\(url: "\(path)/credit/removal")">\(frame.csrfField)<p>\(r("You are thanked in public by this name: \(trial.credit)"))</p>\
        <p class="actions"><button class="button small plain">\(r("Name me no more"))</button></p></form>
        """
    }

    private func asking(_ r: Reader) -> HTML {
        let choices = Trial.Verdict.allCases.map { verdict -> HTML in
            """
            <label class="tick"><input type="radio" name="verdict" value="\(verdict.rawValue)" required\(flag: "checked", if: trial.verdict == verdict)> \(verdict.name(r))</label>
            """
        }
        return """
            <form class="card fields" method="post" action="\(url: path)">\(frame.csrfField)
            \(if: trial.verdict != nil, "<p>\(Icon.check) \(r("Thank you. Until it is published you can say it anew."))</p>")
            <fieldset><legend>\(r("Does it do what you needed?"))</legend>\(choices)</fieldset>
            \(Field.area("words", r("What should be different?"), value: trial.words, rows: 3, required: false))
            \(Field.text("credit", r("May we thank you in public? By which name?"), value: trial.credit, required: false, hint: r("Empty: you are not named.")))
            <p class="actions"><button class="button">\(r("Say so"))</button></p></form>
            """
    }
}

/// Who tries it, on the team's page of a release.
struct TrialsView {
    let release: Release
    let trials: Trials
    let path: String
    let csrf: HTML

    func body(_ r: Reader) -> HTML {
        let isDraft = release.publishedAt == nil
        guard isDraft || !trials.asked.isEmpty else { return "" }
        return """
            <section class="card" id="trials"><h2>\(r("Tried beforehand"))</h2>\(trials.asked.isEmpty ? none(r) : figures(r))
            \(if: isDraft && !trials.offers.isEmpty, asking(r))</section>
            """
    }

    private func none(_ r: Reader) -> HTML {
        trials.offers.isEmpty
            ? "<p class=\"quiet\">\(r("Nobody has offered to try it. On the page of an idea, customers can."))</p>"
            : "<p class=\"quiet\">\(r("Nobody has been asked to try it."))</p>"
    }

    private func figures(_ r: Reader) -> HTML {
        let share = ShareView(
            figure: trials.share, hits: trials[.helps], count: trials.answered, link: "\(path)#trials")
        let lines = trials.asked.map { trial -> HTML in
            let said =
                trial.verdict?.name(r) ?? r("asked \(r.shortDate(trial.askedAt.milliseconds)), no answer yet")
            return """
                <li><a href="/customers/\(trial.customer.description)">\(trial.customerName)</a>: \(said)\
                \(if: !trial.words.isEmpty, "<br><span class=\"quiet\">\(trial.words)</span>")\
                \(if: !trial.credit.isEmpty, credit(trial, r))</li>
                """
        }
        return """
            <p>\(r("Does what they needed")): \(share.large(r))</p>
            <p class="quiet">\(r("\(r.number(trials.answered)) of \(r.number(trials.asked.count)) have answered."))</p>
            <ul class="plain-list">\(lines)</ul>
            """
    }

    private func credit(_ trial: Trial, _ r: Reader) -> HTML {
        """
        <br><small class="quiet">\(r("thanked in public as \(trial.credit)"))</small> <form method="post" action="\(path)/credit/removal">\(csrf)\
        <input type="hidden" name="customer" value="\(trial.customer.description)"><button class="link quiet" aria-label="\(r("Do not name \(trial.credit)"))">\(r("Do not name them"))</button></form>
        """
    }

    private func asking(_ r: Reader) -> HTML {
        let ticks = trials.offers.map { offer in
            Field.tick(
                "customer",
                offer.workaround.isEmpty
                    ? offer.customerName
                    : "\(offer.customerName): \(offer.workaround.oneLine.shortened(to: 140))",
                isOn: true, value: offer.customer.description)
        }
        return """
            <form class="fields" method="post" action="\(path)/trials">\(csrf)<fieldset><legend>\(r("They offered to try it"))</legend>\(ticks)</fieldset>
            <p class="actions"><button class="button small">\(r("Ask them by mail"))</button></p></form>
            """
    }
}

extension Samples {
    static var trials: Trials {
        func trial(_ id: Customer.ID, _ verdict: Trial.Verdict?, _ words: String, _ credit: String) -> Trial {
            Trial(
                release: 3, customer: id, customerName: said("Dana Whitfield"), askedAt: now - .days(3),
                verdict: verdict, words: words.isEmpty ? "" : said(words),
                credit: credit.isEmpty ? "" : said(credit),
                answeredAt: verdict == nil ? nil : now - .days(1))
        }
        return Trials(
            asked: [
                trial(5, .helps, "", "Dana W."), trial(6, .not, "It came after the visit.", ""),
                trial(7, nil, "", ""),
            ],
            offers: [
                .init(
                    customer: 8, customerName: said("Sam Okoro"),
                    workaround: said("I call the front desk each time."),
                    at: now - .days(2))
            ])
    }
}
