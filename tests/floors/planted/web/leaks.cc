// Planted: a library outside its folder.
#include <sqlite3.h>
#include <fmt/format.h>
