#include "planner/io/fields.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <unordered_map>
#include <utility>
#include <vector>

#include "planner/base/did_you_mean.hpp"
#include "planner/base/utf8.hpp"

namespace slipway {
namespace {

std::string_view words_for(const Value& value) {
  switch (value.type) {
    case ValueType::null:
      return "null";
    case ValueType::boolean:
      return value.flag ? "true" : "false";
    case ValueType::number:
      return "a number";
    case ValueType::string:
      return "text";
    case ValueType::array:
      return "a list";
    case ValueType::object:
      return "an object";
  }
  return "something else";
}

std::string quoted(std::string_view text) { return "'" + shorten(text, 60) + "'"; }

std::string name_of(const Value& value) {
  return value.key.empty() ? "an entry of this list" : quoted(value.key);
}

// Says what keeps a text from being a date, and the date that was probably meant.
struct DateProblem {
  std::string why;  // may be empty
  std::string hint;
};
DateProblem explain_date(std::string_view text) {
  const std::string shape = "dates are written YYYY-MM-DD, from 1900-01-01 to 9999-12-31";
  std::array<unsigned, 3> parts{};
  std::array<std::size_t, 3> digits{};
  std::size_t part = 0;
  for (const char c : text.substr(0, 10)) {
    if (c >= '0' && c <= '9') {
      if (++digits[part] > 4) return {"", shape};
      parts[part] = parts[part] * 10 + static_cast<unsigned>(c - '0');
    } else if ((c == '-' || c == '/' || c == '.') && part < 2 && digits[part] > 0) {
      ++part;
    } else {
      break;
    }
  }
  if (part < 2 || digits[2] == 0) return {"", shape};
  const bool is_shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' && digits[0] == 4;
  if (digits[2] == 4 && digits[0] <= 2) {  // 28.2.2027; 2/28/2027 where it can be nothing else
    std::swap(parts[0], parts[2]);
    if (parts[1] > 12 && parts[2] <= 12)
      std::swap(parts[1], parts[2]);
    else if (parts[2] <= 12 && parts[1] != parts[2] && text.find('.') == std::string_view::npos)
      return {"", shape};
  } else if (digits[0] != 4) {
    return {"", shape};
  }
  const auto [year, month, day] = parts;
  if (is_shaped && year < 1900) return {"it is before 1900", shape};
  if (month < 1 || month > 12) return {"there is no month " + std::to_string(month), shape};
  const bool is_last = month == 12;
  const int last = make_date(is_last ? year + 1 : year, is_last ? 1 : month + 1, 1).day -
                   make_date(year, month, 1).day;
  if (is_shaped && (day < 1 || day > static_cast<unsigned>(last))) {
    return {std::string(text.substr(0, 7)) + " has " + std::to_string(last) + " days", ""};
  }
  std::array<char, 40> meant{};
  std::snprintf(meant.data(), meant.size(), "%04u-%02u-%02u", year, month, day);
  if (!parse_date(meant.data())) return {"", shape};
  return {"", "write \"" + std::string(meant.data()) + "\""};
}

// An id that says the same without what ids cannot hold; empty when nothing is left.
std::string as_id(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && out.size() < 60;) {
    const std::size_t from = at;
    const bool fits = is_id_character(next_code_point(text, at));
    if (fits)
      out += text.substr(from, at - from);
    else if (!out.empty() && out.back() != '-')
      out += '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

std::string list_of_keys(std::span<const std::string_view> keys) {
  if (keys.size() > 8) return "";
  std::string list = keys.size() == 1 ? "the key here is " : "the keys here are ";
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i > 0) list += i + 1 == keys.size() ? " and " : ", ";
    list += keys[i];
  }
  return list + "; ";
}

std::string to_text(double number) {
  std::array<char, 32> buffer{};
  const double size = std::fabs(number);  // in digits where people read them, 1000000
  const bool is_plain = size == 0.0 || (size >= 1e-4 && size < 1e15);
  const auto format = is_plain ? std::chars_format::fixed : std::chars_format::general;
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, format);
  return error == std::errc{} ? std::string(buffer.data(), end) : "?";
}

}  // namespace

std::string FieldReader::owner() const {
  if (owner_kind_.empty()) return "";
  if (owner_id_.empty()) return std::string(owner_kind_);
  return std::string(owner_kind_) + ' ' + quoted(owner_id_);
}

void FieldReader::report(Code code, Place place, std::string message, std::string hint,
                         std::vector<Related> related) {
  Diagnostic out;
  out.code = code;
  const std::string who = owner();
  out.message = who.empty() ? std::move(message) : who + ": " + message;
  out.place = place;
  out.hint = std::move(hint);
  out.related = std::move(related);
  if (!owner_id_.empty()) out.ids.emplace_back(owner_id_);
  findings_.add(std::move(out));
}

void FieldReader::report_type(const Value& value, std::string_view wanted,
                              std::string_view example) {
  std::string hint;
  if (!example.empty()) hint = "for example " + std::string(example);
  if (value.type == ValueType::null) hint = "leave the key out when there is nothing to say";
  report(
      Code::wrong_type, value.place,
      name_of(value) + " must be " + std::string(wanted) + ", not " + std::string(words_for(value)),
      std::move(hint));
}

std::optional<std::string_view> FieldReader::text(const Value& value) {
  if (value.type == ValueType::string) return value.text;
  report_type(value, "text");
  return std::nullopt;
}

std::optional<std::string_view> FieldReader::label(const Value& value) {
  const auto read = text(value);
  if (read && read->empty()) {
    report(Code::invalid_value, value.place, name_of(value) + " is empty",
           "leave the key out when there is nothing to say");
    return std::nullopt;
  }
  return read;
}

std::optional<std::string_view> FieldReader::id(const Value& value) {
  if (value.type != ValueType::string) {
    report_type(value, "an id (text)", "\"go-daemon-api\"");
    return std::nullopt;
  }
  const std::string_view id = value.text;
  std::string problem;
  if (id.empty())
    problem = "is empty";
  else if (id.size() > 200)
    problem = "is longer than 200 bytes";
  for (std::size_t at = 0; problem.empty() && at < id.size();) {
    const unsigned char byte = static_cast<unsigned char>(id[at]);
    if (byte > 0x20 && byte < 0x7F) {
      ++at;
      continue;
    }
    if (is_id_character(next_code_point(id, at))) continue;
    problem = byte == ' ' ? "contains a space" : "contains white space or an unprintable character";
  }
  if (problem.empty()) return id;
  const std::string meant = id.size() <= 60 ? as_id(id) : "";
  report(Code::invalid_id, value.place, name_of(value) + " " + problem,
         meant.empty() ? "an id is a short name of 1 to 200 bytes without white space; long names "
                         "go into 'title'"
                       : "write \"" + meant + "\"; a name with spaces goes into 'title'");
  return std::nullopt;
}

std::optional<Date> FieldReader::date(const Value& value) {
  if (value.type != ValueType::string) {
    report_type(value, "a date", "\"2018-09-28\"");
    return std::nullopt;
  }
  if (const auto read = parse_date(value.text)) return read;
  const DateProblem problem = explain_date(value.text);
  report(Code::invalid_date, value.place,
         quoted(value.text) + " is not a date" + (problem.why.empty() ? "" : ": " + problem.why),
         problem.hint);
  return std::nullopt;
}

std::optional<DayRange> FieldReader::days(const Value& value) {
  if (value.type != ValueType::string) {
    report_type(value, "a date or a range of dates", "\"2018-08-20..2018-08-24\"");
    return std::nullopt;
  }
  const std::size_t dots = value.text.find("..");
  const auto from = parse_date(value.text.substr(0, dots));
  const auto to = dots == std::string_view::npos ? from : parse_date(value.text.substr(dots + 2));
  if (!from || !to) {
    report(Code::invalid_date, value.place, quoted(value.text) + " is not a day or a range of days",
           "write \"2018-09-03\" or \"2018-08-20..2018-08-24\"");
    return std::nullopt;
  }
  if (*to < *from) {
    report(Code::date_order, value.place, quoted(value.text) + " ends before it starts",
           "the earlier day comes first: \"" + to_iso(*to) + ".." + to_iso(*from) + "\"");
    return std::nullopt;
  }
  return DayRange{*from, *to};
}

std::optional<double> FieldReader::number(const Value& value, double least, double most) {
  if (value.type != ValueType::number) {
    report_type(value, "a number", least == 0.0 && most == 1.0 ? "0.5" : "");
    return std::nullopt;
  }
  if (value.number >= least && value.number <= most) return value.number;
  std::string hint;
  if (least == 0.0 && most == 1.0 && value.number > 1.0 && value.number <= 100.0) {
    hint = "a share of 1 is meant: " + to_text(value.number) + " % is written " +
           to_text(value.number / 100.0);
  }
  report(Code::out_of_range, value.place,
         name_of(value) + " must be from " + to_text(least) + " to " + to_text(most) + ", not " +
             to_text(value.number),
         std::move(hint));
  return std::nullopt;
}

std::optional<std::string_view> FieldReader::url(const Value& value) {
  const auto read = text(value);
  if (!read) return std::nullopt;
  std::string_view rest = *read;
  bool fits = rest.size() <= 2000;
  if (rest.starts_with("https://"))
    rest.remove_prefix(8);
  else if (rest.starts_with("http://"))
    rest.remove_prefix(7);
  else if (rest.starts_with("mailto:"))
    rest.remove_prefix(7);
  else
    fits = false;
  fits = fits && !rest.empty();
  for (const char c : *read) fits = fits && static_cast<unsigned char>(c) > 0x20 && c != 0x7F;
  // Counted in characters, as the schema does.
  if (!fits && read->size() > 2000 && count_code_points(*read) <= 2000) {
    fits = !rest.empty() && rest.size() < read->size();
    for (const char c : *read) fits = fits && static_cast<unsigned char>(c) > 0x20 && c != 0x7F;
  }
  if (fits) return read;
  std::string hint =
      "a page is named by http://, https:// or mailto: and more, without spaces, "
      "in at most 2000 characters";
  const bool is_plain =
      read->find_first_of(" :\t\r\n") == std::string_view::npos && read->size() <= 60;
  if (is_plain && read->find('@') != std::string_view::npos) {
    hint = "write \"mailto:" + std::string(*read) + "\"";
  } else if (is_plain && read->find('.') != std::string_view::npos) {
    hint = "write \"https://" + std::string(*read) + "\"";
  }
  report(Code::invalid_url, value.place, quoted(*read) + " is not the address of a page", hint);
  return std::nullopt;
}

std::optional<std::size_t> FieldReader::choice(const Value& value,
                                               std::span<const std::string_view> choices) {
  std::string list;
  for (const std::string_view choice : choices) {
    if (!list.empty()) list += ", ";
    list += choice;
  }
  if (value.type != ValueType::string) {
    report_type(value, "one of " + list);
    return std::nullopt;
  }
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (choices[i] == value.text) return i;
  }
  const auto meant = did_you_mean(value.text, choices);
  report(Code::invalid_value, value.place,
         name_of(value) + " cannot be " + quoted(value.text) + "; it is one of " + list,
         meant ? "did you mean '" + std::string(choices[*meant]) + "'?" : "");
  return std::nullopt;
}

bool FieldReader::is_list(const Value& value) {
  if (value.type == ValueType::array) return true;
  report_type(value, "a list", "[ ... ]");
  return false;
}

bool FieldReader::is_object(const Value& value, std::string_view wanted) {
  if (value.type == ValueType::object) return true;
  report_type(value, wanted, "{ ... }");
  return false;
}

void FieldReader::check_repeated(const ValueTree& tree, const Value& value) {
  // Values nest at most kDeepest levels, and unknown ones are rare: a list of work will do.
  std::vector<const Value*> open{&value};
  while (!open.empty()) {
    const Value& parent = *open.back();
    open.pop_back();
    std::vector<const Value*> seen;
    for (const Value& child : tree.children(parent)) {
      open.push_back(&child);
      if (parent.type == ValueType::object) seen.push_back(&child);
    }
    std::ranges::stable_sort(seen, {}, [](const Value* v) { return v->key; });
    for (std::size_t i = 1; i < seen.size(); ++i) {
      if (seen[i]->key != seen[i - 1]->key) continue;
      report(Code::duplicate_key, seen[i]->key_place, quoted(seen[i]->key) + " stands here twice",
             "keep one of them", {{seen[i - 1]->key_place, "first here"}});
    }
  }
}

Members::Members(FieldReader& reader, const ValueTree& tree, const Value& object,
                 std::span<const std::string_view> keys) {
  std::unordered_map<std::string_view, const Value*> others;
  for (const Value& member : tree.children(object)) {
    std::size_t i = 0;
    while (i < keys.size() && keys[i] != member.key) ++i;
    const Value* earlier = nullptr;
    if (i < keys.size()) {
      earlier = found_[i];
      if (earlier == nullptr) found_[i] = &member;
    } else {
      const auto [known, is_new] = others.emplace(member.key, &member);
      if (!is_new) earlier = known->second;
    }
    if (earlier != nullptr) {
      reader.report(Code::duplicate_key, member.key_place,
                    quoted(member.key) + " stands here twice", "keep one of them",
                    {{earlier->key_place, "first here"}});
      continue;
    }
    if (i < keys.size()) continue;
    if (!member.key.starts_with("x-")) {
      const auto meant = did_you_mean(member.key, keys);
      reader.report(Code::unknown_key, member.key_place,
                    quoted(member.key) + " is not a key that can stand here",
                    meant ? "did you mean '" + std::string(keys[*meant]) + "'?"
                          : list_of_keys(keys) + "keys of your own start with x-");
    }
    reader.check_repeated(tree, member);
  }
}

}  // namespace slipway
