#include "policy/rulebook/citation.h"

#include <algorithm>

#include "base/join.h"

namespace ksbx {

Text cited(const Rulebook& rulebook, const std::vector<std::string>& clauses, Cited as) {
  if (as == Cited::numbers) return same_text(join(clauses, " "));
  std::vector<std::string> articles;
  for (const std::string& id : clauses) {
    const Clause* clause = rulebook.clause(id);
    const std::string& article = clause != nullptr && !clause->article.empty() ? clause->article : id;
    if (std::ranges::find(articles, article) == articles.end()) articles.push_back(article);
  }
  return enumerated(articles);
}

Text demanded(const Rulebook& rulebook, const std::vector<std::string>& clauses) {
  std::vector<Text> words;
  for (const std::string& id : clauses)
    if (const Clause* clause = rulebook.clause(id)) words.push_back(clause->text);
  return enumerated(words, std::identity{}, {"；", "; "});
}

}  // namespace ksbx
