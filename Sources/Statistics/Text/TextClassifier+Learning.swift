extension TextClassifier {
    /// Takes a person's word for what a message is.
    ///
    /// The smallest change of the weights that makes this message come out
    /// right, with a margin; messages like it move along, and what is
    /// remembered of the examples and of earlier corrections is restored
    /// where it suffered. Train anew, with the corrections among the
    /// examples, once there are hundreds of them.
    /// A label not heard of before is added; it takes some ten messages to
    /// stand. A text with nothing to read changes nothing.
    /// Cost: 10 to 50 ms, by the number of texts remembered.
    /// - Parameter label: `nil` when the message belongs to no label.
    /// - Throws: `emptyLabel`, `labelTooLong`, `tooManyLabels`,
    ///   `correctionsFull` after some 3,000 corrections.
    ///
    /// Source: Crammer, Dekel, Keshet, Shalev-Shwartz, Singer, "Online
    /// passive-aggressive algorithms", JMLR 7 (2006), multiclass.
    public mutating func learn(_ text: String, label: String?) throws(TextClassifierError) {
        if let label { try Self.validate(label: label, index: 0) }
        let counts = NGramCounts(text, limit: readingLimit)
        let vector = vector(of: counts, unseen: true)
        guard !vector.elements.isEmpty else { return }
        guard corrections.hasRoom(for: vector) else { throw .correctionsFull }
        guard let label else { return apply(lessons(excluding: vector), of: vector) }
        let right = try index(ofLabel: label)
        let floor = calibration.leastScore + Self.clearance
        let lead = right < weights.constants.count ? Self.lead : Self.newLabelLead
        apply(lessons(vector, label: right, lead: lead, floor: floor), of: vector)
        remembered.append(Remembered.Text(counts, label: right, lead: lead))
        rehearse()
    }

    /// Restores what the remembered texts have lost.
    private mutating func rehearse() {
        for _ in 0..<Self.rehearsals {
            var isSettled = true
            for text in remembered.texts {
                let vector = vector(of: NGramCounts(text))
                let lead = min(text.lead, Self.keptLead)
                let lessons = lessons(vector, label: Int(text.label), lead: lead, floor: -.infinity)
                guard !lessons.isEmpty, corrections.hasRoom(for: vector) else { continue }
                isSettled = false
                apply(lessons, of: vector)
            }
            if isSettled { return }
        }
    }

    private mutating func index(ofLabel label: String) throws(TextClassifierError) -> Int {
        if let known = labels.firstIndex(of: label) { return known }
        guard labels.count < Int(UInt16.max) else { throw .tooManyLabels }
        labels.append(label)
        return labels.count - 1
    }

    /// By how much the score of the right label leads after a correction.
    private static let lead: Float = 0.2
    /// The same for a label that only corrections know, which has to win
    /// its place beside labels that were trained.
    private static let newLabelLead: Float = 0.5
    /// By how much it is above the least score of a message in scope.
    private static let clearance: Float = 0.1
    /// By how much the right label of a remembered text keeps leading.
    private static let keptLead: Float = 0.1
    /// How often the remembered texts are gone through.
    private static let rehearsals = 2

    /// How much each label's weights move along the text, by label.
    private func lessons(_ vector: NGramVector, label: Int, lead: Float, floor: Float) -> [Int: Float] {
        let square = vector.squaredLength
        var scores = scores(of: vector)
        var lessons: [Int: Float] = [:]
        func move(_ label: Int, by score: Float) {
            scores[label] += score
            lessons[label, default: 0] += score / square
        }
        // Each round settles one rival; more than a few are never close.
        for _ in 0..<32 {
            let rivals = Self.highest(scores, count: 2)
            guard let rival = rivals.first(where: { $0 != label }) else { break }
            let missing = lead - (scores[label] - scores[rival])
            guard missing > 0 else { break }
            move(label, by: missing / 2)
            move(rival, by: -missing / 2)
        }
        if scores[label] < floor { move(label, by: floor - scores[label]) }
        return lessons
    }

    /// Every label that would take the message learns that it is none of its.
    private func lessons(excluding vector: NGramVector) -> [Int: Float] {
        let ceiling = calibration.leastScore - Self.clearance
        let square = vector.squaredLength
        var lessons: [Int: Float] = [:]
        for (label, score) in scores(of: vector).enumerated() where score > ceiling {
            lessons[label] = (ceiling - score) / square
        }
        return lessons
    }

    private mutating func apply(_ lessons: [Int: Float], of vector: NGramVector) {
        for (label, step) in lessons.sorted(by: { $0.key < $1.key }) {
            for element in vector.elements {
                corrections.add(key: element.key, label: label, weight: step * element.value)
            }
        }
    }
}
