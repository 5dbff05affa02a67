#include "sessions/journal/ballot_keys.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "sessions/binary/codec.h"
#include "sessions/journal/durable_file.h"
#include "sessions/journal/journal.h"

namespace acuerdo {
namespace {

namespace fs = std::filesystem;

static_assert(crypto_secretbox_KEYBYTES == 32);

// Room for the longest reason that is taken (kMaxUnnamedReason, four bytes a character) with its codes.
constexpr std::size_t kSealed = 1152;

struct Contents {
  BallotCast ballot;
  ParticipantId actor{};
  Time at{};
  std::string command;  // empty when there was none

  static constexpr auto fields() {
    return fields_of(field("ballot", &Contents::ballot), field("actor", &Contents::actor),
                     field("at", &Contents::at), field("command", &Contents::command));
  }
};

std::string padded(std::string bytes) {
  const auto length = bytes.size();
  bytes.resize((length / kSealed + 1) * kSealed);
  std::size_t ignored = 0;
  sodium_pad(&ignored, reinterpret_cast<unsigned char*>(bytes.data()), length, kSealed, bytes.size());
  return bytes;
}

const unsigned char* bytes_of(const std::string& text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string in_base64(const std::string& bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the NUL
  return text;
}

std::optional<std::string> from_base64(const std::string& text) {
  std::string bytes(text.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
    return {};
  bytes.resize(length);
  return bytes;
}

// Zeros in the place of what stands in the file.
bool overwrite(const fs::path& file, std::size_t size) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const std::string zeros(size, '\0');
  const bool written =
      ::write(descriptor, zeros.data(), zeros.size()) == static_cast<ssize_t>(zeros.size()) &&
      ::fsync(descriptor) == 0;
  ::close(descriptor);
  return written;
}

}  // namespace

BallotKeys::BallotKeys(fs::path file, const fs::path& folder)
    : file_{std::move(file)}, stem_{folder.empty() ? file_ : folder / file_.filename()} {
  if (sodium_init() < 0) throw JournalFault("libsodium cannot be used on this machine.");
}

BallotKeys::~BallotKeys() {
  for (auto& [_, key] : keys_) {
    if (key) sodium_memzero(key->data(), key->size());
  }
}

fs::path BallotKeys::path_of(const fs::path& stem, const Place& place) {
  if (place.first.value.find('/') != std::string::npos)  // none of ours: codes have no slash
    throw JournalFault(fmt::format("{} names a sub-objective that cannot be.", stem.string()));
  return fmt::format("{}.{}.{}.key", stem.string(), place.first.value, number(place.second));
}

const BallotKeys::Key* BallotKeys::find(const Place& place) {
  const auto [known, first_time] = keys_.try_emplace(place);
  if (first_time) {
    Key key{};
    auto path = path_of(stem_, place);
    if (!fs::exists(path)) path = path_of(file_, place);
    std::ifstream in{path, std::ios::binary};
    if (in.read(reinterpret_cast<char*>(key.data()), static_cast<std::streamsize>(key.size())))
      known->second = key;
  }
  return known->second ? &*known->second : nullptr;
}

void BallotKeys::make(const SubObjectiveId& sub_objective, RoundNumber round) {
  const Place place{sub_objective, round};
  Key key{};
  randombytes_buf(key.data(), key.size());
  const auto path = path_of(stem_, place);
  write_durably(path, {reinterpret_cast<const char*>(key.data()), key.size()});
  if (!sync_folder(path.parent_path()))
    throw JournalFault(fmt::format("{} cannot be kept: {}.", path.string(), std::strerror(errno)));
  keys_[place] = key;
}

void BallotKeys::destroy(const SubObjectiveId& sub_objective, RoundNumber round) {
  const Place place{sub_objective, round};
  for (const auto& path : {path_of(stem_, place), path_of(file_, place)}) {
    if (!fs::exists(path)) continue;
    if (!overwrite(path, sizeof(Key)) || ::unlink(path.c_str()) != 0 || !sync_folder(path.parent_path())) {
      throw PassingFault(fmt::format("{} cannot be deleted: {}. It must not stay, for it opens ballots.",
                                     path.string(), std::strerror(errno)));
    }
  }
  if (auto& known = keys_[place]) sodium_memzero(known->data(), known->size());
  keys_.erase(place);
}

std::optional<Recorded> BallotKeys::sealed(const Recorded& recorded) {
  const auto* event = std::get_if<BallotSealed>(&recorded.event);
  if (!event || !event->ballot) return {};
  const auto* key = find({event->sub_objective, event->round});
  if (!key) {
    throw JournalFault(
        fmt::format("{} has an open round without its key: its ballots cannot be kept.", file_.string()));
  }
  const auto& happening = recorded.happening;
  binary::Writer writer;
  binary::write(writer, Contents{*event->ballot, happening.actor, happening.at,
                                 happening.command ? happening.command->value : std::string{}});
  const auto plain = padded(writer.take());
  std::string box(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size(), '\0');
  auto* nonce = reinterpret_cast<unsigned char*>(box.data());
  randombytes_buf(nonce, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(nonce + crypto_secretbox_NONCEBYTES, bytes_of(plain), plain.size(), nonce,
                        key->data());
  return Recorded{{happening.sequence, Time{}, kTheWorkshop, std::nullopt},
                  BallotSealed{event->sub_objective, event->round, in_base64(box)}};
}

std::optional<Recorded> BallotKeys::opened(const Recorded& recorded) {
  const auto* event = std::get_if<BallotSealed>(&recorded.event);
  if (!event) return {};
  const auto* key = find({event->sub_objective, event->round});
  const auto box = key ? from_base64(event->sealed) : std::nullopt;
  constexpr auto kAround = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  if (!box || box->size() <= kAround) return {};
  std::string plain(box->size() - kAround, '\0');
  auto* bytes = reinterpret_cast<unsigned char*>(plain.data());
  if (crypto_secretbox_open_easy(bytes, bytes_of(*box) + crypto_secretbox_NONCEBYTES,
                                 box->size() - crypto_secretbox_NONCEBYTES, bytes_of(*box), key->data()) != 0)
    return {};
  std::size_t length = 0;
  if (sodium_unpad(&length, bytes, plain.size(), kSealed) != 0) return {};
  plain.resize(length);
  Contents contents;
  binary::Reader reader{plain};
  binary::read(reader, contents);
  Happening happening{recorded.happening.sequence, contents.at, contents.actor, std::nullopt};
  if (!contents.command.empty()) happening.command = CommandId{contents.command};
  return Recorded{std::move(happening),
                  BallotSealed{event->sub_objective, event->round, {}, std::move(contents.ballot)}};
}

}  // namespace acuerdo
