// The feed contract as a program of its own, for scoring the parser without the rest of Dateline:
// one {"path","url","content_type","headers"} a line in, one answer a line out.
#include <iostream>

#include "ingest/feed.h"

int main() {
  return dateline::ingest::ServeParseFeed(std::cin, std::cout) == 0 ? 0 : 2;
}
