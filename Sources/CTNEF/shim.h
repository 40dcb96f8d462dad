#include <stdint.h>
#include <libytnef/tnef-types.h>
#include <libytnef/ytnef.h>
#include <libytnef/mapi.h>
#include <libytnef/mapidefs.h>
#include <libytnef/mapitags.h>
