#include "sessions/journal/answers.h"

#include "sessions/journal/database.h"
#include "sessions/json/event_text.h"

namespace acuerdo {

Answers::Answers(const std::filesystem::path& file, const std::vector<std::uint64_t>& known,
                 const std::vector<Happening>& sealed)
    : file_{file}, known_{known} {
  guarded(file_, [&] {
    database_ = open_to_read(file_);
    statement_ = std::make_unique<SQLite::Statement>(
        *database_, "SELECT sequence, at, kind, data FROM journal WHERE actor = ? AND command = ?");
  });
  for (const auto& happening : sealed) remember(happening);
}

Answers::~Answers() = default;

std::optional<Answered> Answers::find(ParticipantId actor, const CommandId& command) {
  if (!known_.has(hash_of(actor, command.value))) return {};
  if (const auto fresh = fresh_.find({actor, command.value}); fresh != fresh_.end()) return fresh->second;
  if (const auto sealed = sealed_.find({actor, command.value}); sealed != sealed_.end())
    return sealed->second;
  return look_up(actor, command);
}

std::optional<Answered> Answers::look_up(ParticipantId actor, const CommandId& command) {
  return guarded(file_, [&]() -> std::optional<Answered> {
    statement_->reset();
    statement_->bind(1, static_cast<std::int64_t>(number(actor)));
    statement_->bind(2, command.value);
    std::optional<Answered> answered;
    if (statement_->executeStep()) {
      const auto event =
          parse_event(statement_->getColumn(2).getString(), statement_->getColumn(3).getString());
      answered =
          Answered{Sequence{static_cast<std::uint64_t>(statement_->getColumn(0).getInt64())},
                   Time{std::chrono::milliseconds{statement_->getColumn(1).getInt64()}}, created_by(event)};
    }
    statement_->reset();  // a read that is not over would keep the log from being cleaned
    return answered;
  });
}

void Answers::add(const Recorded& recorded) {
  const auto& happening = recorded.happening;
  if (!happening.command) return;
  if (std::holds_alternative<BallotSealed>(recorded.event)) return remember(happening);
  known_.add(hash_of(happening.actor, happening.command->value));
  Key key{happening.actor, happening.command->value};
  fresh_[key] = {happening.sequence, happening.at, created_by(recorded.event)};
  order_.push_back(std::move(key));
}

void Answers::remember(const Happening& sealed) {
  known_.add(hash_of(sealed.actor, sealed.command->value));
  Key key{sealed.actor, sealed.command->value};
  sealed_[key] = {sealed.sequence, sealed.at, 0};
  sealed_order_.push_back(std::move(key));
  if (sealed_order_.size() <= kMaxSealed) return;
  sealed_.erase(sealed_order_.front());
  sealed_order_.pop_front();
}

void Answers::kept(Sequence sequence) {
  while (!order_.empty()) {
    const auto oldest = fresh_.find(order_.front());
    if (oldest->second.sequence > sequence) return;
    fresh_.erase(oldest);
    order_.pop_front();
  }
}

}  // namespace acuerdo
