import Localization

/// Packs of rules for the page gallery.
extension Samples {
    static var euroTerms: Terms {
        var terms = Samples.terms
        terms.currency = "EUR"
        terms.policy = "us-gfe"
        return terms
    }

    private static var own: PolicyPack {
        var pack = PolicyPack.named(nil)
        (pack.id, pack.name, pack.source) = ("clinic", said("Clinic rules"), said("Board of the clinic, § 4"))
        pack.statements = [said("The laboratory sends a bill of its own.")]
        pack.version = 3
        return pack
    }

    static var policies: [PolicyPack] { [PolicyPack.all[0], own] + PolicyPack.all.dropFirst() }

    static var policyPages: [PolicyPage] {
        let gfe = PolicyPack.named("us-gfe")
        let versions = [
            Policies.Version(pack: own, madeBy: said("Ines Duarte"), madeAt: now - .days(2)),
            Policies.Version(pack: PolicyPack.named(nil), madeBy: nil, madeAt: nil),
        ]
        return [
            PolicyPage(
                pack: own, versions: versions, form: PolicyForm(own), terms: terms, problem: nil,
                frame: .sampleDesk),
            PolicyPage(pack: gfe, form: PolicyForm(gfe), terms: euroTerms, problem: nil, frame: .sampleDesk),
            PolicyPage(
                pack: nil, form: PolicyForm(own), terms: terms,
                problem: "A bill may go 0 to 1,000 percent past what was told.", frame: .sampleDesk),
        ]
    }
}
