#include "viz/json/json_parts.hpp"

#include <string>

namespace slipway::viz {

void begin_answer(JsonWriter& json, std::string_view command) {
  json.begin_object();
  json.key("slipway").integer(1);
  json.key("command").text(command);
}

void write_number(JsonWriter& json, const std::optional<double>& value) {
  value ? json.number(*value) : json.null();
}

void write_odds(JsonWriter& json, std::string_view name, const std::optional<Odds>& odds) {
  const std::string prefix(name);
  const auto part = [&](double Odds::*which) {
    return odds ? std::optional<double>((*odds).*which) : std::nullopt;
  };
  write_number(json.key(prefix), part(&Odds::share));
  write_number(json.key(prefix + "_low"), part(&Odds::low));
  write_number(json.key(prefix + "_high"), part(&Odds::high));
}

}  // namespace slipway::viz
