// How libFuzzer learns what a program compiled by GCC has reached. Clang counts edges in place; GCC calls a
// function at each, and it compiles the server's coroutines, which Clang 14 does not under the sanitizers.
// Not watched itself. In a program that is no fuzzer nobody looks.
#include <array>
#include <cstddef>
#include <cstdint>

extern "C" {
void __sanitizer_cov_8bit_counters_init(std::uint8_t* start,
                                        std::uint8_t* stop);  // libFuzzer's, or of no effect
extern const char __executable_start;                         // the linker's

// Called at every edge, in place of libFuzzer's, which only says that it is of no use (ld --wrap).
void __wrap___sanitizer_cov_trace_pc();
// Comparisons of numbers that are no integers: nothing is learned from them.
void __sanitizer_cov_trace_cmpf(float, float);
void __sanitizer_cov_trace_cmpd(double, double);
}

namespace {

// As many as the program has basic blocks, so that few share one.
constexpr unsigned kBits = 18;
alignas(64) std::array<std::uint8_t, 1U << kBits> edges{};

[[gnu::constructor]] void give_to_fuzzer() {
  __sanitizer_cov_8bit_counters_init(edges.data(), edges.data() + edges.size());
}

}  // namespace

// Threads race here, and now and then one count is lost: it is a hint.
void __wrap___sanitizer_cov_trace_pc() {
  const auto here = reinterpret_cast<std::uintptr_t>(__builtin_return_address(0)) -
                    reinterpret_cast<std::uintptr_t>(&__executable_start);
  auto& count = edges[(here * 0x9E3779B97F4A7C15U) >> (64U - kBits)];
  if (count < 255) ++count;
}

void __sanitizer_cov_trace_cmpf(float, float) {}
void __sanitizer_cov_trace_cmpd(double, double) {}
