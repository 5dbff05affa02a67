#include "sessions/rules/measured.h"

#include "sessions/rules/scale.h"

namespace acuerdo {
namespace {

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
                         const Distribution& voices, std::uint64_t parts) {
  if (is_numeric(scale) && parts == 1) {
    sentence.add(median(voices), "mediana {}", "median {}");
    sentence.add(interquartile_range(voices), "rango intercuartílico {}", "interquartile range {}");
  }
  sentence.add(tastle_wierman_consensus(voices), "consenso {} (Tastle-Wierman, de 0 a 1)",
               "consensus {} (Tastle-Wierman, from 0 to 1)");
  sentence.add(van_der_eijk_agreement(voices), "acuerdo {} (van der Eijk, de -1 a 1)",
               "agreement {} (van der Eijk, from -1 to 1)");
}

}  // namespace

Text measured(const Rule& rule, const Tally& tally, std::optional<double> concordance, std::uint64_t parts) {
  const auto& scale = positions(rule);
  const auto voices = distribution(scale, tally);
  Sentence sentence;
  if (!chooses(rule)) tell_how_they_stand(sentence, scale, voices, parts);
  if (size_of(voices) > 0) {
    sentence.add(concordance, "concordancia de la hoja {} (W de Kendall, de 0 a 1)",
                 "concordance of the sheet {} (Kendall's W, from 0 to 1)");
  }
  return sentence.take();
}

}  // namespace acuerdo
