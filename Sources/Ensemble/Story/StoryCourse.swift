/// What the owner changes at the clinic in the middle of the year, and how
/// fast the staff take it up.
enum StoryCourse {
    /// Thousandths of the year that are over when the policy pack is switched on.
    static let turn = 500

    /// What the practice manager does by herself.
    enum Step: CaseIterable, Sendable {
        /// The catalogue for the team, with prices on request, and the blueprint as it is.
        case begin
        /// What to do about bills nobody was told of is written down, before it is decided.
        case weigh
        /// It is decided: a policy pack; the catalogue is published, with what things cost.
        case tell
        /// The blueprint's findings are mended.
        case mend
        /// What patients asked for is there, and they are told.
        case publish
        /// The decision is looked at again, and the next question is written down.
        case review

        /// Thousandths of the year.
        var progress: Int {
            switch self {
            case .begin: 0
            case .weigh: StoryCourse.turn - 20
            case .tell: StoryCourse.turn
            case .mend: StoryCourse.turn + 40
            case .publish: StoryCourse.turn + 80
            case .review: 960
            }
        }
    }

    /// Whether the cost of a piece of work is told before: never in the first
    /// half of the year, then more and more as a matter of course.
    static func tells(_ progress: Int, _ random: inout StoryRandom) -> Bool {
        guard progress >= turn else { return false }
        return random.happens(450 + StoryMatter.turn(progress) / 2)
    }
}
