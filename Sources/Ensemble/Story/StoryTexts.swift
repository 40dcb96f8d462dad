/// What is said at the clinic: by customers, by staff, by machines.
///
/// The texts stand in the files beside this one, as one plain text a subject.
enum StoryTexts {
    /// Every matter that people write about, in all languages.
    static let matters = [appointments, health, money, voices, languages].flatMap(StoryMatter.read)

    /// Their matters, in the order of `matters`, for each language.
    static let byLanguage = Dictionary(grouping: matters, by: \.language)

    /// The conversation that the pictures of the desk show.
    static let scene = StoryMatter.read(
        """
        # second-scan
        mailbox=hello; tags=estimate, imaging; share=0
        subject> Will the second scan cost extra?
        ask> My knee is much better, thank you. The doctor mentioned a second scan. Before I book it: is that covered by
        what you quoted me, or will I get another bill like last autumn?
        note> She was surprised by an unannounced lab line in October. Check the lab price before Friday.
        answer> Good question, and you should know before you decide. The second scan is not in the first estimate. It
        would be $180, likely between $150 and $240, and you can pay it in three parts of $60 without interest. Nothing is
        booked until you say yes.
        again> Thank you for telling me before. $180 is all right, and three parts would help. Could it be a Friday, and can
        you tell me when the result comes?
        """)[0]

    /// How a first message begins and ends.
    static func greetings(_ language: StoryLanguage) -> [String] {
        switch language {
        case .english: ["Hello,", "Good morning,", "Dear \(StoryCast.clinic) team,", "Hi,", "Hi there,", ""]
        case .german: ["Guten Tag,", "Hallo,", "Sehr geehrte Damen und Herren,"]
        case .spanish: ["Buenos días:", "Hola:", "Estimados señores:"]
        case .french: ["Bonjour,", "Madame, Monsieur,"]
        }
    }

    /// How a later message begins, if it greets at all.
    static func laterGreetings(_ language: StoryLanguage) -> [StoryTemplate] {
        switch language {
        case .english: later
        case .german: [StoryTemplate("")]
        case .spanish: [StoryTemplate("Hola, {staff}:"), StoryTemplate("")]
        case .french: [StoryTemplate("Bonjour {staff},"), StoryTemplate("")]
        }
    }
    private static let later = ["Hi {staff},", "Hello {staff},", "Dear {staff},", "", ""].map(
        StoryTemplate.init(_:))

    static func farewells(_ language: StoryLanguage) -> [StoryTemplate] {
        farewellsByLanguage[language] ?? []
    }
    private static let farewellsByLanguage: [StoryLanguage: [StoryTemplate]] = [
        .english: [
            "Thanks,\n{first}", "Thank you!\n{first}", "Best,\n{first}", "Kind regards,\n{name}", "{name}",
            "{first}",
        ],
        .german: [
            "Viele Grüße\n{name}", "Mit freundlichen Grüßen\n{name}", "Danke und Gruß\n{first} {last}",
        ],
        .spanish: ["Un saludo,\n{name}", "Muchas gracias,\n{first}", "Atentamente,\n{name}"],
        .french: ["Cordialement,\n{name}", "Merci d'avance,\n{name}", "Bien à vous,\n{first} {last}"],
    ].mapValues { $0.map(StoryTemplate.init(_:)) }

    static func staffGreetings(_ language: StoryLanguage) -> [StoryTemplate] {
        staffGreetingsByLanguage[language] ?? []
    }
    private static let staffGreetingsByLanguage: [StoryLanguage: [StoryTemplate]] = [
        .english: ["Hello {first},", "Dear {first},", "Hi {first},", "Good morning {first},"],
        .german: ["Guten Tag {name},", "Hallo {name},"],
        .spanish: ["Hola, {first}:", "Estimado/a {name}:"],
        .french: ["Bonjour {name},"],
    ].mapValues { $0.map(StoryTemplate.init(_:)) }

    static func staffFarewells(_ language: StoryLanguage) -> [StoryTemplate] {
        staffFarewellsByLanguage[language] ?? []
    }
    private static let staffFarewellsByLanguage: [StoryLanguage: [StoryTemplate]] = [
        .english: [
            "Best wishes,\n{staff}", "Kind regards,\n{staff}", "All the best,\n{staff}",
            "Take care,\n{staff}",
        ],
        .german: ["Herzliche Grüße\n{staff}", "Viele Grüße\n{staff}"],
        .spanish: ["Un saludo,\n{staff}", "Que siga bien,\n{staff}"],
        .french: ["Bien cordialement,\n{staff}", "Bonne journée,\n{staff}"],
    ].mapValues { $0.map(StoryTemplate.init(_:)) }

    /// What the staff add, since the course was set, wherever something will be billed.
    static func toldFirst(_ language: StoryLanguage) -> [StoryTemplate] {
        toldFirstByLanguage[language] ?? []
    }
    private static let toldFirstByLanguage: [StoryLanguage: [StoryTemplate]] = [
        .english: [
            """
            So that you know before: with {insurer} this will most likely cost you {told}, and not more than {amount}. \
            You can pay it in parts. Nothing is done before you say yes.
            """,
            """
            What it will cost you: between {low} and {high}, most likely {amount}. If that is too much at once, three \
            parts of {third} without interest are fine. If it could become more, we ask you first.
            """,
            """
            About the price, because you should have it before you decide: {amount} is likely, {high} the limit. A \
            simpler way for about {told} exists too; ask me and I'll explain the difference.
            """,
            """
            Your estimate is attached: most likely {amount}, {low} at the least and {high} at the most. It holds for \
            sixty days, and you don't need to answer today.
            """,
        ],
        .german: [
            """
            Damit Sie es vorher wissen: es kostet Sie voraussichtlich {amount}, höchstens {high}. Sie können in drei \
            Teilen zu {third} zahlen, und ohne Ihr Ja geschieht nichts.
            """
        ],
        .spanish: [
            """
            Para que lo sepa antes: le costará probablemente {amount}, como mucho {high}. Puede pagarlo en tres partes de \
            {third}, y no se hace nada sin su sí.
            """
        ],
        .french: [
            """
            Pour que vous le sachiez avant : cela vous coûtera sans doute {amount}, au plus {high}. Vous pouvez payer en \
            trois fois {third}, et rien ne se fait sans votre accord.
            """
        ],
    ].mapValues { $0.map(StoryTemplate.init(_:)) }

    /// What people say by the way of the clinic, before the change and after it.
    static let asidesEarly = [
        "P.S. {doctor} is the best doctor I've had. Please do something about the bills, though.",
        "By the way: great care, as always. It's only the letters that come afterwards that keep me awake.",
        "P.S. My sister asked me about you. I said: good doctors, surprise bills.",
        "I'm happy with everything, except that I never know what I'll have to pay.",
    ].map(StoryTemplate.init(_:))
    static let asidesLate = [
        "P.S. Thank you for telling me the price beforehand last time. It was exactly that.",
        "By the way: I told my sister about you. They tell you first, I said.",
        "P.S. {friend} came to you because of me, I hear. Good!",
        "I like how it is with you now: good doctors, and no surprises.",
    ].map(StoryTemplate.init(_:))
}
