// name: tasks-without-lead
// title:
//   vi: Nhiệm vụ chưa rõ đơn vị chủ trì
//   en: Tasks without a lead
// description:
//   vi: Những nhiệm vụ mà văn bản không nêu đơn vị nào chủ trì.
//   en: Tasks for which the document names no lead unit.
// parameters: []
// columns:
//   - {name: document, kind: text, vi: Văn bản, en: Document}
//   - {name: path, kind: code, vi: Vị trí, en: Place}
//   - {name: task, kind: text, vi: Nhiệm vụ, en: Task}
//   - {name: supports, kind: list, vi: Phối hợp, en: Supports}
//   - {name: timeframe, kind: text, vi: Thời gian, en: Time frame}
//   - {name: quote, kind: quote, vi: Câu văn, en: Sentence}
//   - {name: source, kind: source, vi: Tệp, en: File}
//   - {name: document_id, kind: id, hidden: true, vi: Mã văn bản, en: Document id}
//   - {name: task_id, kind: id, hidden: true, vi: Mã nhiệm vụ, en: Task id}
//   - {name: source_id, kind: id, hidden: true, vi: Mã tệp, en: File id}
// example: {}
MATCH (t:Task)
WHERE NOT EXISTS { MATCH (:Unit)-[:LEADS]->(t) }
OPTIONAL MATCH (u:Unit)-[:SUPPORTS]->(t)
WITH t, u
ORDER BY u.name, u.id
WITH t, collect(DISTINCT u.name) AS supports
MATCH (d:Document {id: t.document})
OPTIONAL MATCH (s:Source {id: t.source})
RETURN coalesce(d.number, d.name) AS document, t.path AS path, t.text AS task, supports AS supports, t.timeframe AS timeframe,
  t.quote AS quote, s.file AS source, d.id AS document_id, t.id AS task_id, s.id AS source_id
ORDER BY coalesce(d.issued_on, ''), document, document_id, t.order, path, task_id
