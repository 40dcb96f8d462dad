#pragma once
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

// Variadic or macro-made in C, and so out of Swift's sight.
static inline void ensemble_unref(void *object) { g_object_unref(object); }
