// Planted: two folders of one floor.
#include "model/event.h"
#include "store/store.h"
