#include "sessions/journal/record.h"

#include "sessions/journal/reading.h"
#include "sessions/journal/record_writer.h"

namespace acuerdo {

std::string RecordWriter::words(std::string_view entity, const std::string& id, const Text& text) const {
  for (const auto& [tag, said] : text)
    sql_.run("INSERT OR REPLACE INTO translation VALUES (?, ?, ?, ?)", entity, id, tag, said);
  return std::string{in_language(text, language_).words};
}

std::string RecordWriter::renamed(std::string_view entity, const std::string& id, const Text& text) const {
  sql_.run("DELETE FROM translation WHERE entity = ? AND id = ?", entity, id);
  return words(entity, id, text);
}

Record::Record(SQLite::Database& database) : statements_{database} {
  SQLite::Statement languages{database, "SELECT languages FROM workshop"};
  if (languages.executeStep()) {
    const auto list = languages.getColumn(0).getString();
    language_ = list.substr(0, list.find(','));
  }
}

void Record::write(const Recorded& recorded) {
  std::visit(RecordWriter{statements_, language_, recorded.happening}, recorded.event);
}

ReadJournal derive_record(SQLite::Database& journal, SQLite::Database& into,
                          const std::filesystem::path& file) {
  Record record{into};
  ReadJournal read;
  read.head = genesis();
  read_links(journal, file, Sequence{}, read.head, [&](const Link& link, const Hash& hash) {
    const auto recorded = event_of(link, file);
    apply_to(read.workshop, recorded, file);
    record.write(recorded);
    read.head = hash;
  });
  return read;
}

}  // namespace acuerdo
