// Who is told what, and in which order, while numbers go round.
#include "server/room/hub.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <vector>

namespace acuerdo {
namespace {

class RecordedLine final : public Line {
 public:
  void send(const Frame& frame) override { heard.push_back(*frame); }
  void send_first(const std::vector<Frame>& frames) override {
    for (const auto& frame : frames) send(frame);
  }
  void send_numbers(const Frame& frame) override { send(frame); }
  void flush() override {}
  void prepare() const override {}
  void answered() override {}
  void close(CloseCode, const Frame& last) override { send(last); }
  bool ended() const override { return false; }

  std::vector<std::string> heard;
};

Frame frame(const char* words) { return std::make_shared<const std::string>(words); }

class Hubs : public testing::Test {
 protected:
  static std::shared_ptr<Publication> publication() {
    auto made = std::make_shared<Publication>();
    made->shares.resize(1);
    return made;
  }
  static std::shared_ptr<Publication> change(const char* words) {
    auto made = publication();
    made->changes[place_of(Audience::floor)].push_back(frame(words));
    return made;
  }
  static std::shared_ptr<Publication> numbers(const char* words) {
    auto made = publication();
    made->numbers[place_of(Audience::floor)] = frame(words);
    return made;
  }
  std::shared_ptr<RecordedLine> let_in() {
    auto line = std::make_shared<RecordedLine>();
    const auto made = publication();
    made->shares[0].newcomers.push_back({line, Audience::floor, ParticipantId{++last_}, {}, {}});
    hub_->publish(*made);
    return line;
  }
  // More than are told in one go.
  void let_many_in() {
    while (lines_.size() < 1'000) lines_.push_back(let_in());
  }
  void tell_the_rest() {
    context_.restart();
    context_.run();
  }
  std::size_t told() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(lines_, [](const auto& line) { return !line->heard.empty(); }));
  }

  Metrics metrics_;
  net::io_context context_;
  std::shared_ptr<Hub> hub_ = std::make_shared<Hub>(context_.get_executor(), 0, metrics_);
  std::vector<std::shared_ptr<RecordedLine>> lines_;
  std::uint32_t last_ = 0;
};

using Words = std::vector<std::string>;

TEST_F(Hubs, TellsNumbersToSomeAtATimeUntilAllHaveThem) {
  let_many_in();
  hub_->publish(*numbers("one"));
  EXPECT_GT(told(), 0U);
  EXPECT_LT(told(), lines_.size() / 2);
  tell_the_rest();
  for (const auto& line : lines_) EXPECT_EQ(line->heard, Words{"one"});
}

TEST_F(Hubs, TellsTheNewestToWhoseTurnItIs) {
  let_many_in();
  hub_->publish(*numbers("one"));
  hub_->publish(*numbers("two"));
  hub_->publish(*numbers("three"));
  tell_the_rest();
  EXPECT_EQ(lines_.front()->heard, (Words{"one", "three"}));
  EXPECT_EQ(lines_.back()->heard, Words{"three"});
}

TEST_F(Hubs, TellsNobodyNumbersMoreOftenThanTheySee) {
  lines_.push_back(let_in());
  const auto start = std::chrono::steady_clock::now();
  hub_->publish(*numbers("one"));
  hub_->publish(*numbers("two"));
  hub_->publish(*numbers("three"));
  EXPECT_EQ(lines_.back()->heard, Words{"one"});
  tell_the_rest();
  EXPECT_EQ(lines_.back()->heard, (Words{"one", "three"}));
  EXPECT_GE(std::chrono::steady_clock::now() - start, kTick);
}

TEST_F(Hubs, AnswersOneWhileOthersWaitForNumbers) {
  let_many_in();
  hub_->publish(*numbers("one"));
  const auto made = publication();
  made->shares[0].answers.push_back({lines_.back(), frame("answer"), {}, {}});
  hub_->publish(*made);
  EXPECT_EQ(lines_.back()->heard, Words{"answer"});
  tell_the_rest();
  EXPECT_EQ(lines_.back()->heard, (Words{"answer", "one"}));
}

TEST_F(Hubs, ForgetsNobodysNumbersWhenSomebodyLeaves) {
  let_many_in();
  hub_->publish(*numbers("one"));
  EXPECT_TRUE(hub_->forget(*lines_.front()));
  EXPECT_FALSE(hub_->forget(*lines_.front()));
  tell_the_rest();
  for (const auto& line : lines_) EXPECT_EQ(line->heard, Words{"one"});
}

TEST_F(Hubs, GoesRoundWhileEverybodyLeaves) {
  let_many_in();
  hub_->publish(*numbers("one"));
  while (hub_->forget(*lines_.back())) {
    if (lines_.size() % 100 == 0) context_.poll_one();
    lines_.pop_back();
    if (lines_.empty()) break;
  }
  EXPECT_TRUE(lines_.empty());
  tell_the_rest();
}

TEST_F(Hubs, TellsAChangeToAllAtOnceAndNoOlderNumbersAfterIt) {
  let_many_in();
  hub_->publish(*numbers("one"));
  hub_->publish(*change("change"));
  for (const auto& line : lines_) EXPECT_EQ(line->heard, (Words{"one", "change"}));
  tell_the_rest();
  for (const auto& line : lines_) EXPECT_EQ(line->heard, (Words{"one", "change"}));
}

TEST_F(Hubs, TellsNewNumbersAfterTheChangeTheyCount) {
  let_many_in();
  hub_->publish(*numbers("one"));
  const auto made = change("change");
  made->numbers = numbers("two")->numbers;
  hub_->publish(*made);
  tell_the_rest();
  EXPECT_EQ(lines_.front()->heard, (Words{"one", "change", "two"}));
  EXPECT_EQ(lines_.back()->heard, (Words{"change", "two"}));
}

TEST_F(Hubs, TellsANewcomerNoOlderNumbers) {
  let_many_in();
  hub_->publish(*numbers("one"));
  const auto newcomer = let_in();
  tell_the_rest();
  EXPECT_TRUE(newcomer->heard.empty());
  EXPECT_EQ(told(), lines_.size());
}

TEST_F(Hubs, FindsEverybodyAfterManyLeft) {
  let_many_in();
  for (std::size_t n = 0; n < lines_.size(); n += 3) hub_->forget(*lines_[n]);
  const auto made = publication();
  for (std::uint32_t n = 1; n <= last_; ++n) made->personal.emplace_back(ParticipantId{n}, frame("mine"));
  hub_->publish(*made);
  for (std::size_t n = 0; n < lines_.size(); ++n) EXPECT_EQ(lines_[n]->heard.size(), n % 3 == 0 ? 0U : 1U);
}

}  // namespace
}  // namespace acuerdo
