#include <stdint.h>
#include <stdio.h>
// Debian installs the headers without the folder that upstream uses.
#if __has_include(<libytnef/ytnef.h>)
#include <libytnef/tnef-types.h>
#include <libytnef/mapi.h>
#include <libytnef/mapidefs.h>
#include <libytnef/mapitags.h>
#include <libytnef/ytnef.h>
#else
#include <tnef-types.h>
#include <mapi.h>
#include <mapidefs.h>
#include <mapitags.h>
#include <ytnef.h>
#endif
