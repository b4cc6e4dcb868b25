#include "base/mask.h"

#include <doctest/doctest.h>

#include <string>

using namespace ksbx;

TEST_CASE("names, numbers and addresses are hidden as far as was asked") {
  const struct {
    Privacy privacy;
    std::string plain, normal, strict;
  } cases[] = {
      {Privacy::name, "张小三", "张*三", "张**"},
      {Privacy::name, "张三", "张*", "张**"},
      {Privacy::name, "欧阳小明", "欧**明", "欧**"},
      {Privacy::name, "张", "*", "***"},
      {Privacy::name, "𠮷小明", "𠮷*明", "𠮷**"},
      {Privacy::id_number, "990181201403071237", "990*************37", "***"},
      {Privacy::id_number, "G990181201403071237", "G99**************37", "***"},
      {Privacy::id_number, "1234567", "*******", "***"},
      {Privacy::phone, "13800001234", "138******34", "***"},
      {Privacy::phone, "12345678", "123***78", "***"},
      {Privacy::phone, "123456", "******", "***"},
      {Privacy::address, "青石镇王家村12号", "青石镇***", "***"},
      {Privacy::address, "石桥市青石镇王家村", "石桥市青石镇***", "***"},
      {Privacy::address, "石桥市城关街道3号", "石桥市城关街道***", "***"},
      {Privacy::address, "镇江市解放路3号", "镇江市***", "***"},
      {Privacy::address, "幸福小区3号楼", "***", "***"},
      {Privacy::none, "S-7K3Q", "S-7K3Q", "S-7K3Q"},
      {Privacy::text, "青石镇王家村，王小明", "***", "***"},
      {Privacy::file, "students-9990180001.csv", "***9990180001.csv", "***"},
      {Privacy::file, "王小明13812345679.xlsx", "***.xlsx", "***"},
      {Privacy::file, "/home/王/990181001-七1班", "***990181001***", "***"},
      {Privacy::address, "周安平13812345678青石镇王家村", "***", "***"},
      {Privacy::sentence, "没有登记过学校“周安平”，是不是“周平”？", "没有登记过学校“***”，是不是“***”？",
       "没有登记过学校“***”，是不是“***”？"},
      {Privacy::sentence, "证件号校验位不对", "证件号校验位不对", "证件号校验位不对"},
      {Privacy::sentence, "没有关上的“周安平", "没有关上的“***", "没有关上的“***"},
      {Privacy::name, "", "", ""},
      {Privacy::address, "", "", ""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.plain);
    CHECK(masked(c.plain, c.privacy, Masking::none) == c.plain);
    CHECK(masked(c.plain, c.privacy, Masking::normal) == c.normal);
    CHECK(masked(c.plain, c.privacy, Masking::strict) == c.strict);
  }
}

TEST_CASE("what is masked already stays as it is") {
  for (Privacy privacy :
       {Privacy::name, Privacy::id_number, Privacy::phone, Privacy::address, Privacy::text, Privacy::file})
    for (Masking masking : {Masking::normal, Masking::strict})
      for (const std::string plain : {"张小三", "990181201403071237", "青石镇王家村12号"}) {
        CAPTURE(plain);
        const std::string once = masked(plain, privacy, masking);
        CHECK(masked(once, privacy, masking) == once);
      }
}

TEST_CASE("broken bytes in a name cannot bring it past the mask") {
  CHECK(masked("张\xff三", Privacy::name, Masking::normal) == "张*三");
}

TEST_CASE("every cell of a private column is masked, and no other") {
  const Table plain{"students",
                    {"学生", "students"},
                    {{"code", {"代码", "code"}},
                     {"name", {"姓名", "name"}, Privacy::name},
                     {"phone", {"电话", "phone"}, Privacy::phone}},
                    {{std::string("S-7K3Q"), std::string("王小明"), std::int64_t{13800001234}},
                     {std::string("S-8M2A"), std::monostate{}, std::monostate{}}}};
  const Table shown = mask(plain, Masking::normal);
  CHECK(shown.rows[0] == std::vector<Cell>{std::string("S-7K3Q"), std::string("王*明"), std::string("138******34")});
  CHECK(shown.rows[1] == plain.rows[1]);
  CHECK(mask(plain, Masking::none).rows == plain.rows);
  CHECK(mask(plain, Masking::strict).rows[0][1] == Cell{std::string("王**")});
}
