import Localization

/// The languages Ensemble speaks: English, which the code is written in, and
/// the catalogues in `Translations/`.
public enum Translations {
    public static let languages: Languages = {
        let catalogues = [EmbeddedFiles.german].compactMap { try? Catalogue(po: $0) }
        return Languages(catalogues: catalogues)
    }()
}
