// Every write, every sync, every allocation fails once, or from then on; power goes at every operation: what
// was acknowledged is there when the file is opened again, and the file is whole.
#include "tests/journal/failing_disk.h"

#include <gtest/gtest.h>

#include <functional>

#include "sessions/json/event_text.h"
#include "tests/journal/kept_workshop.h"

namespace acuerdo {
namespace {

using Fault = FailingDisk::Fault;

// Small batches of few events: each fault is tried at every operation, and each time it is a whole life of a
// file.
constexpr std::size_t kBatch = 3;

class FailingDiskTest : public testing::Test {
 protected:
  FailingDiskTest() {
    const Folder elsewhere;
    events = keep_a_morning(elsewhere / "w.acuerdo");
  }

  // Keeps the events in a file that is closed half-way and opened again, and starts over from what is on disk
  // after a fault, as a room does. Gives up when the disk does not come back: so does a machine without
  // power.
  std::size_t live(const std::filesystem::path& file, const std::function<bool()>& log_synced,
                   unsigned attempts = 3) {
    std::size_t acknowledged = 0;
    for (unsigned attempt = 0; acknowledged < events.size() && attempt < attempts; ++attempt) {
      try {
        while (acknowledged < events.size()) {
          auto opened = open_sqlite_journal(file);
          const auto there = number(opened.workshop.sequence);
          EXPECT_GE(there, acknowledged) << "acknowledged, and lost";
          acknowledged = there;
          const auto stop = acknowledged < events.size() / 2 ? events.size() / 2 : events.size();
          while (acknowledged < stop) {
            const auto batch = std::span{events}.subspan(acknowledged, std::min(kBatch, stop - acknowledged));
            opened.journal->append(batch);
            EXPECT_TRUE(log_synced()) << "acknowledged before it was synced";
            acknowledged += batch.size();
          }
        }
      } catch (const PassingFault&) {  // and never one that says the file is damaged
      }
    }
    return acknowledged;
  }

  // Is all that was acknowledged there, unaltered, and is the file whole?
  void expect_kept(const std::filesystem::path& file, std::size_t acknowledged) {
    const auto opened = open_sqlite_journal(file).workshop.sequence;
    ASSERT_GE(number(opened), acknowledged) << "acknowledged, and lost";
    EXPECT_EQ(ask(file, "PRAGMA integrity_check"), "ok");
    if (number(opened) == 0) return;
    const auto checked = check_sqlite_journal(file);
    Workshop expected;
    for (std::size_t n = 0; n < number(opened); ++n) apply(expected, events[n]);
    EXPECT_EQ(state_text(checked.workshop), state_text(expected));
  }

  // Calls `try_at` with 1, 2, 3..., or in steps, until nothing failed any more: then every place was tried.
  // The last place.
  static unsigned at_every_place(const std::function<bool(unsigned)>& try_at, unsigned step = 1) {
    unsigned place = 1;
    while (!testing::Test::HasFailure() && try_at(place)) place += step;
    return place - step;
  }

  // The fault at every operation, once or for good; and, if so, the power goes at the end of it all.
  unsigned at_every(Fault fault, bool for_good, bool power_goes = false) {
    return at_every_place([&](unsigned nth) {
      SCOPED_TRACE(testing::Message() << "operation " << nth);
      const Folder folder;
      const auto file = folder / "w.acuerdo";
      std::mt19937 chance{nth};
      FailingDisk disk;
      disk.fail(fault, nth, for_good);
      const auto acknowledged = live(
          file, [&] { return disk.log_synced(file); }, fault == Fault::power ? 1 : 3);
      const bool failed = disk.failed();
      EXPECT_TRUE(for_good || acknowledged == events.size()) << "it came back, and so should we";
      if (power_goes) {
        disk.come_back(chance);
      } else {
        disk.mend();
      }
      expect_kept(file, acknowledged);
      return failed;
    });
  }

  std::vector<Recorded> events;
};

TEST_F(FailingDiskTest, AnyWriteFailsOnce) { EXPECT_GT(at_every(Fault::write, false), 100U); }
TEST_F(FailingDiskTest, AnyWriteFailsAndAllAfterIt) { EXPECT_GT(at_every(Fault::write, true), 100U); }

// What a failed sync was to save is lost, although it can still be read: nobody may count on it.
TEST_F(FailingDiskTest, AnySyncFailsOnceAndThePowerGoesLater) {
  EXPECT_GT(at_every(Fault::sync, false, true), 10U);
}

TEST_F(FailingDiskTest, AnySyncFailsAndAllAfterIt) { EXPECT_GT(at_every(Fault::sync, true), 10U); }

TEST_F(FailingDiskTest, PowerGoesAtAnyOperation) { EXPECT_GT(at_every(Fault::power, true, true), 100U); }

// A life has some thousands of allocations: one in ACUERDO_ALLOCATION_STEP (default 127) is tried.
TEST_F(FailingDiskTest, AnyAllocationFailsOnceOrForGood) {
  const char* wish = std::getenv("ACUERDO_ALLOCATION_STEP");
  const auto step = wish ? static_cast<unsigned>(std::atoi(wish)) : 127U;
  const FailingMemory memory;
  for (const bool for_good : {false, true}) {
    const auto places = at_every_place(
        [&](unsigned nth) {
          SCOPED_TRACE(testing::Message() << "allocation " << nth << (for_good ? " and all after it" : ""));
          const Folder folder;
          const auto file = folder / "w.acuerdo";
          FailingMemory::fail(nth, for_good);
          const auto acknowledged = live(file, [] { return true; });
          const bool failed = FailingMemory::failed();
          FailingMemory::mend();
          EXPECT_TRUE(for_good || acknowledged == events.size()) << "it came back, and so should we";
          expect_kept(file, acknowledged);
          return failed;
        },
        step);
    EXPECT_GT(places, 1'000U);
  }
}

}  // namespace
}  // namespace acuerdo
