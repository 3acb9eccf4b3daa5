// name: tasks-by-unit
// title:
//   vi: Nhiệm vụ của một đơn vị
//   en: Tasks of a unit
// description:
//   vi: Đơn vị này chủ trì hoặc phối hợp những nhiệm vụ nào, trong mọi văn bản hoặc trong một văn bản; mỗi dòng có câu văn làm căn cứ.
//   en: Which tasks a unit leads or supports, over all documents or in one; each row has the sentence that it rests on.
// parameters:
//   - {name: unit, kind: unit, required: true, vi: Đơn vị, en: Unit}
//   - name: role
//     kind: choice
//     default: leads
//     vi: Vai trò
//     en: Role
//     choices:
//       - {value: leads, vi: chủ trì, en: leads}
//       - {value: supports, vi: phối hợp, en: supports}
//       - {value: any, vi: chủ trì hoặc phối hợp, en: leads or supports}
//   - {name: document, kind: document, vi: Văn bản, en: Document}
// columns:
//   - {name: document, kind: text, vi: Văn bản, en: Document}
//   - {name: path, kind: code, vi: Vị trí, en: Place}
//   - {name: task, kind: text, vi: Nhiệm vụ, en: Task}
//   - name: role
//     kind: choice
//     vi: Vai trò
//     en: Role
//     choices:
//       - {value: leads, vi: chủ trì, en: leads}
//       - {value: supports, vi: phối hợp, en: supports}
//   - {name: timeframe, kind: text, vi: Thời gian, en: Time frame}
//   - {name: ends_on, kind: date, vi: Đến ngày, en: Ends on}
//   - {name: quote, kind: quote, vi: Câu văn, en: Sentence}
//   - {name: role_quote, kind: quote, vi: Chỗ nêu đơn vị, en: Where the unit is named}
//   - {name: source, kind: source, vi: Tệp, en: File}
//   - {name: document_id, kind: id, hidden: true, vi: Mã văn bản, en: Document id}
//   - {name: task_id, kind: id, hidden: true, vi: Mã nhiệm vụ, en: Task id}
//   - {name: unit_id, kind: id, hidden: true, vi: Mã đơn vị, en: Unit id}
//   - {name: source_id, kind: id, hidden: true, vi: Mã tệp, en: File id}
// example: {unit: TT CNTT}
MATCH (u:Unit {id: $unit})-[r:LEADS|SUPPORTS]->(t:Task)
WHERE ($role = 'any' OR toLower(type(r)) = $role) AND ($document IS NULL OR t.document = $document)
WITH u, t, toLower(type(r)) AS role, r
ORDER BY r.source, r.start, r.quote
WITH u, t, role, collect(r.quote) AS role_quotes
MATCH (d:Document {id: t.document})
OPTIONAL MATCH (s:Source {id: t.source})
RETURN coalesce(d.number, d.name) AS document, t.path AS path, t.text AS task, role AS role, t.timeframe AS timeframe,
  t.ends_on AS ends_on, t.quote AS quote, head(role_quotes) AS role_quote, s.file AS source,
  d.id AS document_id, t.id AS task_id, u.id AS unit_id, s.id AS source_id
ORDER BY coalesce(d.issued_on, ''), document, document_id, t.order, path, role, task_id
