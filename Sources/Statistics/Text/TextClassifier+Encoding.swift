extension TextClassifier {
    /// The classifier as a file, with all it learnt: about two bytes for
    /// each pair of n-gram and label.
    ///
    /// The same classifier always gives the same bytes, on every machine.
    public func encoded() -> [UInt8] {
        var writer = ModelWriter()
        writer.write(number: readingLimit)
        writer.write(calibration.sharpness)
        writer.write(calibration.leastScore)
        writer.write(number: labels.count)
        for label in labels { writer.write(label) }
        writer.write(number: weights.constants.count)
        for constant in weights.constants { writer.write(constant) }
        vocabulary.encode(to: &writer)
        weights.encode(to: &writer)
        corrections.encode(to: &writer)
        remembered.encode(to: &writer)
        return ModelFile.wrap(writer.bytes)
    }

    /// Reads a file that `encoded` made.
    ///
    /// Cost: linear in the bytes; memory some three times the file.
    /// - Throws: `foreignFile` when the bytes are something else,
    ///   `newerFile` when a later version wrote them, `corruptFile` when they
    ///   are damaged. No bytes whatever make it trap.
    public init(encoded bytes: [UInt8]) throws(TextClassifierError) {
        var reader = ModelReader(try ModelFile.unwrap(bytes))
        readingLimit = try reader.readNumber(upTo: Self.readingLimitMaximum)
        calibration = Calibration(
            sharpness: try reader.readFloat(within: 1000), leastScore: try reader.readFloat(within: 1000))
        labels = try Self.readLabels(&reader)
        var constants: [Float] = []
        for _ in 0..<(try reader.readNumber(upTo: labels.count)) {
            constants.append(try reader.readFloat(within: 1000))
        }
        vocabulary = try NGramVocabulary(decoding: &reader)
        weights = try LabelWeights(decoding: &reader, rows: vocabulary.count, constants: constants)
        corrections = try Corrections(decoding: &reader, labels: labels.count)
        remembered = try Remembered(decoding: &reader, labels: labels.count)
        guard reader.remaining == 0, readingLimit > 0, calibration.sharpness > 0, !constants.isEmpty else {
            throw .corruptFile
        }
    }

    private static func readLabels(_ reader: inout ModelReader) throws(TextClassifierError) -> [String] {
        var labels: [String] = []
        for _ in 0..<(try reader.readNumber(upTo: Int(UInt16.max))) {
            labels.append(try reader.readText(upTo: labelLengthMaximum))
        }
        guard Set(labels).count == labels.count, !labels.contains("") else { throw .corruptFile }
        return labels
    }
}

extension NGramVocabulary {
    /// Counts fall from row to row; keys rise where the count stays.
    func encode(to writer: inout ModelWriter) {
        writer.write(number: documents)
        writer.write(number: count)
        var previous = (count: documents, key: 0)
        for (key, count) in zip(keys, documentCounts) {
            let fall = previous.count - Int(count)
            writer.write(number: fall)
            writer.write(number: fall == 0 ? Int(key) - previous.key : Int(key))
            previous = (Int(count), Int(key))
        }
    }

    init(decoding reader: inout ModelReader) throws(TextClassifierError) {
        let documents = try reader.readNumber(upTo: Int(Int32.max))
        let count = try reader.readNumber(upTo: reader.remaining / 2)
        var keys: [UInt32] = []
        var counts: [UInt32] = []
        var previous = (count: documents, key: 0)
        for _ in 0..<count {
            let fall = try reader.readNumber(upTo: previous.count)
            let base = fall == 0 ? previous.key : 0
            let key = base + (try reader.readNumber(upTo: Int(UInt32.max) - base))
            previous = (previous.count - fall, key)
            keys.append(UInt32(key))
            counts.append(UInt32(previous.count))
        }
        guard let read = NGramVocabulary(keys: keys, documentCounts: counts, documents: documents) else {
            throw .corruptFile
        }
        self = read
    }
}

extension LabelWeights {
    func encode(to writer: inout ModelWriter) {
        for row in 0..<count {
            let pairs = pairs(ofRow: row)
            writer.write(number: pairs.count)
            guard !pairs.isEmpty else { continue }
            // The lower half of a scale's bits is always nought.
            writer.write(UInt16(truncatingIfNeeded: scale(ofRow: row).bitPattern >> 16))
            var previous = 0
            for pair in pairs {
                writer.write(number: Int(pair.label) - previous)
                writer.write(UInt8(bitPattern: pair.steps))
                previous = Int(pair.label)
            }
        }
    }

    init(decoding reader: inout ModelReader, rows: Int, constants: [Float]) throws(TextClassifierError) {
        self.init(constants: constants)
        for _ in 0..<rows {
            let count = try reader.readNumber(upTo: constants.count)
            guard count > 0 else {
                append(scale: 0, [])
                continue
            }
            let scale = Float(bitPattern: UInt32(try reader.readInteger(UInt16.self)) << 16)
            guard scale >= 0, scale <= 1000 else { throw .corruptFile }
            var pairs: [Pair] = []
            var label = -1
            for index in 0..<count {
                let gap = try reader.readNumber(upTo: constants.count)
                guard index == 0 || gap > 0 else { throw .corruptFile }
                label = index == 0 ? gap : label + gap
                guard label < constants.count else { throw .corruptFile }
                pairs.append(Pair(label: UInt16(label), steps: Int8(bitPattern: try reader.readByte())))
            }
            append(scale: scale, pairs)
        }
    }
}

extension Corrections {
    func encode(to writer: inout ModelWriter) {
        writer.write(number: keys.count)
        for (key, changes) in zip(keys, changes) {
            writer.write(key)
            writer.write(number: changes.count)
            for change in changes {
                writer.write(number: Int(change.label))
                writer.write(change.weight)
            }
        }
    }

    init(decoding reader: inout ModelReader, labels: Int) throws(TextClassifierError) {
        let count = try reader.readNumber(upTo: Self.keyLimit)
        for index in 0..<count {
            let key = try reader.readInteger(UInt32.self)
            for _ in 0..<(try reader.readNumber(upTo: labels)) {
                let label = try reader.readNumber(upTo: labels - 1)
                add(key: key, label: label, weight: try reader.readFloat(within: 10_000))
            }
            // A key that comes twice, or says nothing, was never written.
            guard keys.count == index + 1 else { throw .corruptFile }
        }
    }
}

extension Remembered {
    /// Each key as its distance from the one before, doubled, and one more
    /// where a count above 1 follows.
    func encode(to writer: inout ModelWriter) {
        writer.write(number: texts.count)
        writer.write(number: trained)
        for text in texts {
            writer.write(number: Int(text.label))
            writer.write(text.lead)
            writer.write(number: text.keys.count)
            var previous = 0
            for (key, count) in zip(text.keys, text.counts) {
                writer.write(number: (Int(key) - previous) * 2 + (count == 1 ? 0 : 1))
                if count != 1 { writer.write(count) }
                previous = Int(key)
            }
        }
    }

    init(decoding reader: inout ModelReader, labels: Int) throws(TextClassifierError) {
        let count = try reader.readNumber(upTo: Self.limit)
        let trained = try reader.readNumber(upTo: count)
        var texts: [Text] = []
        for _ in 0..<count { texts.append(try Self.readText(&reader, labels: labels)) }
        self.init(texts, trained: trained)
    }

    private static func readText(
        _ reader: inout ModelReader, labels: Int
    ) throws(TextClassifierError) -> Text {
        let label = try reader.readNumber(upTo: labels - 1)
        let lead = try reader.readFloat(within: 10_000)
        var text = Text(keys: [], counts: [], label: UInt16(label), lead: lead)
        var key = 0
        for _ in 0..<(try reader.readNumber(upTo: reader.remaining)) {
            let step = try reader.readNumber(upTo: 2 * Int(UInt32.max) + 1)
            key += step / 2
            guard key <= Int(UInt32.max) else { throw .corruptFile }
            text.keys.append(UInt32(key))
            text.counts.append(step % 2 == 0 ? 1 : try reader.readByte())
        }
        return text
    }
}
