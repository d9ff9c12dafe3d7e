// One JSON value with the places of its parts. The reader hands a plan file on in such pieces, a
// goal at a time, so that a file of any size needs memory for one piece only.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "planner/base/source.hpp"

namespace slipway {

enum class ValueType : std::uint8_t { null, boolean, number, string, array, object };

/// A node of a ValueTree. Children are linked by `next`.
struct Value {
  static constexpr std::uint32_t kNone = 0xffffffffu;

  ValueType type = ValueType::null;
  bool flag = false;      // boolean
  double number = 0.0;    // number
  std::string_view text;  // string: its content, unescaped
  std::string_view key;   // member of an object: its name, unescaped
  Place place{};
  Place key_place{};
  std::uint32_t first = kNone;  // array, object
  std::uint32_t next = kNone;
  std::uint32_t count = 0;  // array, object
};

/// A small tree of values; node 0 is its root.
class ValueTree {
 public:
  /// Walks the children of an array or object.
  class Children {
   public:
    class Iterator {
     public:
      Iterator(const ValueTree& tree, std::uint32_t row) : tree_(&tree), row_(row) {}
      const Value& operator*() const { return tree_->nodes_[row_]; }
      Iterator& operator++() {
        row_ = tree_->nodes_[row_].next;
        return *this;
      }
      bool operator!=(const Iterator& other) const { return row_ != other.row_; }

     private:
      const ValueTree* tree_;
      std::uint32_t row_;
    };
    Children(const ValueTree& tree, const Value& parent) : tree_(tree), parent_(parent) {}
    Iterator begin() const { return {tree_, parent_.first}; }
    Iterator end() const { return {tree_, Value::kNone}; }

   private:
    const ValueTree& tree_;
    const Value& parent_;
  };

  bool empty() const { return nodes_.empty(); }
  const Value& root() const { return nodes_.front(); }
  Children children(const Value& parent) const { return {*this, parent}; }

  void clear() { nodes_.clear(); }
  /// Appends `value` as the last child of node `parent` (kNone: as the root), returns its row.
  std::uint32_t add(Value value, std::uint32_t parent, std::uint32_t previous) {
    const auto row = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back(value);
    if (parent != Value::kNone) {
      if (previous == Value::kNone)
        nodes_[parent].first = row;
      else
        nodes_[previous].next = row;
      ++nodes_[parent].count;
    }
    return row;
  }
  Value& node(std::uint32_t row) { return nodes_[row]; }

 private:
  std::vector<Value> nodes_;
};

}  // namespace slipway
