#include "app/compare/people_file.h"

#include "app/import/import_context.h"
#include "files/cell/cell.h"

namespace ksbx {
namespace {

// An id number of the right length that cannot be right may have one wrong character; anything else is no number at
// all.
std::string doubtful_id(const Row& row, CellIssue issue) {
  if (issue != CellIssue::id_checkdigit && issue != CellIssue::id_birth_date) return {};
  std::string written = read_code(row.cell(ColumnName::id_number));
  for (char& c : written)
    if (c == 'x') c = 'X';
  return written;
}

constexpr char end_of_words = '\x1f';  // in no cell that was read

}  // namespace

void ListedContacts::add(const ListedContact& contact) {
  if (files_.empty() || files_.back() != contact.origin.file) files_.push_back(contact.origin.file);
  places_.push_back({words_.size(), static_cast<std::uint32_t>(files_.size() - 1), contact.origin.line});
  for (const std::string* words : {&contact.guardian, &contact.guardian_phone, &contact.address})
    (words_ += *words) += end_of_words;
}

ListedContact ListedContacts::operator[](std::size_t line) const {
  const Place& place = places_[line];
  std::size_t from = place.from;
  const auto next = [&] {
    const std::size_t begin = from, end = words_.find(end_of_words, begin);
    from = end + 1;
    return words_.substr(begin, end - begin);
  };
  ListedContact contact;
  contact.guardian = next();
  contact.guardian_phone = next();
  contact.address = next();
  contact.origin = {files_[place.file], place.line, 0};
  return contact;
}

PeopleList PeopleReader::read(const std::vector<std::string>& files, std::optional<Encoding> encoding,
                              const Text& label) {
  list_ = {};
  said_ = {};
  for (const std::string& path : files) {
    std::vector<Sheet> sheets = Sheet::open_all(path, {people_layout(label)}, {encoding, "people"});
    for (Sheet& sheet : sheets) read_file(sheet);
  }
  return std::move(list_);
}

void PeopleReader::read_file(Sheet& sheet) {
  while (const Row* row = sheet.next()) {
    bool trusted = true;
    for (const Problem& problem : row->problems()) {
      if (problem.severity == Severity::warning)
        say(problem);
      else if (trusted)
        trusted = reject(problem);
    }
    if (trusted) take(sheet, *row);
  }
  for (const Problem& problem : sheet.problems()) say(problem);
}

bool PeopleReader::take(const Sheet& sheet, const Row& row) {
  const auto warn = [&](ColumnName column, CellIssue issue) {
    if (issue != CellIssue::none && issue != CellIssue::id_missing)
      say(problem_of(issue, row.origin(column), sheet.header(column), Severity::warning));
  };
  const auto name = read_name(row.cell(ColumnName::name));
  if (name.issue == CellIssue::name_missing || name.issue == CellIssue::mojibake)
    return reject(problem_of(name.issue, row.origin(ColumnName::name), sheet.header(ColumnName::name)));
  const auto id = read_id_number(row.cell(ColumnName::id_number));
  const auto birth = read_date(row.cell(ColumnName::birth_date));
  warn(ColumnName::name, name.issue);
  warn(ColumnName::id_number, id.issue);
  warn(ColumnName::birth_date, birth.issue);
  Listed person{name.value, std::string(id.value ? id.value->text() : ""), doubtful_id(row, id.issue), birth.value,
                place_of(row)};
  if (id.value) person.birth = id.value->birth();
  if (person.birth && *person.birth > today_) return reject(born_in_future(row));
  list_.people.push_back(std::move(person));
  list_.contacts.add({read_text(row.cell(ColumnName::guardian)).value,
                      read_phone(row.cell(ColumnName::guardian_phone)).value,
                      read_text(row.cell(ColumnName::address)).value, row.origin()});
  return true;
}

// A village's name alone may stand for two; the town next to it says which.
UnitId PeopleReader::place_of(const Row& row) {
  const auto words = [&](ColumnName column) { return read_text(row.cell(column)).value; };
  const std::string town = words(ColumnName::town_code);
  const std::string address = words(ColumnName::address);
  const std::string village = words(ColumnName::residence);
  const UnitId place = residences_.find(village.empty() ? town + address : town + village);
  return place ? place : residences_.find(address);
}

bool PeopleReader::reject(Problem problem) {
  ++list_.rejected;
  problem.severity = Severity::error;
  say(std::move(problem));
  return false;
}

void PeopleReader::say(Problem problem) {
  if (said_.takes(problem.code)) list_.problems.push_back(std::move(problem));
}

}  // namespace ksbx
