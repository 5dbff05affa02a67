// The server as people run it, on a disk whose calls fail beneath SQLite (preload/failing_disk.cc): nothing
// is acknowledged that is not kept, and it comes back by itself.
#include <gtest/gtest.h>

#include "tests/journal/kept_workshop.h"
#include "tests/server/program.h"
#include "tests/server/remark.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

class PreloadedDisk : public testing::Test {
 protected:
  PreloadedDisk() {
    const auto said = server.wait_for(folder / "ready");
    port = said.at("port");
    token = first_facilitator(port, said.at("facilitatorKey"));
  }

  void order(const std::string& trouble) const { std::ofstream{disk} << trouble; }
  json remark(const std::string& id) const { return acuerdo::remark(port, token, id, "Palabras de " + id); }

  void expect_each_kept_once(const std::vector<std::string>& ids) {
    EXPECT_EQ(server.end(SIGTERM), 0);
    for (const auto& id : ids)
      EXPECT_EQ(ask(file, "SELECT count(*) FROM journal WHERE command = '" + id + "'"), "1") << id;
    EXPECT_EQ(ask(file, "PRAGMA integrity_check"), "ok");
    EXPECT_EQ(fault_of_checking(file), "");
  }

  const Folder folder;
  const std::filesystem::path disk = folder / "disk";
  const std::filesystem::path file = folder / "data/cuenca-2023.acuerdo";
  Program server{{"serve", "--data", (folder / "data").string(), "--listen", "127.0.0.1:0", "--ready-file",
                  (folder / "ready").string()},
                 "/dev/null",
                 {"LD_PRELOAD=" ACUERDO_FAILING_DISK, "ACUERDO_DISK=" + disk.string(),
                  "ASAN_OPTIONS=verify_asan_link_order=0"}};
  std::uint16_t port = 0;
  std::string token;
};

// A disk that takes nothing until it is well again.
class TakesNothing : public PreloadedDisk, public testing::WithParamInterface<const char*> {};

TEST_P(TakesNothing, AndTheRoomComesBackWithIt) {
  EXPECT_EQ(remark("sent-before").at("type"), "ack");
  order(GetParam());
  const auto during = remark("sent-during");
  EXPECT_EQ(during.at("type"), "closed");
  EXPECT_EQ(during.at("code"), 4011U);
  wait_until_serving(port, false);
  EXPECT_EQ(remark("sent-during").at("type"), "closed");
  std::filesystem::remove(disk);
  wait_until_serving(port, true);
  EXPECT_EQ(remark("sent-before").at("type"), "ack") << "known still";
  EXPECT_EQ(remark("sent-during").at("type"), "ack") << "sent again, as clients do";
  expect_each_kept_once({"sent-before", "sent-during"});
}
INSTANTIATE_TEST_SUITE_P(Disk, TakesNothing, testing::Values("full", "read-only"), [](const auto& one) {
  return std::string{one.param} == "full" ? "full" : "read_only";
});

TEST_F(PreloadedDisk, FailsToSyncOnceAndIsNotBelievedAgain) {
  EXPECT_EQ(remark("sent-before").at("type"), "ack");
  order("sync");
  EXPECT_EQ(remark("sent-during").at("type"), "closed");
  EXPECT_FALSE(std::filesystem::exists(disk)) << "the sync failed";
  wait_until_serving(port, true);
  EXPECT_EQ(remark("sent-before").at("type"), "ack");
  EXPECT_EQ(remark("sent-during").at("type"), "ack");
  expect_each_kept_once({"sent-before", "sent-during"});
}

// Whether a command was answered before stands in the file.
TEST_F(PreloadedDisk, CannotBeReadForAWhile) {
  EXPECT_EQ(remark("sent-first").at("type"), "ack");
  EXPECT_EQ(remark("sent-before").at("type"), "ack");
  order("unreadable");
  EXPECT_EQ(remark("sent-first").at("type"), "closed");
  wait_until_serving(port, false);
  std::filesystem::remove(disk);
  wait_until_serving(port, true);
  EXPECT_EQ(remark("sent-first").at("type"), "ack") << "known still";
  expect_each_kept_once({"sent-first", "sent-before"});
}

}  // namespace
}  // namespace acuerdo
