// An .xlsx file in memory, part by part, as the tests of reading need it: clean, odd or hostile.
#pragma once

#include <zip.h>

#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace ksbx {

using Parts = std::map<std::string, std::string>;

inline std::string zipped(const Parts& parts) {
  zip_source_t* out = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(out);
  zip_t* zip = zip_open_from_source(out, ZIP_TRUNCATE, nullptr);
  for (const auto& [name, content] : parts)
    zip_file_add(zip, name.c_str(), zip_source_buffer(zip, content.data(), content.size(), 0), 0);
  if (zip_close(zip) != 0) throw std::runtime_error("the zip could not be written");
  zip_source_open(out);
  zip_source_seek(out, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(out)), '\0');
  zip_source_seek(out, 0, SEEK_SET);
  zip_source_read(out, bytes.data(), bytes.size());
  zip_source_close(out);
  zip_source_free(out);
  return bytes;
}

inline std::string relationship(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" +
         type + "\" Target=\"" + target + "\"/>";
}

// A workbook with one sheet 名册, of which `rows` are the <row>s.
inline Parts workbook_parts(const std::string& rows) {
  return {
      {"_rels/.rels",
       "<Relationships>" + relationship("rId1", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
      {"xl/workbook.xml",
       "<workbook xmlns:r=\"r\"><sheets><sheet name=\"名册\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels", "<Relationships>" + relationship("rId1", "worksheet", "worksheets/sheet1.xml") +
                                         relationship("rId2", "sharedStrings", "sharedStrings.xml") +
                                         relationship("rId3", "styles", "styles.xml") + "</Relationships>"},
      {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"},
  };
}

// The same with some parts replaced or added.
inline Parts workbook_parts(const std::string& rows, const Parts& others) {
  Parts parts = others;
  parts.merge(workbook_parts(rows));
  return parts;
}

inline std::string text_cell(const std::string& text) {
  return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

inline std::string row_of(std::initializer_list<std::string> texts) {
  std::string row = "<row>";
  for (const std::string& text : texts) row += text_cell(text);
  return row + "</row>";
}

// A workbook with these sheets, name and <row>s, in their order.
inline Parts workbook_of(const std::vector<std::pair<std::string, std::string>>& sheets) {
  Parts parts = workbook_parts("");
  std::string list, rels;
  for (const auto& [name, rows] : sheets) {
    const std::string part = "worksheets/of" + std::to_string(parts.size()) + ".xml";
    list += "<sheet name=\"" + name + "\" r:id=\"" + part + "\"/>";
    rels += relationship(part, "worksheet", part);
    parts["xl/" + part] = "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
  }
  parts["xl/workbook.xml"] = "<workbook xmlns:r=\"r\"><sheets>" + list + "</sheets></workbook>";
  parts["xl/_rels/workbook.xml.rels"] = "<Relationships>" + rels + "</Relationships>";
  return parts;
}

}  // namespace ksbx
