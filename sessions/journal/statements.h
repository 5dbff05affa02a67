// Prepared statements of one database, each made once and kept.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

#include "sessions/values/field.h"
#include "sessions/values/ids.h"

namespace acuerdo {

class Statements {
 public:
  explicit Statements(SQLite::Database& database) : database_{database} {}

  // Runs the statement with its values in order. `sql` must be a literal: its address is the key.
  template <class... Values>
  void run(const char* sql, const Values&... values) {
    auto& statement = prepared(sql);
    statement.reset();
    int place = 0;
    (bind(statement, ++place, values), ...);
    while (statement.executeStep()) {
    }
  }

  // Is there a row of the query?
  template <class... Values>
  bool any(const char* sql, const Values&... values) {
    auto& statement = prepared(sql);
    statement.reset();
    int place = 0;
    (bind(statement, ++place, values), ...);
    const bool found = statement.executeStep();
    statement.reset();
    return found;
  }

 private:
  SQLite::Statement& prepared(const char* sql) {
    auto& kept = kept_[sql];
    if (!kept) kept = std::make_unique<SQLite::Statement>(database_, sql);
    return *kept;
  }

  static void bind(SQLite::Statement& statement, int place, const std::string& text) {
    statement.bind(place, text);
  }
  static void bind(SQLite::Statement& statement, int place, std::string_view text) {
    statement.bind(place, std::string{text});
  }
  static void bind(SQLite::Statement& statement, int place, const char* text) { statement.bind(place, text); }
  static void bind(SQLite::Statement& statement, int place, std::nullptr_t) { statement.bind(place); }
  static void bind(SQLite::Statement& statement, int place, Time time) {
    statement.bind(place, static_cast<std::int64_t>(time.time_since_epoch().count()));
  }
  template <class Tag>
  static void bind(SQLite::Statement& statement, int place, const Code<Tag>& code) {
    statement.bind(place, code.value);
  }
  template <class T>
  static void bind(SQLite::Statement& statement, int place, const std::optional<T>& value) {
    if (value) {
      bind(statement, place, *value);
    } else {
      statement.bind(place);
    }
  }
  template <class T>
  requires std::is_enum_v<T>
  static void bind(SQLite::Statement& statement, int place, T value) {
    if constexpr (Named<T>) {
      statement.bind(place, std::string{name_of(value)});
    } else {
      statement.bind(place, static_cast<std::int64_t>(number(value)));
    }
  }
  template <class T>
  requires std::is_integral_v<T>
  static void bind(SQLite::Statement& statement, int place, T value) {
    statement.bind(place, static_cast<std::int64_t>(value));
  }

  SQLite::Database& database_;
  std::map<const char*, std::unique_ptr<SQLite::Statement>> kept_;
};

}  // namespace acuerdo
