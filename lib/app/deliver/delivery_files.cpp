#include "app/deliver/delivery_files.h"

#include <algorithm>
#include <map>
#include <utility>

#include "app/deliver/file_names.h"
#include "app/deliver/slip_page.h"
#include "app/papers/documents.h"
#include "files/render/render_page.h"

namespace ksbx {
namespace {

struct PackedFile {
  std::string name;
  std::string bytes;
};

// The files of one receiver after another.
class Packing {
 public:
  Packing(const Workspace& workspace, const std::vector<ReportDefinition>& reports, const DeliveryRequest& request)
      : workspace_(workspace),
        request_(request),
        slips_(workspace, reports, request),
        layouts_(layouts_of(workspace.rulebook)) {
    options_.language = request.language;
    options_.made = workspace.dates.now;
  }

  std::vector<PackedFile> files_of(const Parcel& parcel) {
    std::vector<PackedFile> files{
        {words(text("交办单.html", "slip.html")), render(slips_.signed_for(parcel), Format::html, options_)}};
    if (!parcel.duties.rows.empty())
      files.push_back(
          {words(text("提醒.ics", "reminders.ics")), render(slips_.calendar(parcel), Format::ics, options_)});
    for (const std::string& number : parcel.papers)
      files.push_back({words(text("文书 {}.html", "paper {}.html", file_name(number))), paper(number)});
    for (const OwedRegister& owed : parcel.registers)
      files.push_back(
          {words(text("点名册 {}.xlsx", "register {}.xlsx", file_name(owed.grade + owed.school_class))), form(owed)});
    for (const std::string& kind : parcel.kinds)
      if (const Layout* layout = layout_of(kind))
        files.push_back({words(text("填报 {}.xlsx", "list {}.xlsx", layout->label)), blank(*layout)});
    return files;
  }

  std::string list(const Delivery& delivery, const std::vector<std::string>& places) const {
    Table table{"delivery",
                text("投递清单（{}，{}）", "What to hand to whom ({}, {})", workspace_.dates.today.iso(),
                     label_of(request_.by)),
                {{"recipient", text("收件人", "receiver")},
                 {"folder", text("文件夹或文件", "folder or file")},
                 {"duties", text("任务", "duties"), Privacy::none, ColumnType::count},
                 {"overdue", text("其中逾期", "overdue"), Privacy::none, ColumnType::count},
                 {"today", text("今天到期", "due today"), Privacy::none, ColumnType::count},
                 {"papers", text("文书", "papers"), Privacy::none, ColumnType::count},
                 {"registers", text("缺点名册的班", "registers missing"), Privacy::none, ColumnType::count},
                 {"received", text("签收", "received by")}},
                {}};
    const auto count = [](std::size_t number) { return Cell(static_cast<std::int64_t>(number)); };
    for (std::size_t i = 0; i < places.size(); ++i) {
      const Parcel& parcel = delivery.parcels[i];
      table.rows.push_back({parcel.name,
                            places[i],
                            count(parcel.duties.rows.size()),
                            count(parcel.overdue),
                            count(parcel.today),
                            count(parcel.papers.size()),
                            count(parcel.registers.size()),
                            {}});
    }
    if (request_.shown != Masking::none)
      table.notes.push_back(text("姓名、电话和住址都遮盖了；要能办事的交办单，用 --unmask --reason 理由。",
                                 "names, phones and addresses are masked: slips to act on take --unmask --reason."));
    if (delivery.unassigned > 0)
      table.notes.push_back(text("有 {} 项任务没有落实责任人，没有送：ksbx report unassigned",
                                 "{} duties fall to no one and went nowhere: ksbx report unassigned",
                                 delivery.unassigned));
    if (delivery.elsewhere > 0)
      table.notes.push_back(text("有 {} 项任务的责任人不在这样分的收件人里，没有送：--by unit 或 --by person",
                                 "{} duties are of others than such a delivery goes to: --by unit or --by person",
                                 delivery.elsewhere));
    return render(table, Format::html, options_);
  }

 private:
  std::string words(const Text& words) const { return words.in(request_.language); }

  // Papers that two receivers get are made once.
  const std::string& paper(const std::string& number) {
    const auto [found, is_new] = papers_.try_emplace(number);
    if (is_new) found->second = paper_html(printed_document(workspace_, number, request_.shown));
    return found->second;
  }

  std::string form(const OwedRegister& owed) const {
    const Layout* attendance = layout_of(name_of(RosterKind::attendance));
    return attendance ? render_form(owed_register(*attendance, owed), options_) : std::string();
  }

  const std::string& blank(const Layout& layout) {
    const auto [found, is_new] = forms_.try_emplace(layout.name);
    if (is_new) found->second = render_form(blank_form(layout), options_);
    return found->second;
  }

  const Layout* layout_of(std::string_view kind) const {
    const auto found = std::ranges::find(layouts_, kind, &Layout::name);
    return found == layouts_.end() ? nullptr : &*found;
  }

  const Workspace& workspace_;
  const DeliveryRequest& request_;
  SlipPages slips_;
  std::vector<Layout> layouts_;
  RenderOptions options_;
  std::map<std::string, std::string> papers_, forms_;
};

std::string ending_of(const std::string& name) {
  return name.substr(name.rfind('.'));
}

}  // namespace

void write_delivery(const Workspace& workspace, const std::vector<ReportDefinition>& reports,
                    const DeliveryRequest& request, const Delivery& delivery, const TakeFile& take) {
  std::vector<std::string> wanted{request.language == Language::zh ? "投递清单" : "list"};
  for (const Parcel& parcel : delivery.parcels) wanted.push_back(parcel.name);
  std::vector<std::string> names = distinct_file_names(wanted);
  const std::string list = names.front() + ".html";
  names.erase(names.begin());
  Packing packing(workspace, reports, request);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::vector<PackedFile> files = packing.files_of(delivery.parcels[i]);
    if (files.size() == 1) {
      names[i] += ending_of(files.front().name);
      take(names[i], files.front().bytes);
      continue;
    }
    std::vector<std::string> stems;
    for (const PackedFile& file : files) stems.push_back(file.name.substr(0, file.name.rfind('.')));
    stems = distinct_file_names(stems);
    for (std::size_t j = 0; j < files.size(); ++j)
      take(names[i] + "/" + stems[j] + ending_of(files[j].name), files[j].bytes);
  }
  take(list, packing.list(delivery, names));
}

}  // namespace ksbx
