// The real binary, as an operator runs it: options, subcommands, errors with their sentence and exit status,
// signals.
#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <fstream>

#include "sessions/journal/sqlite_journal.h"
#include "tests/journal/folder.h"
#include "tests/server/program.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

struct Ran {
  int status = -1;
  std::string out;
  std::string err;
};

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

Ran run(const std::string& arguments, const std::string& before = {}) {
  const Folder folder;
  const auto line = before + " timeout 30 " ACUERDO_BINARY " " + arguments + " >" +
                    (folder / "out").string() + " 2>" + (folder / "err").string();
  const int status = std::system(line.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(folder / "out"), text_of(folder / "err")};
}

void says(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), text.npos) << text << "\nshould say: " << part;
}

TEST(CommandLine, ExplainsItself) {
  says(run("--version").out, "acuerdo ");
  says(run("--help").out, "serve");
  for (const std::string command : {"serve", "export", "check", "password"}) {
    const auto help = run(command + " --help");
    EXPECT_EQ(help.status, 0);
    says(help.out, "Example");
  }
  EXPECT_EQ(run("").status, 2);
  EXPECT_EQ(run("dance").status, 2);
  EXPECT_EQ(run("serve --dance").status, 2);
  EXPECT_EQ(run("export somewhere --format docx").status, 2);
}

class WithAFile : public testing::Test {
 protected:
  WithAFile() {
    Program server{
        {"serve", "--data", data(), "--listen", "127.0.0.1:0", "--ready-file", (folder / "ready").string()}};
    server.wait_for(folder / "ready");
    server.end(SIGTERM);
  }
  std::string data() const { return (folder / "data").string(); }
  std::string file() const { return data() + "/cuenca-2023.acuerdo"; }
  Folder folder;
};

TEST_F(WithAFile, MinutesAreExportedInEachFormat) {
  const auto spanish = run("export " + file() + " --format md --language es");
  EXPECT_EQ(spanish.status, 0) << spanish.err;
  says(spanish.out, "Segundo taller");
  says(run("export " + file() + " --format md --language en").out, "Second workshop");
  says(run("export " + file()).out, "<!doctype html>");
  says(run("export " + file() + " --format csv").out, "\r\n");
  EXPECT_TRUE(json::accept(run("export " + file() + " --format json").out));
}

TEST_F(WithAFile, IsCheckedAndWhatDoesNotFitIsSaid) {
  const auto sound = run("check " + file());
  EXPECT_EQ(sound.status, 0) << sound.err;
  says(sound.out, "sound");
  std::system(("sqlite3 " + file() + " \"UPDATE journal SET at = at + 1\"").c_str());
  const auto broken = run("check " + file());
  EXPECT_EQ(broken.status, 1);
  says(broken.err, "event 1 ");
}

TEST_F(WithAFile, PasswordIsSetAnewWhenLost) {
  const auto short_one = run("password " + file(), "echo corta |");
  EXPECT_EQ(short_one.status, 1);
  says(short_one.err, "Nothing was changed");
  EXPECT_EQ(run("password " + file(), "echo otra clave bien larga |").status, 0);
  Program server{
      {"serve", "--data", data(), "--listen", "127.0.0.1:0", "--ready-file", (folder / "ready").string()}};
  const std::uint16_t port = server.wait_for(folder / "ready").at("port");
  const auto with = [&](const std::string& password) {
    return post(port, "/api/facilitator/login", json{{"name", "Elena"}, {"password", password}}).status;
  };
  EXPECT_EQ(with("otra clave bien larga"), 200U);
  // Also while the server runs.
  EXPECT_EQ(run("password " + data(), "echo la tercera clave larga |").status, 0);
  EXPECT_EQ(with("la tercera clave larga"), 200U);
  EXPECT_EQ(with("otra clave bien larga"), 401U);
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST_F(WithAFile, FileHeldByAnotherProcessIsNamed) {
  Program server{
      {"serve", "--data", data(), "--listen", "127.0.0.1:0", "--ready-file", (folder / "ready").string()}};
  server.wait_for(folder / "ready");
  const auto second = run("serve --listen 127.0.0.1:0 --data " + data());
  EXPECT_EQ(second.status, 1);
  says(second.err, "is held by process");
  EXPECT_EQ(run("check " + file()).status, 0) << "reading goes on beside a server";
  EXPECT_EQ(server.end(SIGINT), 0);
}

TEST(CommandLine, PortInUseIsSaid) {
  RunningServer taken;
  const Folder folder;
  const auto second =
      run("serve --data " + (folder / "d").string() + " --listen 127.0.0.1:" + std::to_string(taken.port()));
  EXPECT_EQ(second.status, 1);
  says(second.err, "is in use");
  says(second.err, "--listen");
}

TEST(CommandLine, AddressThatIsNoneIsSaid) {
  for (const std::string listen : {"nowhere:80", "127.0.0.1:99999", "127.0.0.1:", "x"}) {
    const auto ran = run("serve --listen " + listen);
    EXPECT_EQ(ran.status, 1) << listen;
    says(ran.err, "--listen");
  }
  says(run("serve --data /tmp/never --listen 192.0.2.1:8080").err, "192.0.2.1");
  const auto named = run("serve --proxy localhost");
  EXPECT_EQ(named.status, 1);
  says(named.err, "names are not looked up");
}

TEST(CommandLine, FolderThatCannotBeUsedIsSaid) {
  const Folder folder;
  std::ofstream{folder / "a-file"} << "x";
  const auto ran = run("serve --listen 127.0.0.1:0 --data " + (folder / "a-file").string());
  EXPECT_EQ(ran.status, 1);
  says(ran.err, "data folder");
  if (geteuid() != 0) {
    std::filesystem::create_directory(folder / "locked");
    chmod((folder / "locked").c_str(), 0500);
    const auto locked = run("serve --listen 127.0.0.1:0 --data " + (folder / "locked").string());
    EXPECT_EQ(locked.status, 1);
    says(locked.err, "locked");
  }
}

TEST(CommandLine, FileThatIsNoWorkshopIsSaid) {
  const Folder folder;
  std::ofstream{folder / "letter.acuerdo"} << std::string(5'000, 'x');
  for (const std::string command : {"check ", "export "}) {
    const auto ran = run(command + (folder / "letter.acuerdo").string());
    EXPECT_EQ(ran.status, 1);
    says(ran.err, "letter.acuerdo");
  }
  const auto served = run("serve --listen 127.0.0.1:0 --data " + folder.path().string());
  EXPECT_EQ(served.status, 1);
  says(served.err, "letter.acuerdo");
  const auto none = run("check " + (folder / "none.acuerdo").string());
  EXPECT_EQ(none.status, 1);
  says(none.err, "there is no such file");
}

TEST(CommandLine, DefinitionThatDoesNotHangTogetherIsSaidByField) {
  const Folder folder;
  std::ofstream{folder / "broken.json"} << R"({"format":"acuerdo-workshop/1"})";
  const auto ran = run("serve --listen 127.0.0.1:0 --data " + (folder / "d").string() + " --import " +
                       (folder / "broken.json").string());
  EXPECT_EQ(ran.status, 1);
  says(ran.err, "workshop is missing");
}

TEST(CommandLine, FullDiskIsSaid) {
  const Folder folder;
  // Files of this process may not grow beyond 64 KiB: the schema alone needs more.
  const auto ran =
      run("serve --listen 127.0.0.1:0 --data " + (folder / "d").string(), "trap '' XFSZ; ulimit -f 64;");
  EXPECT_EQ(ran.status, 1);
  says(ran.err, "full");
}

TEST(CommandLine, OptionsComeFromTheEnvironmentToo) {
  const Folder folder;
  setenv("ACUERDO_DATA", (folder / "from-environment").c_str(), 1);
  setenv("ACUERDO_LISTEN", "127.0.0.1:0", 1);
  Program server{{"serve", "--ready-file", (folder / "ready").string()}};
  server.wait_for(folder / "ready");
  unsetenv("ACUERDO_DATA");
  unsetenv("ACUERDO_LISTEN");
  EXPECT_TRUE(std::filesystem::exists(folder / "from-environment" / "cuenca-2023.acuerdo"));
  EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST(CommandLine, LogsNeitherTokensNorPasswordsNorBallots) {
  const Folder folder;
  Program server{{"serve", "--data", (folder / "d").string(), "--listen", "127.0.0.1:0", "--ready-file",
                  (folder / "ready").string()},
                 folder / "log"};
  const auto ready = server.wait_for(folder / "ready");
  const std::uint16_t port = ready.at("port");
  const auto elena = post(
      port, "/api/facilitator/password",
      json{{"key", ready.at("facilitatorKey")}, {"name", "Elena"}, {"password", "muy secreta de verdad"}});
  const std::string token = elena.object().at("token");
  Client client{port};
  client.hello(token);
  client.command({{"type", "comment.add"}, {"activity", 1}, {"text", {{"es", "un comentario reservado"}}}});
  EXPECT_EQ(server.end(SIGTERM), 0);
  const auto log = text_of(folder / "log");
  for (const auto* word : {"starts on", "open, at event", "listening", "logged in", "stopped"})
    says(log, word);
  for (const auto& secret : {token.substr(token.rfind('.') + 1), std::string{"muy secreta"},
                             std::string{"reservado"}, ready.at("facilitatorKey").get<std::string>()}) {
    EXPECT_EQ(log.find(secret), log.npos) << secret;
  }
}

}  // namespace
}  // namespace acuerdo
