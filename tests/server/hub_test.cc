// Who is told what, and in which order, while numbers are on their way to many.
#include "server/room/hub.h"

#include <gtest/gtest.h>

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
  static std::shared_ptr<Publication> numbers(const char* words) {
    auto made = publication();
    made->numbers[place_of(Audience::floor)] = frame(words);
    return made;
  }
  std::shared_ptr<RecordedLine> let_in() {
    auto line = std::make_shared<RecordedLine>();
    const auto made = publication();
    made->shares[0].newcomers.push_back({line, Audience::floor, ParticipantId{++last_}, {}, {}});
    hub_.publish(made);
    return line;
  }
  // More than are told in one go.
  void let_many_in() {
    while (lines_.size() < 1'000) lines_.push_back(let_in());
  }
  void tell_the_rest() {
    while (hub_.tell_more()) {
    }
  }
  std::size_t told() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(lines_, [](const auto& line) { return !line->heard.empty(); }));
  }

  Metrics metrics_;
  Hub hub_{0, metrics_};
  std::vector<std::shared_ptr<RecordedLine>> lines_;
  std::uint32_t last_ = 0;
};

TEST_F(Hubs, TellsNumbersToSomeAtATimeUntilAllHaveThem) {
  let_many_in();
  hub_.publish(numbers("one"));
  EXPECT_TRUE(hub_.tell_more());
  EXPECT_GT(told(), 0U);
  EXPECT_LT(told(), lines_.size() / 2);
  tell_the_rest();
  for (const auto& line : lines_) EXPECT_EQ(line->heard, std::vector<std::string>{"one"});
  EXPECT_FALSE(hub_.tell_more());
}

TEST_F(Hubs, AnswersOneWhileOthersWaitForNumbers) {
  let_many_in();
  hub_.publish(numbers("one"));
  hub_.tell_more();
  const auto made = publication();
  made->shares[0].answers.push_back({lines_.back(), frame("answer"), {}, {}});
  hub_.publish(made);
  EXPECT_EQ(lines_.back()->heard, std::vector<std::string>{"answer"});
  tell_the_rest();
  EXPECT_EQ(lines_.back()->heard, (std::vector<std::string>{"answer", "one"}));
}

TEST_F(Hubs, ForgetsNobodysNumbersWhenSomebodyLeaves) {
  let_many_in();
  hub_.publish(numbers("one"));
  hub_.tell_more();
  EXPECT_TRUE(hub_.forget(*lines_.front()));
  EXPECT_FALSE(hub_.forget(*lines_.front()));
  tell_the_rest();
  for (const auto& line : lines_) EXPECT_EQ(line->heard, std::vector<std::string>{"one"});
}

TEST_F(Hubs, TellsOlderNumbersBeforeAChangeAndNewerOnesAfter) {
  let_many_in();
  hub_.publish(numbers("one"));
  hub_.tell_more();
  const auto made = numbers("two");
  made->changes[place_of(Audience::floor)].push_back(frame("change"));
  hub_.publish(made);
  for (const auto& line : lines_) EXPECT_EQ(line->heard, (std::vector<std::string>{"one", "change", "two"}));
}

TEST_F(Hubs, TellsANewcomerNoOlderNumbers) {
  let_many_in();
  hub_.publish(numbers("one"));
  hub_.tell_more();
  const auto newcomer = let_in();
  tell_the_rest();
  EXPECT_TRUE(newcomer->heard.empty());
  EXPECT_EQ(told(), lines_.size());
}

TEST_F(Hubs, FindsEverybodyAfterManyLeft) {
  let_many_in();
  for (std::size_t n = 0; n < lines_.size(); n += 3) hub_.forget(*lines_[n]);
  const auto made = publication();
  for (std::uint32_t n = 1; n <= last_; ++n) made->personal.emplace_back(ParticipantId{n}, frame("mine"));
  hub_.publish(made);
  for (std::size_t n = 0; n < lines_.size(); ++n) EXPECT_EQ(lines_[n]->heard.size(), n % 3 == 0 ? 0U : 1U);
}

}  // namespace
}  // namespace acuerdo
