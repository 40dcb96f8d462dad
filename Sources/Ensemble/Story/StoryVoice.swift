/// What is said about costs, by the staff and by the customer, in the customer's language.
struct StoryVoice {
    let language: StoryLanguage

    enum Words: CaseIterable {
        case estimate, question, revised, decline, change, plan, bill, dispute, tookBack, stands
    }

    func estimate(_ random: inout StoryRandom) -> String { say(.estimate, &random) }
    func question(_ random: inout StoryRandom) -> String { say(.question, &random) }
    func revised(_ random: inout StoryRandom) -> String { say(.revised, &random) }
    func decline(_ random: inout StoryRandom) -> String { say(.decline, &random) }
    func change(_ random: inout StoryRandom) -> String { say(.change, &random) }
    func plan(_ random: inout StoryRandom) -> String { say(.plan, &random) }
    func bill(_ random: inout StoryRandom) -> String { say(.bill, &random) }
    func dispute(_ random: inout StoryRandom) -> String { say(.dispute, &random) }
    func tookBack(_ random: inout StoryRandom) -> String { say(.tookBack, &random) }
    func stands(_ random: inout StoryRandom) -> String { say(.stands, &random) }

    private func say(_ what: Words, _ random: inout StoryRandom) -> String {
        random.one(of: Self.words(what, in: language))
    }

    static func words(_ what: Words, in language: StoryLanguage) -> [String] {
        switch language {
        case .english: english(what)
        case .german: german(what)
        case .spanish: spanish(what)
        case .french: french(what)
        }
    }

    private static func english(_ what: Words) -> [String] {
        switch what {
        case .estimate:
            [
                "Here is what it will cost, before anything is done. Please take your time.",
                "So that no bill surprises you: this is what we expect. Ask whatever is unclear.",
                "The cost, in writing and before you decide. Nothing is booked until you say yes.",
            ]
        case .question:
            [
                "Does my insurance pay a part of this, or is it all mine?",
                "Can the highest amount really not be passed without asking me?",
                "Is there a simpler way that costs less?",
                "When would the first of the three parts be due?",
            ]
        case .revised:
            [
                "Thank you for asking. I've put the answer into a new version; it takes the place of the first.",
                "Good question. The new version says it in so many words.",
            ]
        case .decline:
            [
                "That is more than I can pay this year. I'd like to wait.",
                "My insurance has somebody who does it for less. Thank you for telling me before.",
                "I feel better already, so I'd rather not.",
            ]
        case .change:
            [
                "Something more turned out to be needed. It is not in your estimate, so we ask first.",
                "We found something that should be looked at. It costs extra; please say yes or no.",
            ]
        case .plan:
            [
                "Here are the steps, yours and ours. You see at any time whose move it is.",
                "This is how it goes from here. Your part comes first.",
            ]
        case .bill:
            [
                "Here is the bill, beside what we told you.",
                "Thank you for coming. The bill, line by line beside the estimate:",
            ]
        case .dispute:
            [
                "Nobody told me about this. I would have asked for something simpler.",
                "I was never asked about the laboratory. Why do I pay for it?",
                "This is twice what I thought it would be. Please look at it again.",
            ]
        case .tookBack:
            [
                "You are right: nobody told you. We take that part back, and we are sorry.",
                "We should have asked you first. That line is credited.",
            ]
        case .stands:
            [
                "We looked at it line by line, and it is what was done. We are sorry that you were not told.",
                "The laboratory confirms what it did. You can pay it in parts; just say so.",
            ]
        }
    }

    private static func german(_ what: Words) -> [String] {
        switch what {
        case .estimate: ["Hier steht, was es kosten wird, bevor etwas geschieht. Lassen Sie sich Zeit."]
        case .question: ["Zahlt meine Versicherung etwas davon?", "Wann wäre die erste Rate fällig?"]
        case .revised: ["Danke für die Frage. Die neue Fassung beantwortet sie und ersetzt die erste."]
        case .decline: ["Das ist mir dieses Jahr zu viel. Ich möchte noch warten."]
        case .change:
            ["Es hat sich gezeigt, dass noch etwas nötig ist. Weil es mehr kostet, fragen wir zuerst."]
        case .plan: ["Hier sind die Schritte, Ihre und unsere. Sie sehen immer, wer am Zug ist."]
        case .bill: ["Hier ist die Rechnung, neben dem, was wir Ihnen gesagt haben."]
        case .dispute: ["Davon hat mir niemand etwas gesagt. Bitte sehen Sie es sich noch einmal an."]
        case .tookBack: ["Sie haben recht, das hat Ihnen niemand gesagt. Wir nehmen es zurück."]
        case .stands:
            ["Wir haben jede Zeile geprüft; sie stimmt. Es tut uns leid, dass Sie es nicht vorher wussten."]
        }
    }

    private static func spanish(_ what: Words) -> [String] {
        switch what {
        case .estimate: ["Aquí tiene lo que va a costar, antes de hacer nada. Tómese su tiempo."]
        case .question: ["¿Mi seguro paga una parte?", "¿Cuándo vencería la primera parte?"]
        case .revised: ["Gracias por preguntar. La nueva versión lo aclara y sustituye a la primera."]
        case .decline: ["Este año es demasiado para mí. Prefiero esperar."]
        case .change: ["Ha hecho falta algo más. Como cuesta más, le preguntamos antes."]
        case .plan: ["Estos son los pasos, los suyos y los nuestros. Siempre verá a quién le toca."]
        case .bill: ["Aquí está la factura, al lado de lo que le dijimos."]
        case .dispute: ["Nadie me habló de esto. Por favor, revísenlo."]
        case .tookBack: ["Tiene razón, nadie se lo dijo. Lo descontamos."]
        case .stands: ["Hemos revisado cada línea y es correcta. Sentimos que no lo supiera antes."]
        }
    }

    private static func french(_ what: Words) -> [String] {
        switch what {
        case .estimate: ["Voici ce que cela coûtera, avant que rien ne soit fait. Prenez votre temps."]
        case .question:
            ["Mon assurance en paie-t-elle une partie ?", "Quand la première part serait-elle due ?"]
        case .revised: ["Merci de votre question. La nouvelle version y répond et remplace la première."]
        case .decline: ["C'est trop pour moi cette année. Je préfère attendre."]
        case .change:
            ["Il a fallu quelque chose de plus. Comme cela coûte davantage, nous vous demandons d'abord."]
        case .plan: ["Voici les étapes, les vôtres et les nôtres. Vous voyez toujours à qui c'est de jouer."]
        case .bill: ["Voici la facture, à côté de ce que nous vous avions dit."]
        case .dispute: ["Personne ne m'en avait parlé. Pouvez-vous vérifier ?"]
        case .tookBack: ["Vous avez raison, personne ne vous l'avait dit. Nous le retirons."]
        case .stands:
            ["Nous avons vérifié chaque ligne, elle est juste. Nous regrettons de ne pas l'avoir dit avant."]
        }
    }
}
