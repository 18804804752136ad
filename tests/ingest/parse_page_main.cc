// The page contract without the rest of the program: pages named on standard input, answers on standard output.
#include <iostream>

#include "ingest/page_contract.h"

int main() {
  std::ios::sync_with_stdio(false);
  return dateline::ingest::ServeParsePage(std::cin, std::cout) == 0 ? 0 : 2;
}
