# A household register: the pupils of a roster, of whom one in fifty is written with a slip, and strangers of all ages.
#
#   LC_ALL=C awk -v people=1000000 -f household.awk students.csv >household.csv     a Chinese character is three letters
#
# A slip is a character of the name that is its neighbour's, or the id number of another child of the same birthday.
BEGIN {
  FS = ","; OFS = ","
  print "姓名,身份证件号,出生日期,现住址"
  split("7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2", weight, " ")
}
function number_of(digits,  i, sum) {
  for (i = 1; i <= 17; i++) sum += substr(digits, i, 1) * weight[i]
  return digits substr("10X98765432", sum % 11 + 1, 1)
}
NR == 1 { next }
NR - 1 <= people {
  n = NR - 1
  name[n] = $5; address[n] = $11
  said = $5; number = $8
  if (n % 100 == 0 && n > 1) said = substr($5, 1, length($5) - 3) substr(name[n - 1], length(name[n - 1]) - 2)
  if (n % 100 == 50) number = number_of(substr($8, 1, 14) sprintf("%03d", (substr($8, 15, 3) + 300) % 1000))
  print said, number, $7, $11
}
END {
  pupils = NR - 1 < people ? NR - 1 : people
  for (n = pupils + 1; n <= people; n++) {
    one = n % pupils + 1; other = n * 7919 % pupils + 1
    birth = sprintf("%04d%02d%02d", 1945 + n * 31 % 81, n * 17 % 12 + 1, n * 13 % 28 + 1)
    said = substr(name[one], 1, 3) substr(name[other], 4)
    print said, number_of("990181" birth sprintf("%03d", n * 101 % 1000)), \
      substr(birth, 1, 4) "-" substr(birth, 5, 2) "-" substr(birth, 7, 2), address[other]
  }
}
