// Text: a sentence in both languages of ksbx, and the door to fmt.
//
// Messages, labels and headings are written in Chinese and in English at the place where they arise, so that whoever
// changes one sees the other. Which one is shown is decided once, at the very edge, by the console.
//
//   Text t = text("找不到文件 {}", "no such file: {}", path);
//   t.in(Language::zh);   // "找不到文件 roster.csv"
//
// A Text owns both sentences, complete: nothing is looked up or formatted later, so it may be kept, compared and handed
// to another thread. Texts are cheap where something went wrong and dear in a loop over pupils: make them there only
// for what is reported. Patterns are literals; data is never a pattern.
#pragma once

#include <fmt/core.h>

#include <string>
#include <string_view>
#include <type_traits>

namespace ksbx {

enum class Language { zh, en };

struct Text {
  std::string zh;
  std::string en;

  // The sentence in `language`; the other one where this one is missing, never an empty string if either is there.
  const std::string& in(Language language) const {
    const std::string& wanted = language == Language::zh ? zh : en;
    const std::string& other = language == Language::zh ? en : zh;
    return wanted.empty() ? other : wanted;
  }
  bool empty() const { return zh.empty() && en.empty(); }
  bool operator==(const Text&) const = default;
};

// The same words in both languages: names, codes, quotations.
inline Text same_text(const std::string& words) {
  return {words, words};
}

// fmt::format under a name of our own: `format` would be ambiguous as soon as a standard library has std::format and an
// argument is a std::string.
// fmt::format under a name of our own: `format` would be ambiguous as soon as a standard library has std::format and an
// argument is a std::string.
template <class... Args>
std::string formatted(fmt::format_string<const Args&...> pattern, const Args&... args) {
  return fmt::format(pattern, args...);
}

namespace internal {
template <class T>
struct Shown {
  using type = const T&;
  static const T& in(const T& value, Language) { return value; }
};
template <>
struct Shown<Text> {
  using type = const std::string&;
  static const std::string& in(const Text& value, Language language) { return value.in(language); }
};
template <class T>
using shown = typename Shown<std::decay_t<T>>::type;
}  // namespace internal

// Both patterns are checked by the compiler. An argument that is itself a Text appears in the language of its sentence.
// Positions may be given ("{1} of {0}") where the languages differ in order.
template <class... Args>
Text text(fmt::format_string<internal::shown<Args>...> zh, fmt::format_string<internal::shown<Args>...> en,
          const Args&... args) {
  return {fmt::format(zh, internal::Shown<Args>::in(args, Language::zh)...),
          fmt::format(en, internal::Shown<Args>::in(args, Language::en)...)};
}

}  // namespace ksbx
