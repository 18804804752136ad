#include "feed.h"
// Planted: an include that does not say whose it is.
#include <pugixml.hpp>
