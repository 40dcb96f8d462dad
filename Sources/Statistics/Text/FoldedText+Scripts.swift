extension FoldedText {
    /// Folds one scalar beyond ASCII.
    mutating func appendOther(_ value: UInt32, source: Range<Int>) {
        switch value {
        case 0x00C0..<0x0250: appendLetter(LetterTable.latin[Int(value) - 0xC0], source: source)
        case 0x0300..<0x0370, 0x0483..<0x048A: extendLast(source: source)
        case 0x0370..<0x0530: appendLetter(LetterTable.greekAndCyrillic[Int(value) - 0x370], source: source)
        case 0x0600..<0x0700: appendArabic(value, source: source)
        case 0x1100..<0x1200: appendJamo(value, source: source)
        case 0x1E00..<0x2000: appendLetter(LetterTable.extended[Int(value) - 0x1E00], source: source)
        case 0x3041..<0x3100: appendKana(value, source: source)
        case 0x3400..<0x4DC0, 0x4E00..<0xA000, 0xF900..<0xFB00, 0x20000..<0x40000:
            append(value | Self.ideograph, source: source)
        case 0xAC00..<0xD7A4: append(value, source: source)
        case 0xFF01..<0xFF5F: appendASCII(value - 0xFEE0, source: source)
        default: appendByCategory(value, source: source)
        }
    }

    private mutating func appendLetter(_ letter: UInt32, source: Range<Int>) {
        switch letter {
        case Self.space: appendSpace()
        case 0xDF: appendPair("s", "s", source: source)
        case 0xE6: appendPair("a", "e", source: source)
        case 0x153: appendPair("o", "e", source: source)
        default: append(letter, source: source)
        }
    }

    private mutating func appendPair(_ first: Unicode.Scalar, _ second: Unicode.Scalar, source: Range<Int>) {
        append(first.value, source: source)
        append(second.value, source: source)
    }

    /// Without vowel points and tatweel, alef in one form, digits as ASCII.
    private mutating func appendArabic(_ value: UInt32, source: Range<Int>) {
        switch value {
        case 0x0640, 0x0610..<0x061B, 0x064B..<0x0660, 0x0670: extendLast(source: source)
        case 0x0622, 0x0623, 0x0625, 0x0671: append(0x0627, source: source)
        case 0x0624: append(0x0648, source: source)
        case 0x0626: append(0x064A, source: source)
        case 0x06C0: append(0x06D5, source: source)
        case 0x06C2: append(0x06C1, source: source)
        case 0x06D3: append(0x06D2, source: source)
        case 0x0660..<0x066A: append(value - 0x0660 + 0x30, source: source)
        case 0x06F0..<0x06FA: append(value - 0x06F0 + 0x30, source: source)
        default: appendByCategory(value, source: source)
        }
    }

    /// Composes syllables as the Unicode Standard, section 3.12, does.
    private mutating func appendJamo(_ value: UInt32, source: Range<Int>) {
        let last = scalars[scalars.count - 1]
        if (0x1161..<0x1176).contains(value), (0x1100..<0x1113).contains(last) {
            replaceLast(by: 0xAC00 + ((last - 0x1100) * 21 + value - 0x1161) * 28, source: source)
        } else if (0x11A8..<0x11C3).contains(value), (0xAC00..<0xD7A4).contains(last),
            (last - 0xAC00) % 28 == 0
        {
            replaceLast(by: last + value - 0x11A7, source: source)
        } else {
            append(value, source: source)
        }
    }

    /// Composes voiced and half-voiced kana with the mark after them.
    private mutating func appendKana(_ value: UInt32, source: Range<Int>) {
        guard value == 0x3099 || value == 0x309A else {
            // The middle dot and the sound marks on their own part words.
            if value == 0x30FB || value == 0x30A0 || (0x309B...0x309C).contains(value) {
                return appendSpace()
            }
            return append(value | Self.ideograph, source: source)
        }
        let last = scalars[scalars.count - 1] & Self.scalarMask
        // Katakana stand 0x60 above their hiragana.
        let hiragana = last >= 0x30A1 ? last - 0x60 : last
        let isHaRow = (0x306F...0x307D).contains(hiragana) && hiragana % 3 == 0
        let isVoiceable =
            isHaRow
            || (0x304B...0x3061).contains(hiragana) && hiragana % 2 == 1
            || [0x3064, 0x3066, 0x3068].contains(hiragana)
        if value == 0x3099, hiragana == 0x3046 {
            replaceLast(by: (last + 0x4E) | Self.ideograph, source: source)
        } else if value == 0x3099, isVoiceable {
            replaceLast(by: (last + 1) | Self.ideograph, source: source)
        } else if value == 0x309A, isHaRow {
            replaceLast(by: (last + 2) | Self.ideograph, source: source)
        } else {
            extendLast(source: source)
        }
    }

    /// Every other script, by what Unicode says the scalar is.
    private mutating func appendByCategory(_ value: UInt32, source: Range<Int>) {
        guard let scalar = Unicode.Scalar(value) else { return appendSpace() }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .uppercaseLetter, .titlecaseLetter:
            for small in properties.lowercaseMapping.unicodeScalars { append(small.value, source: source) }
        case .lowercaseLetter, .otherLetter, .modifierLetter, .decimalNumber, .letterNumber, .otherNumber,
            .spacingMark, .privateUse:
            append(value, source: source)
        case .nonspacingMark, .enclosingMark:
            // A vowel sign belongs to its word; a variation selector says nothing.
            isSilent(value) ? extendLast(source: source) : append(value, source: source)
        case .format, .control: extendLast(source: source)
        case .currencySymbol, .mathSymbol, .otherSymbol, .modifierSymbol:
            isSilent(value) ? extendLast(source: source) : appendSymbol(value, source: source)
        default: appendSpace()
        }
    }

    /// Variation selectors, Hebrew points, skin tones.
    private func isSilent(_ value: UInt32) -> Bool {
        (0xFE00..<0xFE10).contains(value) || (0xE0100..<0xE01F0).contains(value)
            || (0x0591..<0x05C8).contains(value) || (0x1F3FB..<0x1F400).contains(value)
            || value == 0x20E3
    }
}
