#include "server/workshops/workshops.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <atomic>
#include <cctype>
#include <mutex>
#include <set>

#include "server/identity/token.h"
#include "sessions/journal/sqlite_journal.h"

namespace acuerdo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".acuerdo";
constexpr std::string_view kHeld = ".served";  // held by the server that serves the folder
constexpr std::size_t kMaxSlug = 30;

// "Estrategia Nacional 2023" becomes "estrategia-nacional-2023": what a file may be called anywhere.
std::string slug_of(std::string_view title) {
  UErrorCode error = U_ZERO_ERROR;
  const auto* decomposer = icu::Normalizer2::getNFKDInstance(error);
  if (U_FAILURE(error)) return {};
  const auto plain = decomposer->normalize(
      icu::UnicodeString::fromUTF8({title.data(), static_cast<std::int32_t>(title.size())}), error);
  std::string slug;
  for (std::int32_t i = 0; i < plain.length() && slug.size() < kMaxSlug; ++i) {
    const auto c = plain.charAt(i);
    if (c < 0x80 && std::isalnum(static_cast<unsigned char>(c))) {
      slug.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
    } else if (!u_isUWhiteSpace(c) && u_charType(c) == U_NON_SPACING_MARK) {
      continue;
    } else if (!slug.empty() && slug.back() != '-') {
      slug.push_back('-');
    }
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

void remove_file_of(const fs::path& file) {
  for (const auto* ending : {"", "-wal", "-shm", ".lock-holder", ".state", ".state.next"})
    fs::remove(file.string() + ending);
}

}  // namespace

Workshops::Workshops(fs::path folder, fs::path keys, net::any_io_executor rooms,
                     std::vector<net::any_io_executor> lanes, net::any_io_executor files, Metrics& metrics,
                     std::size_t code_length)
    : folder_{std::move(folder)},
      keys_{std::move(keys)},
      executor_{std::move(rooms)},
      lanes_{std::move(lanes)},
      files_{std::move(files)},
      metrics_{metrics},
      code_length_{code_length},
      boot_{new_secret().text.substr(0, 16)} {}

void Workshops::hold_folder() {
  fs::create_directories(folder_);
  if (!keys_.empty()) fs::create_directories(keys_);
  if (!held_) held_.emplace(folder_ / kHeld);
}

void Workshops::open_all() {
  const std::lock_guard one_at_a_time{opening_};
  NotServed not_served;
  try {
    hold_folder();
    std::set<fs::path> open_already;
    for (const auto& room : all()) open_already.insert(room->file());
    // In the order of their names, so that of two copies the same one is served each time.
    std::set<fs::path> files;
    for (const auto& entry : fs::directory_iterator{folder_}) {
      if (entry.path().extension() == kEnding && !open_already.contains(entry.path()))
        files.insert(entry.path());
    }
    for (const auto& file : files) {
      try {
        open(file);
      } catch (const std::exception& why) {
        spdlog::error("{} is not served: {}", file.string(), why.what());
        not_served.emplace(file.filename().string(), why.what());
      }
    }
  } catch (const fs::filesystem_error& why) {
    throw std::runtime_error(fmt::format("The data folder {} cannot be used: {}. Give another with --data.",
                                         folder_.string(), why.code().message()));
  }
  const std::unique_lock lock{mutex_};
  not_served_ = std::move(not_served);
}

NotServed Workshops::not_served() const {
  const std::shared_lock lock{mutex_};
  return not_served_;
}

std::shared_ptr<Room> Workshops::open(const fs::path& file) {
  if (fs::file_size(file) == 0) throw JournalFault("It is empty.");
  auto room = std::make_shared<Room>(executor_, lanes_, files_, WorkshopFiles{file, keys_}, boot_, metrics_);
  if (room->id().value.empty()) throw JournalFault("It holds no workshop.");
  if (const auto twin = find(room->id())) {
    throw JournalFault(fmt::format("It holds workshop {}, as {} does; take one of the two away.",
                                   room->id().value, twin->file().filename().string()));
  }
  room->start();
  const std::unique_lock lock{mutex_};
  rooms_.emplace(room->id(), room);
  spdlog::info("workshop {}: open, at event {}", room->id().value, number(room->opened_at()));
  if (room->join_code().size() < code_length_) {
    spdlog::warn(
        "workshop {}: its join code has {} characters, and this server is reached from beyond the venue's "
        "network, where it can be guessed; renew it at the desk (Invite)",
        room->id().value, room->join_code().size());
  }
  return room;
}

// The file appears under its name when the workshop is in it, whatever happens in between.
std::variant<std::shared_ptr<Room>, Refusal> Workshops::import(const Definition& definition,
                                                               std::optional<WorkshopId> id) {
  const std::lock_guard one_at_a_time{opening_};
  if (all().size() >= kMaxWorkshops) {
    return Refusal{RefusalCode::too_large, "",
                   fmt::format("This server holds {} workshops; it takes no more.", kMaxWorkshops)};
  }
  const auto making = folder_ / ".importing";  // the same folder, so that the file can take its name at once
  remove_file_of(making);
  const auto workshop = id.value_or(free_id(definition));
  {
    auto opened = open_sqlite_journal(making);
    const auto step =
        take(opened.workshop, {kTheWorkshop, clock_now()}, ImportWorkshop{workshop, new_code(), definition});
    if (step.refusal) {
      opened.journal.reset();
      remove_file_of(making);
      return *step.refusal;
    }
    opened.journal->append(step.recorded);
  }
  const auto file = folder_ / (workshop.value + std::string{kEnding});
  fs::rename(making, file);
  remove_file_of(making);
  return open(file);
}

WorkshopId Workshops::free_id(const Definition& definition) const {
  const auto& title = definition.workshop.title;
  auto slug = slug_of(title.empty() ? "" : title.begin()->second);
  if (slug.empty()) slug = "workshop";
  WorkshopId id{slug};
  for (unsigned n = 2; find(id) || fs::exists(folder_ / (id.value + std::string{kEnding})); ++n) {
    id.value = fmt::format("{}-{}", slug, n);
  }
  return id;
}

std::shared_ptr<Room> Workshops::find(const WorkshopId& id) const {
  const std::shared_lock lock{mutex_};
  const auto found = rooms_.find(id);
  return found == rooms_.end() ? nullptr : found->second;
}

std::string Workshops::new_code() const {
  auto code = new_join_code(code_length_);
  while (invited_by(code)) code = new_join_code(code_length_);
  return code;
}

std::shared_ptr<Room> Workshops::invited_by(std::string_view typed_code) const {
  const auto code = forgiving(typed_code);
  const std::shared_lock lock{mutex_};
  for (const auto& [id, room] : rooms_) {
    if (room->join_code() == code) return room;
  }
  return nullptr;
}

std::vector<std::shared_ptr<Room>> Workshops::all() const {
  const std::shared_lock lock{mutex_};
  std::vector<std::shared_ptr<Room>> rooms;
  for (const auto& [id, room] : rooms_) rooms.push_back(room);
  return rooms;
}

void Workshops::close(std::function<void()> done) {
  const auto rooms = all();
  if (rooms.empty()) return done();
  const auto left = std::make_shared<std::atomic<std::size_t>>(rooms.size());
  for (const auto& room : rooms) {
    room->close([left, done] {
      if (--*left == 0) done();
    });
  }
}

}  // namespace acuerdo
