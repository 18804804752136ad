// Rows that go on beyond their end: rules look at the words around a trigger, and where a text ends nothing stands.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace dateline::extract {

// A vector that answers a blank (T{kValue…}) for every place behind its end, to those who only read. To write there is an
// error, as in a vector.
template <typename T, auto... kValue>
class Padded {
 public:
  Padded() = default;
  Padded(const Padded&) = default;
  Padded(Padded&& other) noexcept : items_(std::move(other.items_)), size_(std::exchange(other.size_, 0)) {}
  Padded& operator=(const Padded&) = default;
  Padded& operator=(Padded&& other) noexcept {
    items_ = std::move(other.items_), size_ = std::exchange(other.size_, 0);
    return *this;
  }

  [[nodiscard]] const T& operator[](std::size_t i) const { return i < size_ ? items_.data()[i] : kBlank; }
  [[nodiscard]] T& operator[](std::size_t i) { return items_[i]; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const T* data() const { return items_.data(); }
  [[nodiscard]] T* data() { return items_.data(); }
  [[nodiscard]] auto begin() const { return items_.begin(); }
  [[nodiscard]] auto begin() { return items_.begin(); }
  [[nodiscard]] auto end() const { return items_.end(); }
  [[nodiscard]] auto end() { return items_.end(); }
  void resize(std::size_t size) { items_.resize(size), size_ = size; }
  void clear() { items_.clear(), size_ = 0; }
  void reserve(std::size_t size) { items_.reserve(size); }
  void push_back(const T& value) { items_.push_back(value), ++size_; }
  void assign(std::size_t size, const T& value) { items_.assign(size, value), size_ = size; }
  operator const std::vector<T>&() const { return items_; }

 private:
  static inline const T kBlank{kValue...};
  std::vector<T> items_;
  std::size_t size_ = 0;  // of `items_`: a vector subtracts to tell its size, and each look asks
};

// The same over a vector that somebody else owns, and does not alter meanwhile; read like a pointer to it.
template <typename T>
class PaddedView {
 public:
  PaddedView() = default;
  PaddedView(const std::vector<T>& items) : items_(&items), data_(items.data()), size_(items.size()) {}
  PaddedView& operator=(const std::vector<T>* items) { return *this = PaddedView(*items); }
  [[nodiscard]] const PaddedView& operator*() const { return *this; }
  [[nodiscard]] const PaddedView* operator->() const { return this; }
  [[nodiscard]] const T& operator[](std::size_t i) const { return i < size_ ? data_[i] : kBlank; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const T* data() const { return data_; }
  [[nodiscard]] auto begin() const { return items_->begin(); }
  [[nodiscard]] auto end() const { return items_->end(); }
  operator const std::vector<T>&() const { return *items_; }

 private:
  static inline const T kBlank{};
  const std::vector<T>* items_ = nullptr;
  const T* data_ = nullptr;  // of `items_`: a vector divides to tell its size
  std::size_t size_ = 0;
};

}  // namespace dateline::extract
