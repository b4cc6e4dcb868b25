#include "policy/papers/notice.h"

#include <algorithm>

#include "base/placeholders.h"

namespace ksbx {
namespace {

Form standard(DocumentKind kind, const char* zh, const char* en, const char* body) {
  Form form;
  form.id = name_of(kind);
  form.title = {zh, en};
  form.body = body;
  form.notice = kind;
  return form;
}

// What a rulebook says that has no wording of its own.
const std::vector<Form>& standard_forms() {
  static const std::vector<Form> forms = {
      standard(DocumentKind::correction, "关于更正《{title}》的通知", "Correction: {title}",
               "关于更正《{title}》的通知\n\n"
               "{papers}的下列内容更正，以本通知为准，请重新签收：\n"
               "{changes}\n"
               "更正后的全文如下。\n\n"
               "{text}"),
      standard(DocumentKind::release, "关于《{title}》改送其他单位的通知", "Release: {title}",
               "关于《{title}》改送其他单位的通知\n\n"
               "{papers}自即日起改由{successor}办理，你单位不再承办。\n"
               "{concerns}\n\n"
               "已经形成的签收、办理记录照原样存档；尚未办完的事项，请向接办单位交接清楚。\n\n"
               "{issuer}\n{date}\n"),
      standard(
          DocumentKind::withdrawal, "关于撤回《{title}》的通知", "Withdrawal: {title}",
          "关于撤回《{title}》的通知\n\n"
          "{papers}自即日起撤回。\n"
          "{concerns}\n"
          "撤回原因：{cause}。\n\n"
          "请停止按上述文书开展的工作；已经布置下去的，一并通知停止。上述文书和已经形成的签收、办理记录照原样存档，"
          "不得销毁；其他文书和任务不受影响。情况再次成立的，另行发文恢复。\n\n"
          "{issuer}\n{date}\n"),
      standard(DocumentKind::reinstatement, "关于恢复《{title}》的通知", "Reinstatement: {title}",
               "关于恢复《{title}》的通知\n\n"
               "{papers}曾于{withdrawal}。现情况重新成立，该文书恢复有效，请按下列情况办理并重新签收。\n\n"
               "{text}"),
  };
  return forms;
}

}  // namespace

const Form& notice_form(const Rulebook& rulebook, DocumentKind kind) {
  for (const auto* forms : {&rulebook.forms, &standard_forms()})
    for (const Form& form : *forms)
      if (form.notice == kind) return form;
  return standard_forms().front();
}

std::string title_of(const Rulebook& rulebook, const std::string& form) {
  const Form* found = rulebook.form(form);
  return found ? found->title.zh : form;
}

std::string title_of(const Rulebook& rulebook, const Document& document) {
  const std::string title = title_of(rulebook, document.form);
  if (document.kind == DocumentKind::original || document.kind == DocumentKind::supplement) {
    if (const Form* form = rulebook.form(document.form))
      if (const auto own = form->titles.find(document.line); own != form->titles.end()) return own->second.zh;
    return title;
  }
  return filled(notice_form(rulebook, document.kind).title.zh,
                [&](std::string_view name) { return name == "title" ? std::optional(title) : std::nullopt; });
}

}  // namespace ksbx
