// name: unit-workload
// title:
//   vi: Khối lượng nhiệm vụ của các đơn vị
//   en: Workload of the units
// description:
//   vi: Mỗi đơn vị chủ trì và phối hợp bao nhiêu nhiệm vụ, trong mọi văn bản hoặc trong một văn bản; các nhóm chung như "các đơn vị liên quan" được đánh dấu.
//   en: How many tasks each unit leads and supports, over all documents or in one; general groups of units are flagged.
// parameters:
//   - {name: document, kind: document, vi: Văn bản, en: Document}
// columns:
//   - {name: unit, kind: text, vi: Đơn vị, en: Unit}
//   - {name: leads, kind: integer, vi: Chủ trì, en: Leads}
//   - {name: supports, kind: integer, vi: Phối hợp, en: Supports}
//   - {name: documents, kind: integer, vi: Số văn bản, en: Documents}
//   - {name: generic, kind: boolean, vi: Nhóm chung, en: General group}
//   - {name: unit_id, kind: id, hidden: true, vi: Mã đơn vị, en: Unit id}
// example: {}
MATCH (u:Unit)-[r:LEADS|SUPPORTS]->(t:Task)
WHERE $document IS NULL OR t.document = $document
WITH u, t, type(r) AS role
WITH u, count(DISTINCT CASE WHEN role = 'LEADS' THEN t.id ELSE null END) AS leads,
  count(DISTINCT CASE WHEN role = 'SUPPORTS' THEN t.id ELSE null END) AS supports, count(DISTINCT t.document) AS documents
RETURN u.title AS unit, leads AS leads, supports AS supports, documents AS documents, u.generic AS generic, u.id AS unit_id
ORDER BY leads DESC, supports DESC, unit, unit_id
