// Serves a fixed set of texts on loopback: the demo's world, and that of end-to-end tests.
//
// Answers GET with an ETag and honours If-None-Match, as a well-kept server does. Listens on a port that the system
// chooses; stops when destroyed.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "model/result.h"

namespace dateline::web {

struct ServedFile {
  std::string body;
  std::string content_type;
};

class FileServer {
 public:
  // Files by path with query, as "/feed.xml" or "/documents.json?page=2"; a path without query answers every query
  // that no other entry names.
  [[nodiscard]] static Result<std::unique_ptr<FileServer>> Start();
  ~FileServer();

  // Replaces the files. Any thread.
  void Serve(std::map<std::string, ServedFile> files);
  [[nodiscard]] std::string address() const;            // "http://127.0.0.1:40123"
  [[nodiscard]] std::uint64_t requests() const;
  [[nodiscard]] std::uint64_t not_modified() const;     // of them answered 304

  struct Impl;

 private:
  explicit FileServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline::web
