// dateline: a dated policy event graph from news and filings.
#include "cli/command.h"

int main(int argc, char** argv) { return dateline::cli::Main(argc, argv); }
