/// Why a classifier could not be trained, corrected, asked or read.
public enum TextClassifierError: Error, Equatable, Sendable {
    /// There is nothing to learn from.
    case noExamples
    /// A label is the empty text; `index` counts the examples from 0.
    case emptyLabel(index: Int)
    /// More than 65,535 labels, or one longer than 1,000 UTF-8 bytes.
    case tooManyLabels, labelTooLong
    /// An option is outside its range.
    case invalidOption(name: String, value: Double)
    /// The classifier has no such label.
    case unknownLabel(String)
    /// It holds as many corrections as it can; train it anew with them.
    case correctionsFull
    /// The bytes are not a text classifier's.
    case foreignFile
    /// The file was written by a later version of the format.
    case newerFile(version: Int)
    /// The file is damaged or cut short.
    case corruptFile
}
