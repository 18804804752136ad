// dateline: a dated policy event graph from news and filings.
#include <malloc.h>

#include "cli/command.h"

int main(int argc, char** argv) {
  // The C library keeps small blocks apart for quick reuse and joins all of them whenever a kilobyte or more is asked
  // for: some ten times a document.
  ::mallopt(M_MXFAST, 0);
  return dateline::cli::Main(argc, argv);
}
