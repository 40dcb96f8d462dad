import Localization

extension Samples {
    static var release: Release {
        Release(
            id: 3, category: .new, language: "en",
            words: [
                "en": .init(
                    said("You know the price before you come"),
                    said("With every appointment comes an **estimate** by mail.")),
                "de": .init(
                    said("Sie kennen den Preis vorher"), said("Mit jedem Termin kommt ein Voranschlag.")),
            ], ideas: [idea], createdAt: now - .days(2), publishedAt: now - .days(1))
    }

    static var releaseDraft: Release {
        var draft = release
        draft.publishedAt = nil
        draft.category = .mended
        return draft
    }
}
