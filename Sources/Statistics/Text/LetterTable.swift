/// The letter that each accented or capital letter of the European scripts
/// is read as: `É` as `e`, `Й` as `и`, `ἄ` as `α`.
///
/// Each literal has one character a code point, from the first on; a space
/// stands where there is no letter. `ß`, `æ` and `œ` are spelt out later.
/// Kept here and not asked of the standard library, so that a model file
/// reads texts the same way under every version of Unicode.
///
/// Source: Unicode Character Database 14, compatibility decompositions
/// without U+0300–U+036F, then full case folding.
enum LetterTable {
    /// U+00C0 to U+024F: Latin-1, Latin Extended-A and -B.
    static let latin = scalars(
        """
        aaaaaaæceeeeiiiiðnooooo ouuuuyþßaaaaaaæceeeeiiiiðnooooo ouuuuyþyaaaaaaccccccccdd\
        ddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkĸllllllllllnnnnnnʼŋŋooooooœœrrrrrrssssss\
        ssttttttuuuuuuuuuuuuwwyyyzzzzzzsbɓƃƃƅƅɔƈƈɖɗƌƌƍǝəɛƒƒɠɣƕɩɨƙƙƚƛɯɲƞɵooƣƣƥƥʀƨƨʃƪƫƭƭʈu\
        uʊʋƴƴƶƶʒƹƹƺƻƽƽƾƿǀǁǂǃdddlllnnnaaiioouuuuuuuuuuǝaaaaææǥǥggkkooooʒʒjdddggƕƿnnaaææoo\
        aaaaeeeeiiiioooorrrruuuussttȝȝhhƞȡȣȣȥȥaaeeooooooooyyȴȵȶȷȸȹⱥȼȼƚⱦȿɀɂɂbʉʌɇɇɉɉɋɋɍɍɏɏ
        """, count: 400)

    /// U+0370 to U+052F: Greek, Coptic, Cyrillic.
    static let greekAndCyrillic = scalars(
        """
        ͱͱͳͳʹ ͷͷ   ͻͼͽ ϳ      α εηι ο υωιαβγδεζηθικλμνξοπρ στυφχψωιυαεηιυαβγδεζηθικλμνξο\
        πρσστυφχψωιυουωϗβθυυυφπϗϙϙϛϛϝϝϟϟϡϡϣϣϥϥϧϧϩϩϫϫϭϭϯϯκρσϳθε ϸϸσϻϻϼͻͼͽееђгєѕііјљњћкиуџ\
        абвгдежзииклмнопрстуфхцчшщъыьэюяабвгдежзииклмнопрстуфхцчшщъыьэюяееђгєѕііјљњћкиуџ\
        ѡѡѣѣѥѥѧѧѩѩѫѫѭѭѯѯѱѱѳѳѵѵѵѵѹѹѻѻѽѽѿѿҁҁ        ҋҋҍҍҏҏґґғғҕҕҗҗҙҙққҝҝҟҟҡҡңңҥҥҧҧҩҩҫҫҭҭүү\
        ұұҳҳҵҵҷҷҹҹһһҽҽҿҿӏжжӄӄӆӆӈӈӊӊӌӌӎӎӏааааӕӕееәәәәжжззӡӡииииооөөөөээууууууччӷӷыыӻӻӽӽӿӿ\
        ԁԁԃԃԅԅԇԇԉԉԋԋԍԍԏԏԑԑԓԓԕԕԗԗԙԙԛԛԝԝԟԟԡԡԣԣԥԥԧԧԩԩԫԫԭԭԯԯ
        """, count: 448)

    /// U+1E00 to U+1FFF: Latin Extended Additional, Greek Extended.
    static let extended = scalars(
        """
        aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooo\
        oooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyasẜẝßẟ\
        aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuu\
        uuyyyyyyyyỻỻỽỽỿỿααααααααααααααααεεεεεε  εεεεεε  ηηηηηηηηηηηηηηηηιιιιιιιιιιιιιιιι\
        οοοοοο  οοοοοο  υυυυυυυυ υ υ υ υωωωωωωωωωωωωωωωωααεεηηιιοουυωω  αααααααααααααααα\
        ηηηηηηηηηηηηηηηηωωωωωωωωωωωωωωωωααααα ααααααα ι   ηηη ηηεεηηη   ιιιι  ιιιιιι    \
        υυυυρρυυυυυυρ     ωωω ωωοοωωω
        """, count: 512)

    private static func scalars(_ letters: String, count: Int) -> [UInt32] {
        let values = letters.unicodeScalars.map(\.value)
        return values + Array(repeating: 0x20, count: count - values.count)
    }
}
