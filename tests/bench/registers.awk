# The marks of a month of everyone in two forms: class registers with days across, a file for each school with its classes
# below each other, and the same marks as long rows. Nineteen of twenty marks are √, the others × and △.
#
#   awk -v days=DAYS -v registers=FOLDER -v rows=FILE -f registers.awk students.csv     DAYS: a file with a day in each line
#
# Pupils of one class stand next to each other in students.csv.
BEGIN {
  FS = ","; OFS = ","
  while ((getline day <days) > 0) { at[++held] = day; heads = heads "," day }
  print "日期,学校标识码,年级,班级,姓名,全国学籍号,状态" >rows
}
NR == 1 { next }
{
  class = $3 $4
  if ($1 != school) {
    if (file) close(file)
    school = $1; file = registers "/" school ".csv"; before = ""
    print "图例：√出勤 ×旷课 △病假" >file
  }
  if (class != before) {
    before = class
    print "学校标识码,年级,班级,姓名,全国学籍号" heads >file
  }
  line = $1 "," $3 "," $4 "," $5 "," $9
  for (n = 1; n <= held; n++) {
    chance = (NR * 31 + n * 17) % 100
    mark = chance < 95 ? "√" : chance < 98 ? "△" : "×"
    line = line "," mark
    print at[n], $1, $3, $4, $5, $9, mark == "√" ? "出勤" : mark == "△" ? "病假" : "旷课" >rows
  }
  print line >file
}
