// Planted: a library that nobody owns.
#include <vector>
#include <boost/any.hpp>
