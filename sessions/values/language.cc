#include "sessions/values/language.h"

#include <unicode/localematcher.h>
#include <unicode/locid.h>

#include <algorithm>

namespace acuerdo {
namespace {

constexpr std::size_t kMaxTag = 35;

std::optional<icu::Locale> locale_of(std::string_view tag) {
  UErrorCode error = U_ZERO_ERROR;
  auto locale = icu::Locale::forLanguageTag({tag.data(), static_cast<std::int32_t>(tag.size())}, error);
  if (U_FAILURE(error) || locale.isBogus() || *locale.getLanguage() == '\0') return {};
  return locale;
}

}  // namespace

bool is_language_tag(std::string_view tag) {
  if (tag.size() < 2 || tag.size() > kMaxTag) return false;
  const auto locale = locale_of(tag);
  if (!locale) return false;
  UErrorCode error = U_ZERO_ERROR;
  return locale->toLanguageTag<std::string>(error) == tag && U_SUCCESS(error);
}

std::optional<std::string> best_fit(std::string_view wanted, const std::vector<std::string>& available) {
  if (std::ranges::find(available, wanted) != available.end()) return std::string{wanted};
  const auto desired = locale_of(wanted);
  if (!desired) return {};
  UErrorCode error = U_ZERO_ERROR;
  std::vector<icu::Locale> locales;
  std::vector<const std::string*> tags;
  for (const auto& tag : available) {
    if (const auto locale = locale_of(tag)) {
      locales.push_back(*locale);
      tags.push_back(&tag);
    }
  }
  icu::LocaleMatcher::Builder builder;
  builder.setSupportedLocales(locales.begin(), locales.end()).setNoDefaultLocale();
  const auto matcher = builder.build(error);
  const auto result = matcher.getBestMatchResult(*desired, error);
  if (U_FAILURE(error) || result.getSupportedIndex() < 0) return {};
  return *tags[static_cast<std::size_t>(result.getSupportedIndex())];
}

}  // namespace acuerdo
