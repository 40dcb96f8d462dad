/// How each language writes dates, numbers and lists, a line a field.
///
/// A country's table holds only what differs from its language's. Patterns
/// are those of Unicode TR 35; plural pairs are `one|other`.
///
/// Source: Unicode CLDR 42, the day-first, 24-hour English of `en-GB` for
/// `en`; "h" for hours where CLDR's short form is longer.
enum FormatTable {
    static let english = "en"

    static let texts: [String: String] = [
        "en": """
        months=January|February|March|April|May|June|July|August|September|October|November|December
        shortMonths=Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec
        days=Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday
        shortDays=Sun|Mon|Tue|Wed|Thu|Fri|Sat
        date=d MMMM y
        shortDate=d MMM y
        monthDay=d MMMM
        weekday=EEE d MMM
        longWeekday=EEEE d MMMM
        month=MMMM y
        time=HH:mm
        dateTime={0}, {1}
        decimal=.
        group=,
        minus=-
        percent=#%
        money=-¤#
        currencies=JPY ¥
        ago=now|{0} min ago|{0} h ago|yesterday
        ahead=now|in {0} min|in {0} h|tomorrow
        seconds={0} s|{0} s
        minutes={0} min|{0} min
        hours={0} h|{0} h
        days#={0} day|{0} days
        list={0}, {1}|{0} and {1}|{0} and {1}
        bytes=bytes|kB|MB|GB|TB
        """,
        "en-US": """
        date=MMMM d, y
        shortDate=MMM d, y
        monthDay=MMMM d
        weekday=EEE, MMM d
        longWeekday=EEEE, MMMM d
        time=h:mm a
        currencies=USD $|JPY ¥
        list={0}, {1}|{0} and {1}|{0}, and {1}
        """,
        "de": """
        months=Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember
        shortMonths=Jan.|Feb.|März|Apr.|Mai|Juni|Juli|Aug.|Sept.|Okt.|Nov.|Dez.
        days=Sonntag|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag
        shortDays=So.|Mo.|Di.|Mi.|Do.|Fr.|Sa.
        date=d. MMMM y
        shortDate=d. MMM y
        monthDay=d. MMMM
        weekday=EEE d. MMM
        longWeekday=EEEE, d. MMMM
        decimal=,
        group=.
        percent=#\u{A0}%
        money=-#\u{A0}¤
        currencies=USD $|JPY ¥
        ago=gerade eben|vor {0} Min.|vor {0} Std.|gestern
        ahead=jetzt|in {0} Min.|in {0} Std.|morgen
        minutes={0} Min.|{0} Min.
        hours={0} Std.|{0} Std.
        seconds={0} Sek.|{0} Sek.
        days#={0} Tag|{0} Tage
        list={0}, {1}|{0} und {1}|{0} und {1}
        bytes=Byte|kB|MB|GB|TB
        """,
        "de-AT": """
        months=Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember
        shortMonths=Jän.|Feb.|März|Apr.|Mai|Juni|Juli|Aug.|Sep.|Okt.|Nov.|Dez.
        group=\u{A0}
        money=-¤\u{A0}#
        """,
        "de-CH": """
        decimal=.
        group=’
        percent=#%
        money=¤-#
        """,
        "fr": """
        months=janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre
        shortMonths=janv.|févr.|mars|avr.|mai|juin|juil.|août|sept.|oct.|nov.|déc.
        days=dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi
        shortDays=dim.|lun.|mar.|mer.|jeu.|ven.|sam.
        decimal=,
        group=\u{202F}
        percent=#\u{202F}%
        money=-#\u{A0}¤
        currencies=USD $US|CAD $CA
        ago=à l’instant|il y a {0} min|il y a {0} h|hier
        ahead=maintenant|dans {0} min|dans {0} h|demain
        days#={0} jour|{0} jours
        list={0}, {1}|{0} et {1}|{0} et {1}
        bytes=octets|ko|Mo|Go|To
        """,
        "es": """
        months=enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre
        shortMonths=ene|feb|mar|abr|may|jun|jul|ago|sept|oct|nov|dic
        days=domingo|lunes|martes|miércoles|jueves|viernes|sábado
        shortDays=dom|lun|mar|mié|jue|vie|sáb
        date=d 'de' MMMM 'de' y
        monthDay=d 'de' MMMM
        weekday=EEE, d MMM
        longWeekday=EEEE, d 'de' MMMM
        month=MMMM 'de' y
        time=H:mm
        decimal=,
        group=.
        minimumGrouping=2
        percent=#\u{A0}%
        money=-#\u{A0}¤
        ago=ahora|hace {0} min|hace {0} h|ayer
        ahead=ahora|dentro de {0} min|dentro de {0} h|mañana
        days#={0} día|{0} días
        list={0}, {1}|{0} y {1}|{0} y {1}
        """,
        "it": """
        months=gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre
        shortMonths=gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic
        days=domenica|lunedì|martedì|mercoledì|giovedì|venerdì|sabato
        shortDays=dom|lun|mar|mer|gio|ven|sab
        decimal=,
        group=.
        minimumGrouping=2
        money=-#\u{A0}¤
        ago=ora|{0} min fa|{0} h fa|ieri
        ahead=ora|tra {0} min|tra {0} h|domani
        days#={0} giorno|{0} giorni
        list={0}, {1}|{0} e {1}|{0} e {1}
        bytes=byte|kB|MB|GB|TB
        """,
        "nl": """
        months=januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december
        shortMonths=jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec
        days=zondag|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag
        shortDays=zo|ma|di|wo|do|vr|za
        decimal=,
        group=.
        money=¤\u{A0}-#
        currencies=CAD C$
        ago=nu|{0} min. geleden|{0} uur geleden|gisteren
        ahead=nu|over {0} min.|over {0} uur|morgen
        hours={0} uur|{0} uur
        days#={0} dag|{0} dagen
        list={0}, {1}|{0} en {1}|{0} en {1}
        bytes=byte|kB|MB|GB|TB
        """,
        "pt": """
        months=janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro
        shortMonths=jan.|fev.|mar.|abr.|mai.|jun.|jul.|ago.|set.|out.|nov.|dez.
        days=domingo|segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|sábado
        shortDays=dom.|seg.|ter.|qua.|qui.|sex.|sáb.
        date=d 'de' MMMM 'de' y
        shortDate=d 'de' MMM 'de' y
        monthDay=d 'de' MMMM
        weekday=EEE, d 'de' MMM
        longWeekday=EEEE, d 'de' MMMM
        month=MMMM 'de' y
        decimal=,
        group=.
        money=-¤\u{A0}#
        ago=agora|há {0} min|há {0} h|ontem
        ahead=agora|em {0} min|em {0} h|amanhã
        days#={0} dia|{0} dias
        list={0}, {1}|{0} e {1}|{0} e {1}
        """,
        "pt-PT": """
        shortDate=d/MM/y
        weekday=EEE, d/MM
        group=\u{A0}
        minimumGrouping=2
        money=-#\u{A0}¤
        ahead=agora|dentro de {0} min|dentro de {0} h|amanhã
        """,
        "pl": """
        months=stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia
        loneMonths=styczeń|luty|marzec|kwiecień|maj|czerwiec|lipiec|sierpień|wrzesień|październik|listopad|grudzień
        shortMonths=sty|lut|mar|kwi|maj|cze|lip|sie|wrz|paź|lis|gru
        days=niedziela|poniedziałek|wtorek|środa|czwartek|piątek|sobota
        shortDays=niedz.|pon.|wt.|śr.|czw.|pt.|sob.
        weekday=EEE, d MMM
        longWeekday=EEEE, d MMMM
        month=LLLL y
        decimal=,
        group=\u{A0}
        minimumGrouping=2
        money=-#\u{A0}¤
        currencies=PLN zł
        ago=teraz|{0} min temu|{0} godz. temu|wczoraj
        ahead=teraz|za {0} min|za {0} godz.|jutro
        hours={0} godz.|{0} godz.
        days#={0} dzień|{0} dni
        list={0}, {1}|{0} i {1}|{0} i {1}
        bytes=B|kB|MB|GB|TB
        """,
        "sv": """
        months=januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december
        shortMonths=jan.|feb.|mars|apr.|maj|juni|juli|aug.|sep.|okt.|nov.|dec.
        days=söndag|måndag|tisdag|onsdag|torsdag|fredag|lördag
        shortDays=sön|mån|tis|ons|tors|fre|lör
        dateTime={0} {1}
        decimal=,
        group=\u{A0}
        minus=−
        percent=#\u{A0}%
        money=-#\u{A0}¤
        currencies=SEK kr
        ago=nu|för {0} min sen|för {0} tim sen|i går
        ahead=nu|om {0} min|om {0} tim|i morgon
        hours={0} tim|{0} tim
        days#={0} dag|{0} dagar
        list={0}, {1}|{0} och {1}|{0} och {1}
        bytes=byte|kB|MB|GB|TB
        """,
        "da": """
        months=januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december
        shortMonths=jan.|feb.|mar.|apr.|maj|jun.|jul.|aug.|sep.|okt.|nov.|dec.
        days=søndag|mandag|tirsdag|onsdag|torsdag|fredag|lørdag
        shortDays=søn.|man.|tirs.|ons.|tors.|fre.|lør.
        date=d. MMMM y
        shortDate=d. MMM y
        monthDay=d. MMMM
        weekday=EEE d. MMM
        longWeekday=EEEE d. MMMM
        time=HH.mm
        decimal=,
        group=.
        percent=#\u{A0}%
        money=-#\u{A0}¤
        currencies=DKK kr.
        ago=nu|{0} min. siden|{0} t. siden|i går
        ahead=nu|om {0} min.|om {0} t.|i morgen
        minutes={0} min.|{0} min.
        hours={0} t.|{0} t.
        days#={0} dag|{0} dage
        list={0}, {1}|{0} og {1}|{0} og {1}
        bytes=byte|kB|MB|GB|TB
        """,
        "nb": """
        months=januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember
        shortMonths=jan.|feb.|mars|apr.|mai|juni|juli|aug.|sep.|okt.|nov.|des.
        days=søndag|mandag|tirsdag|onsdag|torsdag|fredag|lørdag
        shortDays=søn.|man.|tir.|ons.|tor.|fre.|lør.
        date=d. MMMM y
        shortDate=d. MMM y
        monthDay=d. MMMM
        weekday=EEE d. MMM
        longWeekday=EEEE d. MMMM
        decimal=,
        group=\u{A0}
        minus=−
        percent=#\u{A0}%
        money=-#\u{A0}¤
        currencies=NOK kr
        ago=nå|for {0} min siden|for {0} t siden|i går
        ahead=nå|om {0} min|om {0} t|i morgen
        hours={0} t|{0} t
        days#={0} dag|{0} dager
        list={0}, {1}|{0} og {1}|{0} og {1}
        bytes=byte|kB|MB|GB|TB
        """,
        "fi": """
        months=tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesäkuuta|heinäkuuta|elokuuta|\
        syyskuuta|lokakuuta|marraskuuta|joulukuuta
        loneMonths=tammikuu|helmikuu|maaliskuu|huhtikuu|toukokuu|kesäkuu|heinäkuu|elokuu|\
        syyskuu|lokakuu|marraskuu|joulukuu
        shortMonths=tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu
        days=sunnuntai|maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai
        shortDays=su|ma|ti|ke|to|pe|la
        date=d. MMMM y
        shortDate=d.M.y
        monthDay=d. MMMM
        weekday=EEE d.M.
        longWeekday=EEEE d. MMMM
        month=LLLL y
        time=H.mm
        dateTime={0} klo {1}
        decimal=,
        group=\u{A0}
        minus=−
        percent=#\u{A0}%
        money=-#\u{A0}¤
        currencies=USD $|JPY ¥
        ago=nyt|{0} min sitten|{0} t sitten|eilen
        ahead=nyt|{0} min päästä|{0} t päästä|huomenna
        hours={0} t|{0} t
        days#={0} päivä|{0} päivää
        list={0}, {1}|{0} ja {1}|{0} ja {1}
        bytes=tavua|kt|Mt|Gt|Tt
        """,
        "cs": """
        months=ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince
        loneMonths=leden|únor|březen|duben|květen|červen|červenec|srpen|září|říjen|listopad|prosinec
        shortMonths=led|úno|bře|dub|kvě|čvn|čvc|srp|zář|říj|lis|pro
        days=neděle|pondělí|úterý|středa|čtvrtek|pátek|sobota
        shortDays=ne|po|út|st|čt|pá|so
        date=d. MMMM y
        shortDate=d. M. y
        monthDay=d. MMMM
        weekday=EEE d. M.
        longWeekday=EEEE d. MMMM
        month=LLLL y
        time=H:mm
        dateTime={0} {1}
        decimal=,
        group=\u{A0}
        percent=#\u{A0}%
        money=-#\u{A0}¤
        currencies=CZK Kč
        ago=nyní|před {0} min|před {0} h|včera
        ahead=nyní|za {0} min|za {0} h|zítra
        days#={0} den|{0} d.
        list={0}, {1}|{0} a {1}|{0} a {1}
        bytes=B|kB|MB|GB|TB
        """,
        "ja": """
        months=1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月
        shortMonths=1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月
        days=日曜日|月曜日|火曜日|水曜日|木曜日|金曜日|土曜日
        shortDays=日|月|火|水|木|金|土
        date=y年M月d日
        shortDate=y年M月d日
        monthDay=M月d日
        weekday=M月d日(EEE)
        longWeekday=M月d日 EEEE
        month=y年M月
        time=H:mm
        dateTime={0} {1}
        currencies=USD $|JPY ¥
        ago=今|{0} 分前|{0} 時間前|昨日
        ahead=今|{0} 分後|{0} 時間後|明日
        seconds={0}秒|{0}秒
        minutes={0}分|{0}分
        hours={0}時間|{0}時間
        days#={0}日|{0}日
        list={0}、{1}|{0}、{1}|{0}、{1}
        bytes=バイト|kB|MB|GB|TB
        """,
    ]
}
