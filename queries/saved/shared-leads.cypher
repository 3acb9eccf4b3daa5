// name: shared-leads
// title:
//   vi: Nhiệm vụ có nhiều đơn vị chủ trì
//   en: Tasks with more than one lead
// description:
//   vi: Những nhiệm vụ giao cho từ hai đơn vị chủ trì trở lên, cần thống nhất ai chịu trách nhiệm chính.
//   en: Tasks given to two or more lead units, where somebody should settle who answers for them.
// parameters: []
// columns:
//   - {name: document, kind: text, vi: Văn bản, en: Document}
//   - {name: path, kind: code, vi: Vị trí, en: Place}
//   - {name: task, kind: text, vi: Nhiệm vụ, en: Task}
//   - {name: leads, kind: list, vi: Chủ trì, en: Leads}
//   - {name: generic, kind: boolean, vi: Có nhóm chung, en: Has a general group}
//   - {name: quote, kind: quote, vi: Câu văn, en: Sentence}
//   - {name: source, kind: source, vi: Tệp, en: File}
//   - {name: document_id, kind: id, hidden: true, vi: Mã văn bản, en: Document id}
//   - {name: task_id, kind: id, hidden: true, vi: Mã nhiệm vụ, en: Task id}
//   - {name: source_id, kind: id, hidden: true, vi: Mã tệp, en: File id}
// example: {}
MATCH (u:Unit)-[:LEADS]->(t:Task)
WITH DISTINCT t, u
ORDER BY u.name, u.id
WITH t, collect(u.name) AS leads, max(CASE WHEN u.generic THEN 1 ELSE 0 END) AS generic
WHERE size(leads) >= 2
MATCH (d:Document {id: t.document})
OPTIONAL MATCH (s:Source {id: t.source})
RETURN coalesce(d.number, d.name) AS document, t.path AS path, t.text AS task, leads AS leads, generic = 1 AS generic,
  t.quote AS quote, s.file AS source, d.id AS document_id, t.id AS task_id, s.id AS source_id
ORDER BY coalesce(d.issued_on, ''), document, document_id, t.order, path, task_id
