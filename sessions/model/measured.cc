#include "sessions/model/measured.h"

#include <algorithm>

#include "sessions/rules/scale.h"

namespace acuerdo {
namespace {

// The values of those who took a position on every activity, in the order of the sheet.
std::vector<std::vector<int>> complete_rows(const Round& round) {
  const auto& scale = positions(round.settings.rule);
  std::vector<std::vector<int>> rows;
  for (const auto& [_, sheet] : round.sheets) {
    if (sheet.size() != round.activities.size()) continue;
    std::vector<int> row;
    for (const auto& ballot : sheet) {
      if (const auto value = value_of(scale, ballot.position)) row.push_back(*value);
    }
    if (row.size() == sheet.size()) rows.push_back(std::move(row));
  }
  return rows;
}

class Sentence {
 public:
  void add(std::optional<double> figure, const std::string& es, const std::string& en) {
    if (!figure) return;
    const auto shown = decimal(*figure);
    add_in("es", es, shown.at("es"));
    add_in("en", en, shown.at("en"));
  }
  Text take() {
    for (auto& [_, words] : text_) {
      words.front() = static_cast<char>(words.front() - 'a' + 'A');
      words += ".";
    }
    return std::move(text_);
  }

 private:
  void add_in(const std::string& language, std::string words, const std::string& figure) {
    words.replace(words.find("{}"), 2, figure);
    auto& said = text_[language];
    said += (said.empty() ? "" : "; ") + words;
  }
  Text text_;
};

void tell_how_they_stand(Sentence& sentence, const std::vector<PositionOffered>& scale,
                         const Distribution& voices) {
  if (is_numeric(scale)) {
    sentence.add(median(voices), "mediana {}", "median {}");
    sentence.add(interquartile_range(voices), "rango intercuartílico {}", "interquartile range {}");
  }
  sentence.add(tastle_wierman_consensus(voices), "consenso {} (Tastle-Wierman, de 0 a 1)",
               "consensus {} (Tastle-Wierman, from 0 to 1)");
  sentence.add(van_der_eijk_agreement(voices), "acuerdo {} (van der Eijk, de -1 a 1)",
               "agreement {} (van der Eijk, from -1 to 1)");
}

}  // namespace

Text measured(const Round& round, const Result& result) {
  const auto& rule = round.settings.rule;
  const auto voices = distribution(positions(rule), result.tally);
  Sentence sentence;
  if (!chooses(rule)) tell_how_they_stand(sentence, positions(rule), voices);
  if (size_of(voices) > 0) {
    sentence.add(kendall_w(complete_rows(round)), "concordancia de la hoja {} (W de Kendall, de 0 a 1)",
                 "concordance of the sheet {} (Kendall's W, from 0 to 1)");
  }
  return sentence.take();
}

}  // namespace acuerdo
