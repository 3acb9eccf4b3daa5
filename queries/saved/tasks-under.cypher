// name: tasks-under
// title:
//   vi: Nhiệm vụ bắt nguồn từ một văn bản
//   en: Tasks under a document
// description:
//   vi: Mọi nhiệm vụ của văn bản này và của các văn bản thực hiện, căn cứ hoặc theo nó, trực tiếp hay qua văn bản khác.
//   en: All tasks of this document and of every document that implements, rests on or follows it, directly or through others.
// parameters:
//   - {name: document, kind: document, required: true, vi: Văn bản, en: Document}
// columns:
//   - {name: document, kind: text, vi: Văn bản, en: Document}
//   - {name: path, kind: code, vi: Vị trí, en: Place}
//   - {name: task, kind: text, vi: Nhiệm vụ, en: Task}
//   - {name: leads, kind: list, vi: Chủ trì, en: Leads}
//   - {name: timeframe, kind: text, vi: Thời gian, en: Time frame}
//   - {name: ends_on, kind: date, vi: Đến ngày, en: Ends on}
//   - {name: quote, kind: quote, vi: Câu văn, en: Sentence}
//   - {name: source, kind: source, vi: Tệp, en: File}
//   - {name: document_id, kind: id, hidden: true, vi: Mã văn bản, en: Document id}
//   - {name: task_id, kind: id, hidden: true, vi: Mã nhiệm vụ, en: Task id}
//   - {name: source_id, kind: id, hidden: true, vi: Mã tệp, en: File id}
// example: {document: 91-NQ/TW}
MATCH (top:Document {id: $document})<-[:DERIVES_FROM*0..25]-(d:Document)
WITH DISTINCT d
MATCH (t:Task)
WHERE t.document = d.id
OPTIONAL MATCH (u:Unit)-[:LEADS]->(t)
WITH d, t, u
ORDER BY u.name, u.id
WITH d, t, collect(DISTINCT u.name) AS leads
OPTIONAL MATCH (s:Source {id: t.source})
RETURN coalesce(d.number, d.name) AS document, t.path AS path, t.text AS task, leads AS leads, t.timeframe AS timeframe,
  t.ends_on AS ends_on, t.quote AS quote, s.file AS source, d.id AS document_id, t.id AS task_id, s.id AS source_id
ORDER BY coalesce(d.issued_on, ''), document, document_id, t.order, path, task_id
