/// Names that people of a language may have.
struct StoryNames: Sendable {
    let first: [String]
    let last: [String]

    /// How many different people they make.
    var pairs: Int { first.count * last.count }

    private init(first: String, last: String) {
        self.first = first.split(separator: " ").map(String.init)
        self.last = last.split(separator: " ").map { String($0).replacing("_", with: " ") }
    }

    static func of(_ language: StoryLanguage) -> StoryNames {
        switch language {
        case .english: english
        case .german: german
        case .spanish: spanish
        case .french: french
        }
    }

    static let english = StoryNames(
        first: """
            Dana Grace Oliver Ruth Marcus Helen Samuel Joan Victor Lucy Howard Nina Peter Alice Curtis Siobhán Walter \
            Irene Desmond Carol Elliot Martha Leon Judith Frank Maya Arthur Wanda Hugh Celia Roland Tara Gordon \
            Phyllis Amir Naomi Raymond Vera Dennis Leila Stuart Gwen Anthony Rosalind Kenji Priscilla Malik \
            Bernadette Łukasz Yara Theo Imani Edwin Joyce Omar Harriet Nathan Zoë Clyde Sunita Patrick Agnes Jerome \
            Fatima Warren Elsie Kofi Miriam Dwayne Ingrid Rashid Paula Emeka Louise Tariq Beatrice Soren Claudia Ravi
            """,
        last: """
            Whitfield Abbott O'Connell Bennett Adeyemi Calder Dawson Eriksen Farrow Gallagher Hale Iverson Jennings \
            Kowalczyk Langley Mercer Nguyễn Okonkwo Pruitt Quinn Ramsey Sato Thornton Underhill Vance Wexler Yates \
            Zimmer Ashby Barlow Chaudhry Donovan Ellery Fitzgerald Granger Holloway Ives Jamison Keating Lockwood \
            Marsh Novak Osborne Petrov Redmond Sinclair Tremblay Upton Villanueva Winslow Yoon Aldridge Brandt_Hughes \
            Castellano Drummond Eastman Fairbanks Goldberg Hargrove Ibrahim Johansson Kendrick Lombardi McAllister \
            Nakamura O'Brien Pemberton Rasmussen Singh Tan van_Dijk Washington Xu Young Ząbek Achebe Bellamy Crane
            """)

    static let german = StoryNames(
        first: "Jürgen Anke Matthias Ulrike Björn Käthe Stefan Heike Tobias Sabine Günther Mareike",
        last: "Vogel Großmann Schäfer Kühn Lindner Weiß Baumgärtner Förster Krüger Möller Schröder")

    static let spanish = StoryNames(
        first: "María José Lucía Andrés Carmen Iñaki Rosa Mateo Pilar Joaquín Ximena Raúl Inés",
        last: "García Núñez Peña Ortega Ibáñez Morales Castañeda Vélez Domínguez Ríos Zamora")

    static let french = StoryNames(
        first: "Benoît Chloé François Hélène Gaël Mireille Noël Édith Rémi Sylvie Thérèse",
        last: "Lefèvre Béranger Dufour Gérard L'Écuyer Morvan Périer Rousselle Saint-Éloi Vasseur")

    static let streets = [
        "Mill Street", "Orchard Lane", "Harbor Road", "Chapel Hill", "Beacon Avenue", "Lower Dock Street",
        "Spruce Court", "Old Ferry Road",
    ]
    static let children = ["Owen", "Lily", "Jonah", "Mae", "Theo", "Ada", "Caleb", "Rosie", "Finn", "Nora"]
}
