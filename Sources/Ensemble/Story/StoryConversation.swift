/// One conversation of the story, planned when its first message arrives:
/// who does what and when. What they say is written when it is due, so that
/// a waiting conversation takes little memory.
final class StoryConversation {
    /// One thing that is going to happen.
    struct Beat {
        let at: Int64
        let what: What
    }

    enum What {
        // The customer.
        case ask(Channel)
        case again(Int, Channel)
        case thanks(Channel)
        case afterthought(Channel)
        case confirm
        // The staff.
        case recover, assign, raise, resolve
        case tag(Int)
        case note(Int)
        case doctorsNote
        case bounceNote
        case wait(StoryWait)
        case answer
        case reply(Int)
        case settle
        // Machines.
        case away, bounce, newsletter
        case spam(Int)
        /// Something is told, agreed on or billed.
        case job(StoryJobAct)
    }

    enum Channel { case mail, form, portal }

    let seed: UInt64
    /// From 1.
    let number: Int
    let customer: StoryCustomer
    let matter: StoryMatter
    let slots: StorySlots
    /// Thousandths of the year.
    let progress: Int
    let beats: [Beat]
    /// The work that comes of it.
    let job: StoryJob?
    /// The next beat to come.
    var next = 0

    init(
        seed: UInt64, number: Int, customer: StoryCustomer, friend: StoryCustomer, matter: StoryMatter,
        progress: Int,
        at: Int64, kind: Kind
    ) {
        var random = StoryRandom(seed, 0x5e, UInt64(number))
        (self.seed, self.number, self.customer, self.matter, self.progress) = (
            seed, number, customer, matter, progress
        )
        let staff =
            kind == .scene
            ? .mira : StoryCast.Member.answering(matter.mailbox.team, in: customer.language, &random)
        slots = StorySlots(
            customer: customer, staff: staff, friend: friend, at: at, service: matter.service,
            random: &random)
        let talk =
            switch kind {
            case .person:
                StoryPlan(
                    matter: matter, at: at, isHeldBack: random.happens(4), isLately: progress >= 980,
                    random: random
                ).beats
            case .scene: StoryPlan.scene(at: at)
            case .newsletter: StoryPlan.newsletter(at: at, &random)
            case .spam: [Beat(at: at, what: .spam(random.below(StoryTexts.spam.count)))]
            }
        // Who can't be reached is told nothing.
        guard kind == .person, !talk.contains(where: { $0.what.isBounce }),
            let answer = talk.first(where: { $0.what.isAnswer })
        else {
            (beats, job) = (talk, nil)
            return
        }
        let agreement = Agreement(
            matter: matter, slots: slots, answeredAt: answer.at, progress: progress,
            random: StoryRandom(seed, 0x10b, UInt64(number)))
        job = agreement.job
        beats = Self.merged(talk, agreement.beats)
    }

    /// Both in the order of time; of one moment the talk comes first.
    private static func merged(_ talk: [Beat], _ more: [Beat]) -> [Beat] {
        guard !more.isEmpty else { return talk }
        return (talk + more).enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    enum Kind { case person, scene, newsletter, spam }

    var staff: StoryCast.Member { slots.staff }
}
