extension StoryTexts {
    /// What people ask after all is done, whatever it was about, and the answer.
    static func afterthoughts(_ language: StoryLanguage) -> [(ask: String, answer: String)] {
        switch language {
        case .english:
            [
                (
                    "I'm sorry to come back to this. Could you send me all of it once more in one message? I deleted it by mistake.",
                    "Of course, here it is again, everything in one place, attached."
                ),
                (
                    "One more thing: may my wife write to you about this too, on my behalf?",
                    "Yes, now that you have told us so in writing. I've noted it in your file."
                ),
                (
                    "I forgot to ask: whom do I call if something happens on a weekend?",
                    "The same number. On weekends it is passed on to the doctor on duty."
                ),
                (
                    "It isn't quite settled after all, I'm afraid. Could somebody call me?",
                    "Certainly. I'll call you this afternoon, and we'll sort it out on the phone."
                ),
            ]
        case .german:
            [
                (
                    "Eine Frage habe ich doch noch: wen rufe ich am Wochenende an?",
                    "Dieselbe Nummer; am Wochenende meldet sich der ärztliche Notdienst."
                )
            ]
        case .spanish:
            [
                (
                    "Perdone, una pregunta más: ¿a quién llamo el fin de semana?",
                    "Al mismo número; el fin de semana contesta el médico de guardia."
                )
            ]
        case .french:
            [
                (
                    "Pardon, encore une question : qui dois-je appeler le week-end ?",
                    "Le même numéro ; le week-end, c'est le médecin de garde qui répond."
                )
            ]
        }
    }

    /// An automatic reply, in the language of who is away.
    static func away(_ language: StoryLanguage, until date: String) -> (subject: String, text: String) {
        switch language {
        case .english:
            (
                "Automatic reply",
                "I am out of the office until \(date) and read my mail only now and then.\n\nThis is an automatic reply."
            )
        case .german:
            (
                "Automatische Antwort",
                "Ich bin bis zum \(date) nicht erreichbar. Ihre Nachricht wird nicht weitergeleitet."
            )
        case .spanish: ("Respuesta automática", "Estoy fuera hasta el \(date). Contestaré a mi regreso.")
        case .french:
            ("Réponse automatique", "Je suis absent jusqu'au \(date). Je vous répondrai à mon retour.")
        }
    }

    /// Why a message of ours may come back.
    static let bounces = [
        (status: "5.1.1", reason: "550 5.1.1 The email account that you tried to reach does not exist."),
        (status: "5.2.1", reason: "550 5.2.1 Mailbox disabled, not accepting messages"),
        (status: "4.2.2", reason: "452 4.2.2 The recipient's mailbox is over quota"),
        (status: "5.7.1", reason: "554 5.7.1 Message rejected by the recipient's policy"),
    ]

    static let bounceNotes = [
        "Our answer came back. Called {phone}: there was a letter missing in the address.",
        "Bounced. Tried the telephone, left a message.",
    ].map(StoryTemplate.init(_:))

    /// Mail to nobody in particular: the sender's name, address, subject, text.
    static let newsletters = [
        (
            "MedSupply Weekly", "news@medsupply.example", "This week: 20 % off nitrile gloves",
            "Stock up now! Gloves in all sizes, 20 % off until Friday.\n\nNew: the QuietCuff blood pressure monitor.\n\nYou receive this because you once ordered from us."
        ),
        (
            "Practice Management Today", "digest@practicetoday.example", "Five habits of calm front desks",
            "1. Say how long it will take.\n2. Say it again.\n3. Say what it will cost.\n4. Write it down.\n5. Smile.\n\nRead more on our site."
        ),
        (
            "Chamber of Commerce", "bulletin@chamber.example", "Harbor festival: stands still available",
            "Dear members,\n\nthere are still stands to be had for the harbor festival. Registration closes at the end of the month."
        ),
        (
            "Tidewater Lab", "service@tidewaterlab.example", "Changed courier times",
            "From Monday on our courier comes at 10.30 and 15.30. Please have the samples ready by then."
        ),
    ]

    static let spam = [
        (
            "Dr. Williams Foundation", "grant@prize-office.example", "You have been selected",
            "Dear Beneficiary,\n\nyou have been selected for a donation of $2,500,000. Reply with your name and bank details to claim it."
        ),
        (
            "SEO Expert", "rank@first-page.example", "Your website is not on page 1",
            "Hi,\n\nI was on your website and found 17 errors. We can bring you to page 1 of all search engines within 30 days. Interested?"
        ),
        (
            "Package Service", "delivery@parcel-notice.example", "Your package is held",
            "Your package could not be delivered. Pay the fee of $1.99 within 24 hours to receive it."
        ),
        (
            "Account Team", "security@mailbox-check.example", "Your password expires today",
            "Your mailbox is almost full and your password expires today. Confirm it now to keep your messages."
        ),
    ]
}
