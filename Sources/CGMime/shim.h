#include <gmime/gmime.h>
#include <iconv.h>

// Swift imports neither the GObject type-checking macros nor g_object_unref
// without casts; these say once what the macros say.

typedef enum {
	ENSEMBLE_PART_LEAF,
	ENSEMBLE_PART_MULTIPART,
	ENSEMBLE_PART_MESSAGE,
	ENSEMBLE_PART_OTHER
} ensemble_part_kind;

static inline ensemble_part_kind
ensemble_part_get_kind (GMimeObject *object)
{
	if (GMIME_IS_MULTIPART (object))
		return ENSEMBLE_PART_MULTIPART;
	if (GMIME_IS_PART (object))
		return ENSEMBLE_PART_LEAF;
	if (GMIME_IS_MESSAGE_PART (object))
		return ENSEMBLE_PART_MESSAGE;
	return ENSEMBLE_PART_OTHER;
}

static inline int
ensemble_multipart_count (GMimeObject *object)
{
	return g_mime_multipart_get_count ((GMimeMultipart *) object);
}

static inline GMimeObject *
ensemble_multipart_part (GMimeObject *object, int index)
{
	return g_mime_multipart_get_part ((GMimeMultipart *) object, index);
}

// Where a leaf's still encoded content lies in the parser's stream, or 0.
static inline int
ensemble_part_content_bounds (GMimeObject *object, gint64 *start, gint64 *end)
{
	GMimeDataWrapper *content = g_mime_part_get_content ((GMimePart *) object);
	GMimeStream *stream = content ? g_mime_data_wrapper_get_stream (content) : NULL;

	if (stream == NULL)
		return 0;
	*start = stream->bound_start;
	*end = stream->bound_end;
	return 1;
}

// An embedded message is read as a leaf, so that its bytes stay exactly as
// they came and nesting of messages cannot deepen the parser's recursion.
static inline void
ensemble_gmime_register (void)
{
	g_mime_init ();
	g_mime_object_register_type ("message", "rfc822", g_mime_part_get_type ());
	g_mime_object_register_type ("message", "rfc2822", g_mime_part_get_type ());
	g_mime_object_register_type ("message", "global", g_mime_part_get_type ());
	g_mime_object_register_type ("message", "global-headers", g_mime_part_get_type ());
	g_mime_object_register_type ("message", "news", g_mime_part_get_type ());
}

static inline void
ensemble_unref (void *object)
{
	if (object != NULL)
		g_object_unref (object);
}
