#include "policy/rulebook/attribute.h"

#include "model/student.h"

namespace ksbx {
namespace {

constexpr int attribute_count = static_cast<int>(Attribute::stage) + 1;

Type enrolment_type() {
  Type type{Type::Kind::choice, {}, false};
  for (const Enrolment one : {Enrolment::enrolled, Enrolment::suspended, Enrolment::transferred_out,
                              Enrolment::graduated, Enrolment::dropped_out, Enrolment::deceased, Enrolment::idle})
    type.choices.emplace_back(name_of(one));
  return type;
}

Vocabulary::Name defined(Attribute attribute) {
  const Type boolean{Type::Kind::boolean};
  const Type integer{Type::Kind::integer};
  switch (attribute) {
    case Attribute::age: return {"age", integer, text("周岁", "age")};
    case Attribute::grade: return {"grade", integer, text("年级", "grade")};
    case Attribute::compulsory: return {"compulsory", boolean, text("义务教育阶段", "in compulsory education")};
    case Attribute::preschool: return {"preschool", boolean, text("学前阶段", "before school")};
    case Attribute::enrolment: return {"enrolment", enrolment_type(), text("学籍状态", "standing with the roll")};
    case Attribute::boarding: return {"boarding", boolean, text("寄宿", "boards at school")};
    case Attribute::special_group:
      return {"special_group", boolean, text("名册列为特殊群体", "the roster names a special group")};
    case Attribute::has_class_teacher: return {"has_class_teacher", boolean, text("有班主任", "has a class teacher")};
    case Attribute::has_residence: return {"has_residence", boolean, text("住址已落实", "residence is known")};
    case Attribute::has_village:
      return {"has_village", boolean, text("住址落实到村（社区）", "the village of residence is known")};
    case Attribute::has_education_office:
      return {"has_education_office", boolean, text("学校归镇街教办管", "the school is under a town education office")};
    case Attribute::register_returned: return {"register_returned", boolean, text("点名册已交", "register returned")};
    case Attribute::school_day: return {"school_day", boolean, text("上学日", "school day")};
    case Attribute::month: return {"month", integer, text("几月", "month of the year")};
    case Attribute::absent_now: return {"absent_now", boolean, text("此刻缺课", "absent now")};
    case Attribute::absent_for:
      return {"absent_for", integer,
              text("这次缺课以来已有几个上学日无故未到校",
                   "school days missed without leave since the current absence began")};
    case Attribute::stage: return {"stage", Type{Type::Kind::choice, {}, true}, text("阶段", "stage")};
  }
  return {};
}

}  // namespace

const Vocabulary& attributes() {
  static const Vocabulary all = [] {
    Vocabulary names;
    for (int i = 0; i < attribute_count; ++i) names.add(defined(static_cast<Attribute>(i)));
    return names;
  }();
  return all;
}

const Vocabulary::Name& definition_of(Attribute attribute) {
  return attributes().at(static_cast<int>(attribute));
}

std::optional<Attribute> attribute_named(std::string_view name) {
  const auto slot = attributes().slot(name);
  return slot ? std::optional(static_cast<Attribute>(*slot)) : std::nullopt;
}

}  // namespace ksbx
