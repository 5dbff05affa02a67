// The Cuenca run, byte for byte as it was read and approved. After a change that is meant, renew the files
// with ACUERDO_RENEW_GOLDEN=1 and read the difference.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/minutes/cuenca_run.h"
#include "tests/source_file.h"

namespace acuerdo {
namespace {

const auto kGolden = source_file("tests/minutes/golden");

struct Print {
  MinutesFormat format;
  std::string language;
};

class Golden : public testing::TestWithParam<Print> {};

TEST_P(Golden, IsPrintedByteForByte) {
  const CuencaRun run;
  const auto& [format, language] = GetParam();
  const auto path = kGolden / file_name(run.minutes(), format, language);
  const auto printed = run.print(format, language);
  if (std::getenv("ACUERDO_RENEW_GOLDEN")) std::ofstream{path, std::ios::binary} << printed;
  std::ifstream file{path, std::ios::binary};
  ASSERT_TRUE(file) << path << " is missing";
  const std::string approved{std::istreambuf_iterator<char>{file}, {}};
  EXPECT_TRUE(printed == approved) << "differs from " << path;
}

INSTANTIATE_TEST_SUITE_P(Cuenca, Golden,
                         testing::Values(Print{MinutesFormat::html, "es"}, Print{MinutesFormat::html, "en"},
                                         Print{MinutesFormat::markdown, "es"},
                                         Print{MinutesFormat::markdown, "en"},
                                         Print{MinutesFormat::csv, "es"}, Print{MinutesFormat::csv, "en"},
                                         Print{MinutesFormat::json, "es"}));

}  // namespace
}  // namespace acuerdo
