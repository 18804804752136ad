// One hop of one request on one libcurl handle: limits, address check, header and body collection.
// Private to net/.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net/decode.h"
#include "net/http.h"
#include "net/url.h"

namespace dateline::net {

struct EasyCleanup {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using EasyHandle = std::unique_ptr<CURL, EasyCleanup>;

struct ListCleanup {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, ListCleanup>;

class Transfer {
 public:
  static constexpr std::size_t kHopsMax = 5;

  Transfer(std::uint64_t id, Request request, std::string user_agent, std::string ca_file);

  // False when the request breaks our rules before anything is sent; the answer is ready then.
  [[nodiscard]] bool Prepare();
  // Takes the end of a hop. True when there is another one to perform, prepared on the same handle.
  [[nodiscard]] bool Finish(CURLcode code);

  [[nodiscard]] CURL* handle() const { return easy_.get(); }
  [[nodiscard]] Response TakeResponse() { return std::move(response_); }

 private:
  bool Refuse(std::string message);
  bool CheckHeaders();
  void SetOptions();
  void BuildHeaders();
  [[nodiscard]] bool AddressAllowed(bool public_address, std::uint16_t port) const;
  // Nullopt: this answer is final.
  [[nodiscard]] std::optional<std::string> RedirectTarget() const;
  [[nodiscard]] bool Follow(const std::string& target);
  void Conclude(CURLcode code);
  void Fail(FetchClass failure, std::string message);
  void TakeHeaderLine(std::string_view line);

  static std::size_t OnHeader(char* bytes, std::size_t size, std::size_t count, void* self);
  static std::size_t OnBody(char* bytes, std::size_t size, std::size_t count, void* self);
  static curl_socket_t OnSocket(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int OnConnected(void* self, char* remote_ip, char* local_ip, int remote_port, int local_port);

  Request request_;
  std::string user_agent_;
  std::string ca_file_;
  Url origin_;   // of the request
  Url current_;  // of this hop
  EasyHandle easy_;
  HeaderList list_;
  Response response_;
  std::unique_ptr<BodyDecoder> decoder_;
  std::size_t header_bytes_ = 0;
  std::string stopped_;  // why a callback ended the hop
  FetchClass stopped_as_ = FetchClass::kOk;
};

}  // namespace dateline::net
