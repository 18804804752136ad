#include "web/file_server.h"

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

#include "model/id.h"

namespace dateline::web {

struct FileServer::Impl {
  httplib::Server server;
  int port = 0;
  std::mutex mutex;                          // guards files
  std::map<std::string, ServedFile> files;
  std::atomic<std::uint64_t> requests = 0;
  std::atomic<std::uint64_t> not_modified = 0;
  std::jthread thread;

  void Answer(const httplib::Request& request, httplib::Response& response) {
    ++requests;
    ServedFile file;
    {
      const std::lock_guard lock(mutex);
      auto it = files.find(request.target);
      if (it == files.end()) it = files.find(request.path);
      if (it == files.end()) {
        response.status = 404;
        response.set_content("there is no such file here\n", "text/plain");
        return;
      }
      file = it->second;
    }
    const std::string etag = "\"" + HashKey({file.body}).Hex() + "\"";
    response.set_header("ETag", etag);
    if (request.get_header_value("If-None-Match") == etag) {
      ++not_modified;
      response.status = 304;
      return;
    }
    response.set_content(file.body, file.content_type);
  }
};

FileServer::FileServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

FileServer::~FileServer() {
  impl_->server.stop();
  if (impl_->thread.joinable()) impl_->thread.join();
}

Result<std::unique_ptr<FileServer>> FileServer::Start() {
  auto impl = std::make_unique<Impl>();
  Impl* self = impl.get();
  self->server.set_tcp_nodelay(true);
  self->server.new_task_queue = [] { return new httplib::ThreadPool(2); };
  self->server.Get(".*", [self](const httplib::Request& request, httplib::Response& response) { self->Answer(request, response); });
  self->port = self->server.bind_to_any_port("127.0.0.1");
  if (self->port <= 0) return Fail(ErrorCode::kUnavailable, "cannot listen on 127.0.0.1");
  self->thread = std::jthread([self] { self->server.listen_after_bind(); });
  while (!self->server.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return std::unique_ptr<FileServer>(new FileServer(std::move(impl)));
}

void FileServer::Serve(std::map<std::string, ServedFile> files) {
  const std::lock_guard lock(impl_->mutex);
  impl_->files = std::move(files);
}

std::string FileServer::address() const { return "http://127.0.0.1:" + std::to_string(impl_->port); }
std::uint64_t FileServer::requests() const { return impl_->requests; }
std::uint64_t FileServer::not_modified() const { return impl_->not_modified; }

}  // namespace dateline::web
