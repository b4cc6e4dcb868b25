#!/bin/sh
# Makes the workbooks of this folder anew, as the programs that offices use write them. People and numbers are made up.
# Needs (Debian): libreoffice-calc, python3-openpyxl, python3-xlwt. The tests read what is committed and do not need this.
set -eu
cd "$(dirname "$0")"

/usr/bin/python3 - <<'PY'
import datetime
from openpyxl import Workbook
from openpyxl.comments import Comment

book = Workbook()
sheet = book.active
sheet.title = "七年级"
sheet.append(["石桥市第一初级中学学生花名册"])
sheet.merge_cells("A1:H1")
sheet.append(["学校标识码", "年级", "班级", "姓名", "身份证件号", "出生日期", "联系电话", "备注"])
sheet.append(["9990180001", "七年级", "1班", "钱试二", "99018120130204103X", datetime.date(2013, 2, 4), 10000000001, "住校"])
sheet.append(["9990180001", "七年级", "1班", "孙试三", 990181201303070927, datetime.datetime(2013, 3, 7, 8, 30), 10000000002, None])
sheet.append(["9990180001", "七年级", "1班", "李试四", "=\"99018120130410107\"&\"5\"", "2013年4月10日", "10000000003", True])
sheet["F3"].number_format = 'yyyy"年"m"月"d"日"'
sheet["F4"].number_format = "[$-804]yyyy/m/d h:mm;@"
sheet["D3"].comment = Comment("班主任核对过", "王试一")
sheet.auto_filter.ref = "A2:H5"
sheet.freeze_panes = "A3"
hidden = book.create_sheet("旧名册")
hidden.sheet_state = "veryHidden"
book.save("openpyxl.xlsx")

# What a workbook becomes when LibreOffice saves it: shared texts, stored results, its own formats.
sheet["E5"] = "99018120130410107X"
sheet["H4"] = '=D4&"同学"'
sheet["H5"] = "=VLOOKUP(1,A1:B2,2)"
book.save("libreoffice_source.xlsx")
PY
soffice --headless --convert-to xlsx:"Calc MS Excel 2007 XML" --outdir converted libreoffice_source.xlsx >/dev/null
soffice --headless --convert-to xls:"MS Excel 97" --outdir converted libreoffice_source.xlsx >/dev/null
mv converted/libreoffice_source.xlsx libreoffice.xlsx
mv converted/libreoffice_source.xls libreoffice.xls
rm -r converted libreoffice_source.xlsx

# An old workbook as a web system writes it: a sheet for each class, the school merged down, dates in many formats, and
# a sheet that nobody sees.
/usr/bin/python3 - <<'PY'
import datetime
import xlwt

formats = ["yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "M/D/YY", "[$-804]yyyy/m/d;@", "General"]
book = xlwt.Workbook(encoding="utf-8")
for number in (1, 2):
    sheet = book.add_sheet("七%d班" % number)
    for column, header in enumerate(["学校标识码", "年级", "班级", "姓名", "身份证件号", "出生日期", "联系电话"]):
        sheet.write(0, column, header)
    sheet.write_merge(1, 5, 0, 0, "9990180001")
    for row, format in enumerate(formats, 1):
        style = xlwt.XFStyle()
        style.num_format_str = format
        sheet.write(row, 1, "七年级")
        sheet.write(row, 2, "%d班" % number)
        sheet.write(row, 3, "学试" + "一二三四五"[row - 1])
        sheet.write(row, 5, datetime.date(2013, 2, row) if format != "General" else "2013-02-05", style)
        sheet.write(row, 6, 10000000000 + row)
hidden = book.add_sheet("旧名册")
hidden.visibility = 2
hidden.write(0, 0, "姓名")
book.save("xlwt.xls")
PY
