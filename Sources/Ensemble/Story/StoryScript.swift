/// A year at the clinic, one act after another in the order of time.
///
/// The same seed, number of customers and end give the same acts. Only the
/// conversations that are under way are kept, so that the story can have any
/// size.
struct StoryScript: Sequence {
    let seed: UInt64
    /// How many people the clinic serves; each writes at least once.
    let customers: Int
    /// Nothing happens after it; milliseconds UTC.
    let ending: Int64

    static let days: Int64 = 365
    static let defaultCustomers = 300

    /// - Parameters:
    ///   - customers: at least 1.
    ///   - ending: mostly now, so that the last conversations are still open.
    init(seed: UInt64 = 1, customers: Int = defaultCustomers, ending: Int64) {
        (self.seed, self.customers, self.ending) = (seed, Swift.max(1, customers), ending)
    }

    /// How many conversations begin.
    var conversations: Int { customers * 16 / 3 }

    /// The moment of the first day at which the story may begin.
    var beginning: Int64 { ending - Self.days * StoryCalendar.day }

    /// The moment at which so many thousandths of the year are over.
    func moment(_ progress: Int) -> Int64 {
        beginning + Int64(progress) * Self.days * StoryCalendar.day / 1_000
    }

    func makeIterator() -> Iterator { Iterator(self) }

    struct Iterator: IteratorProtocol {
        private let script: StoryScript
        private var arrivals: StoryArrivals
        private var arriving: StoryArrivals.Arrival?
        private var running = StoryQueue()

        /// How many conversations are remembered at the moment.
        var underWay: Int { running.count }

        init(_ script: StoryScript) {
            self.script = script
            arrivals = StoryArrivals(script)
            arriving = arrivals.next()
        }

        mutating func next() -> StoryAct? {
            while let arrival = arriving, arrival.at <= running.earliest ?? .max {
                running.insert(arrivals.conversation(arrival))
                arriving = arrivals.next()
            }
            guard let (conversation, index) = running.take(), conversation.beats[index].at <= script.ending
            else {
                return nil
            }
            return conversation.act(index)
        }
    }
}

/// The conversations under way, by when something happens next.
struct StoryQueue {
    private var heap: [StoryConversation] = []

    var count: Int { heap.count }

    var earliest: Int64? { heap.first.map(Self.due) }

    mutating func insert(_ conversation: StoryConversation) {
        guard conversation.next < conversation.beats.count else { return }
        heap.append(conversation)
        var child = heap.count - 1
        while child > 0, Self.precedes(heap[child], heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// The next beat of all; its conversation goes back into the queue for the one after it.
    mutating func take() -> (StoryConversation, beat: Int)? {
        guard let first = heap.first else { return nil }
        let beat = first.next
        first.next += 1
        if first.next == first.beats.count {
            heap.swapAt(0, heap.count - 1)
            heap.removeLast()
        }
        sink()
        return (first, beat)
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if Self.precedes(heap[child], heap[least]) { least = child }
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }

    private static func due(_ conversation: StoryConversation) -> Int64 {
        conversation.beats[conversation.next].at
    }

    private static func precedes(_ one: StoryConversation, _ other: StoryConversation) -> Bool {
        (due(one), one.number) < (due(other), other.number)
    }
}
