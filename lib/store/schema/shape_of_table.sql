-- A table as SQLite understands it, by name and not by place: what verify_structure compares (structure.h).
-- ?1 is the table.

SELECT
  name,
  type,
  "notnull",
  dflt_value,
  pk,
  hidden
FROM pragma_table_xinfo(?1)
ORDER BY name;

SELECT
  "from",
  "table",
  "to",
  on_update,
  on_delete,
  match
FROM pragma_foreign_key_list(?1)
ORDER BY "from", "table";

-- PRIMARY KEY and UNIQUE; indexes of their own (origin c) are compared by their statements.
SELECT
  l.origin,
  l."unique",
  (
    SELECT group_concat(format('%s %d %s', x.name, x."desc", x.coll))
    FROM pragma_index_xinfo(l.name) x
    WHERE x.key
  ) AS columns
FROM pragma_index_list(?1) l
WHERE l.origin <> 'c'
ORDER BY columns;
