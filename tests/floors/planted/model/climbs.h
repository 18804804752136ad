// Planted: the lowest floor asks the store.
#pragma once
#include <string>
#include "store/store.h"
