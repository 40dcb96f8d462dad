#include "CEnsemble.h"

#pragma clang diagnostic ignored "-Wc23-extensions"  // #embed

#define FILE_OF(array) ((CFile){array, sizeof array})

static const unsigned char style_css[] = {
#embed "../Ensemble/Public/style.css"
};
CFile cfile_style_css(void) { return FILE_OF(style_css); }

static const unsigned char ensemble_js[] = {
#embed "../Ensemble/Public/ensemble.js"
};
CFile cfile_ensemble_js(void) { return FILE_OF(ensemble_js); }

static const unsigned char de_po[] = {
#embed "../Ensemble/Translations/de.po"
};
CFile cfile_de_po(void) { return FILE_OF(de_po); }

static const unsigned char sentences_tsv[] = {
#embed "../Ensemble/Direction/Sentences/sentences.tsv"
};
CFile cfile_sentences_tsv(void) { return FILE_OF(sentences_tsv); }

static const unsigned char first_tsv[] = {
#embed "../Ensemble/Direction/Sentences/first.tsv"
};
CFile cfile_first_tsv(void) { return FILE_OF(first_tsv); }

static const unsigned char second_tsv[] = {
#embed "../Ensemble/Direction/Sentences/second.tsv"
};
CFile cfile_second_tsv(void) { return FILE_OF(second_tsv); }
