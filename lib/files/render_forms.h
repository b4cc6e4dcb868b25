// One function for each format of files/render.h, which says what each promises. Only render.cpp calls them.
#pragma once

#include <string>

#include "base/table.h"
#include "files/render.h"

namespace ksbx {

std::string render_aligned(const Table& table, const RenderOptions& options);
std::string render_markdown(const Table& table, const RenderOptions& options);
std::string render_csv(const Table& table, const RenderOptions& options);
std::string render_tsv(const Table& table, const RenderOptions& options);
std::string render_json(const Table& table, const RenderOptions& options);
std::string render_json_lines(const Table& table);
std::string render_xlsx(const Table& table, const RenderOptions& options);
std::string render_ics(const Table& table, const RenderOptions& options);

// A cell as plain words: empty for nothing and for a fraction that is no number, the shortest
// decimal fraction otherwise.
std::string words_of(const Cell& cell);
// Text whose every byte is UTF-8: what is not becomes U+FFFD.
std::string as_utf8(std::string text);

}  // namespace ksbx
