#include "app/demo/demo_names.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace ksbx {

namespace {

constexpr std::array<std::string_view, 50> surnames = {
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何",
    "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓",
    "许", "傅", "沈", "曾", "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛", "叶", "阎"};

constexpr std::array<std::string_view, 60> first_characters = {
    "文", "明", "建", "晓", "志", "雨", "思", "佳", "子", "梓", "欣", "俊", "海", "春", "秀",
    "玉", "国", "永", "兴", "宏", "振", "立", "学", "家", "世", "光", "景", "庆", "云", "月",
    "雪", "梅", "兰", "竹", "松", "柏", "青", "丹", "彤", "可", "若", "乐", "安", "宁", "和",
    "瑞", "祥", "德", "仁", "义", "礼", "智", "信", "忠", "勤", "慧", "敏", "静", "芳", "浩"};

constexpr std::array<std::string_view, 60> second_characters = {
    "华", "强", "伟", "军", "平", "东", "波", "涛", "辉", "斌", "杰", "鹏", "飞", "龙", "虎",
    "峰", "岩", "林", "森", "川", "江", "河", "洋", "晨", "阳", "星", "辰", "宇", "轩", "昊",
    "然", "琪", "瑶", "怡", "婷", "娜", "丽", "红", "霞", "燕", "莉", "萍", "娟", "英", "凤",
    "莲", "菊", "桂", "香", "珍", "珠", "玲", "琳", "颖", "倩", "薇", "萱", "涵", "诺", "恩"};

constexpr std::array<std::string_view, 32> village_names = {
    "柳树", "桃园", "石磨", "南坡", "北洼", "井台", "枣林", "杏花", "荷塘", "竹园", "松岭",
    "槐荫", "梨沟", "麦场", "油坊", "瓦窑", "铁炉", "马庄", "羊圈", "鹿鸣", "雁栖", "泉眼",
    "溪口", "渡头", "河湾", "沙滩", "草甸", "花洼", "果园", "茶亭", "书院", "牌楼"};

constexpr std::array<std::string_view, 5> village_sides = {"", "东", "西", "上", "下"};  // 柳树村, 柳树东村

constexpr std::array<std::string_view, 3> first_towns = {"城东街道", "白杨镇", "青石镇"};
constexpr std::array<std::string_view, 12> town_heads = {"长", "高", "平", "清", "双", "大",
                                                         "龙", "凤", "金", "银", "玉", "云"};
constexpr std::array<std::string_view, 12> town_tails = {"岭", "河", "桥", "林", "湖", "坪",
                                                         "泉", "溪", "岗", "埠", "庙", "关"};

constexpr std::array<std::string_view, 10> digits = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

template <class List>
std::string_view at(const List& list, int place) {
  return list[static_cast<std::size_t>(place)];
}

std::string given_name(Dice& dice) {
  if (dice.once_in(4)) return std::string(dice.of(second_characters));
  // One throw a statement: the order of throws within an expression would be the compiler's.
  std::string name(dice.of(first_characters));
  name += dice.of(second_characters);
  return name;
}

}  // namespace

std::string demo_person_name(Dice& dice) {
  std::string surname(dice.of(surnames));
  return surname + given_name(dice);
}

std::string demo_relative_name(const std::string& name, Dice& dice) {
  // Every character of the lists takes three bytes in UTF-8.
  return name.substr(0, 3) + given_name(dice);
}

std::string demo_distinct_name(std::uint64_t seed, int n) {
  constexpr int names = 50 * 60 * 60;
  // 7919 is prime to the number of names, so the walk visits each of them once.
  const auto place = static_cast<int>((seed + static_cast<std::uint64_t>(n) * 7919) % std::uint64_t{names});
  std::string name(at(surnames, place % 50));
  name += at(first_characters, place / 50 % 60);
  name += at(second_characters, place / 3000);
  if (n >= names) name += at(second_characters, (n / names - 1) % 60);
  return name;
}

std::string demo_town_name(int n) {
  if (n < 3) return std::string(at(first_towns, n));
  return std::string(at(town_heads, (n - 3) % 12)) + std::string(at(town_tails, (n - 3) / 12 % 12)) + "镇";
}

std::string demo_village_name(int n) {
  return std::string(at(village_names, n % 32)) + std::string(at(village_sides, n / 32 % 5)) + "村";
}

std::string chinese_numeral(int n) {
  constexpr std::array<std::string_view, 4> places = {"千", "百", "十", ""};
  std::string words;
  bool gap = false;  // a zero that is read out once something follows it
  for (int place = 0, value = 1000; place < 4; ++place, value /= 10) {
    const int digit = n / value % 10;
    if (digit == 0) {
      gap = !words.empty();
      continue;
    }
    if (gap) words += "零";
    gap = false;
    const bool plain_ten = place == 2 && digit == 1 && words.empty();  // 十二, not 一十二
    if (!plain_ten) words += at(digits, digit);
    words += at(places, place);
  }
  return words;
}

}  // namespace ksbx
