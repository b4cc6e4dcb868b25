// The table as JSON Schema.

#include <nlohmann/json.hpp>

#include "files/rulebook/rulebook_schema.h"

namespace ksbx {
namespace {

using Json = nlohmann::ordered_json;

Json reference(const std::string& section) {
  return {{"$ref", "#/definitions/" + section}};
}

Json word_of(const SchemaKey& key) {
  if (!key.words.empty()) return {{"type", "string"}, {"enum", key.words}};
  return {{"type", "string"}, {"pattern", "^[A-Za-z0-9_.-]+$"}};
}

// A name may also be a role or a field in another script's quotation; only listed words are certain.
Json name_of(const SchemaKey& key) {
  return key.words.empty() ? Json{{"type", "string"}} : word_of(key);
}

Json shape_of(const SchemaKey& key) {
  const Json one = {{"type", "string"}};
  const Json label = {{"anyOf", Json::array({one, reference("words")})}};
  switch (key.holds) {
    case SchemaKey::Holds::word: return word_of(key);
    case SchemaKey::Holds::names:
      return {{"anyOf", Json::array({name_of(key), Json{{"type", "array"}, {"items", name_of(key)}}})}};
    case SchemaKey::Holds::one_text: return one;
    case SchemaKey::Holds::label: return label;
    case SchemaKey::Holds::labels: return {{"type", "array"}, {"items", label}};
    case SchemaKey::Holds::yes_or_no: return {{"type", "boolean"}};
    case SchemaKey::Holds::amount:
      return {{"anyOf", Json::array({Json{{"type", "integer"}, {"minimum", 0}},
                                     Json{{"type", "string"}, {"pattern", "^\\$[A-Za-z_][A-Za-z0-9_]*$"}}})}};
    case SchemaKey::Holds::iso_date: return {{"type", "string"}, {"format", "date"}};
    case SchemaKey::Holds::word_or_table: return {{"anyOf", Json::array({word_of(key), reference(key.section)})}};
    case SchemaKey::Holds::any: return Json::object();
    case SchemaKey::Holds::table: return reference(key.section);
    case SchemaKey::Holds::tables: return {{"type", "array"}, {"items", reference(key.section)}};
    case SchemaKey::Holds::named: return {{"type", "object"}, {"additionalProperties", reference(key.section)}};
  }
  return Json::object();
}

Json object_of(const SchemaSection& section, Language language) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const SchemaKey& key : section.keys) {
    Json shape = shape_of(key);
    if (shape.contains("$ref")) shape = {{"allOf", Json::array({shape})}};  // draft 7 ignores what is next to a $ref
    shape["description"] = key.what.in(language);
    properties[key.name] = std::move(shape);
    if (key.required) required.push_back(key.name);
  }
  Json object = {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) object["required"] = std::move(required);
  return object;
}

}  // namespace

std::string json_schema(const std::vector<SchemaSection>& sections, Language language) {
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "ksbx rulebook"}};
  schema.update(object_of(sections.front(), language));
  for (std::size_t i = 1; i < sections.size(); ++i)
    schema["definitions"][sections[i].name] = object_of(sections[i], language);
  return schema.dump(2) + "\n";
}

}  // namespace ksbx
