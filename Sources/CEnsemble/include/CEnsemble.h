// The large files inside the program: clang takes them as they are, where the
// Swift compiler would spend minutes on an array of so many bytes.
#pragma once
#include <stddef.h>
#ifdef __linux__
#include <malloc.h>
#endif

typedef struct {
    const unsigned char *_Nonnull bytes;
    size_t count;
} CFile;

CFile cfile_style_css(void);
CFile cfile_ensemble_js(void);
CFile cfile_de_po(void);
CFile cfile_sentences_tsv(void);
CFile cfile_first_tsv(void);
CFile cfile_second_tsv(void);

// Gives freed memory of the heap back to the system, where the C library can.
static inline void cmemory_trim(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}
