// Pages that lead to each other.
#include "app/site/site.h"

#include <set>

#include "app/office.h"
#include "app/site/rule_booklet.h"
#include "app/site/site_map.h"

using namespace ksbx;

namespace {

using Pages = std::map<std::string, std::string>;

struct ReadingRoom : Office {
  Pages pages(const std::string& iso, SiteRequest request = {}) {
    Pages all;
    const Workspace workspace = on(iso);
    write_site(workspace, shipped_reports(), request, [&](const std::string& path, std::string_view bytes) {
      CHECK(all.emplace(path, bytes).second);  // no page is written twice
    });
    return all;
  }
  // 钱试二 stays away for two days.
  void two_days() {
    enrol();
    for (const char* iso : {"2026-11-16", "2026-11-17"}) {
      registers(iso);
      absent(iso, {"钱试二"});
      escalate_on(iso);
    }
  }
  std::string code_of(const std::string& name) {
    const std::string rows_found = rows("SELECT student_code FROM students WHERE student_name = '" + name + "'");
    return rows_found.substr(0, rows_found.find('\n'));
  }
};

int digit(char c) {
  return c <= '9' ? c - '0' : c - 'A' + 10;
}

std::string decoded(const std::string& address) {
  std::string out;
  for (std::size_t i = 0; i < address.size(); ++i) {
    if (address[i] != '%') {
      out += address[i];
      continue;
    }
    out += static_cast<char>(digit(address[i + 1]) * 16 + digit(address[i + 2]));
    i += 2;
  }
  return out;
}

// Where the links of a page lead, as paths within the site.
std::set<std::string> links_of(const std::string& path, const std::string& page) {
  std::set<std::string> links;
  const std::string mark = "<a href=\"";
  for (std::size_t at = page.find(mark); at != std::string::npos; at = page.find(mark, at + 1)) {
    const std::size_t begin = at + mark.size();
    std::string link = decoded(page.substr(begin, page.find('"', begin) - begin));
    if (path.find('/') != std::string::npos) {
      REQUIRE(link.starts_with("../"));
      link.erase(0, 3);
    }
    links.insert(link);
  }
  return links;
}

}  // namespace

TEST_CASE("every link of every page leads to a page that is there, and every page is reached from the first") {
  ReadingRoom office;
  office.two_days();
  const Pages pages = office.pages("2026-11-17");
  std::set<std::string> reached{"index.html"}, next = reached;
  while (!next.empty()) {
    std::set<std::string> found;
    for (const std::string& path : next)
      for (const std::string& link : links_of(path, pages.at(path))) {
        CAPTURE(path);
        CAPTURE(link);
        REQUIRE(pages.contains(link));
        if (reached.insert(link).second) found.insert(link);
      }
    next = std::move(found);
  }
  CHECK(reached.size() == pages.size());
}

TEST_CASE("from the city one goes down to the child, and from the child up again") {
  ReadingRoom office;
  office.two_days();
  const Pages pages = office.pages("2026-11-17");
  const std::string school = "school/9990180001.html";
  CHECK(links_of("index.html", pages.at("index.html")).contains(school));
  std::string school_class;
  for (const std::string& link : links_of(school, pages.at(school)))
    if (link.starts_with("class/")) school_class = link;
  REQUIRE_FALSE(school_class.empty());
  const std::string child = "pupil/" + office.code_of("钱试二") + ".html";
  CHECK(links_of(school_class, pages.at(school_class)).contains(child));
  const std::set<std::string> up = links_of(child, pages.at(child));
  for (const std::string& above : {school_class, school, std::string("index.html")}) {
    CAPTURE(above);
    CHECK(up.contains(above));
  }
}

TEST_CASE("a child of whom nothing is to be done has a page only if all pupils are asked for") {
  ReadingRoom office;
  office.two_days();
  SiteRequest all;
  all.pupils = SiteRequest::Pupils::all;
  const Pages some = office.pages("2026-11-17");
  const Pages every = office.pages("2026-11-17", all);
  std::size_t with_page = 0;
  for (const auto& [path, page] : every) with_page += path.starts_with("pupil/") ? 1 : 0;
  CHECK(with_page == static_cast<std::size_t>(office.count("t_student")));
  for (const auto& [path, page] : some) CHECK(every.contains(path));
  CHECK(some.contains("pupil/" + office.code_of("钱试二") + ".html"));
}

TEST_CASE("no page shows a full name unless a reason was given") {
  ReadingRoom office;
  office.two_days();
  SiteRequest strict, full;
  strict.shown = Disclosure(Masking::strict);
  full.shown = Disclosure(Masking::none, "督查");
  for (const auto& [path, page] : office.pages("2026-11-17", strict)) {
    CAPTURE(path);
    CHECK(page.find("钱试二") == std::string::npos);
  }
  const std::string child = "pupil/" + office.code_of("钱试二") + ".html";
  CHECK(office.pages("2026-11-17", full).at(child).find("钱试二") != std::string::npos);
}

TEST_CASE("the same store on the same day gives the same bytes, at whatever time") {
  ReadingRoom office;
  office.two_days();
  const Pages first = office.pages("2026-11-17");
  Pages later;
  const Workspace workspace = office.on("2026-11-17", "22:30:00");
  write_site(workspace, shipped_reports(), {},
             [&](const std::string& path, std::string_view bytes) { later.emplace(path, bytes); });
  CHECK(first == later);
}

TEST_CASE("a teacher has a page with what is his, and it leads to the child") {
  ReadingRoom office;
  office.two_days();
  const Pages pages = office.pages("2026-11-17");
  const std::string teacher = "person/石桥市第一初级中学 孙老师.html";
  REQUIRE(pages.contains(teacher));
  CHECK(links_of(teacher, pages.at(teacher)).contains("pupil/" + office.code_of("钱试二") + ".html"));
}

TEST_CASE("pages fetch nothing, and are read without a script") {
  ReadingRoom office;
  office.enrol();
  const Pages pages = office.pages("2026-11-16");
  for (const auto& [path, page] : pages) {
    CAPTURE(path);
    for (const char* fetched : {"http://", "https://", " src=", "<link"})
      CHECK(page.find(fetched) == std::string::npos);
  }
  CHECK(pages.at("pages.html").find("school/9990180001.html") != std::string::npos);
}

TEST_CASE("codes that no file can be called by become names, and no two the same") {
  SiteMap map;
  map.add("class", "class_code", {"1/七/1", "1_七_1", "../x"});
  CHECK(map.path_of("class_code", "1/七/1") == "class/1_七_1.html");
  CHECK(map.path_of("class_code", "1_七_1") == "class/1_七_1（2）.html");
  CHECK(map.path_of("class_code", "../x") == "class/_x.html");
  CHECK(address_between("pupil/S-1.html", "class/七.html") == "../class/%E4%B8%83.html");
  CHECK(address_between("index.html", "rules.html") == "rules.html");
}

TEST_CASE("a name that two units share leads nowhere, but for the code beside it") {
  SiteMap map;
  map.add("school", "school_code", {"1", "2"});
  map.call("school_code", "1", "school", "中心小学");
  map.call("school_code", "2", "school", "中心小学");
  Table table{"schools", {}, {Column{"school", {}}}, {}};
  table.rows.push_back({std::string("中心小学")});
  CHECK(map.path_of(table, table.rows.front(), 0).empty());
  table.columns.push_back(Column{"school_code", {}});
  table.rows.front().push_back(std::string("2"));
  CHECK(map.path_of(table, table.rows.front(), 0) == "school/2.html");
}

TEST_CASE("the booklet has each rule in force with the words of its clauses") {
  ReadingRoom office;
  const Workspace workspace = office.on("2026-11-16");
  const Page booklet = rule_booklet(workspace, Language::zh);
  const Table& rules = booklet.parts.back().table;
  std::size_t in_force = 0;
  for (const Rule& rule : office.rules.rules) in_force += rule.in_force(workspace.dates.judged) ? 1 : 0;
  CHECK(rules.rows.size() == in_force);
  for (const TableRow& row : rules.rows) {
    CAPTURE(words_of(row[*place_of(rules, "id")]));
    CHECK_FALSE(words_of(row[*place_of(rules, "clauses")]).empty());
  }
}
