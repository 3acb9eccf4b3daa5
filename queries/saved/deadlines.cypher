// name: deadlines
// title:
//   vi: Hạn và ngày định kỳ
//   en: Deadlines and recurring dates
// description:
//   vi: Nhiệm vụ nào phải xong hoặc báo cáo vào ngày nào, đơn vị nào chủ trì. Hạn một lần trước, rồi đến ngày hằng năm, ngày hằng tháng. Năm hoặc giai đoạn không có ngày thì không tính; "từ" và "đến" chỉ lọc hạn một lần.
//   en: Which tasks fall due on which day, and who leads them. One-off dates first, then yearly days, then days of the month. Years and periods without a day are left out; "from" and "to" filter one-off dates only.
// parameters:
//   - {name: unit, kind: unit, vi: Đơn vị chủ trì, en: Lead unit}
//   - {name: from, kind: date, vi: Từ, en: From}
//   - {name: to, kind: date, vi: Đến, en: To}
// columns:
//   - {name: date, kind: date, vi: Ngày, en: Date}
//   - {name: recurs, kind: recurrence, vi: Định kỳ, en: Recurs}
//   - {name: unit, kind: text, vi: Đơn vị chủ trì, en: Lead unit}
//   - {name: document, kind: text, vi: Văn bản, en: Document}
//   - {name: path, kind: code, vi: Vị trí, en: Place}
//   - {name: task, kind: text, vi: Nhiệm vụ, en: Task}
//   - {name: timeframe, kind: text, vi: Ghi trong văn bản, en: As printed}
//   - {name: quote, kind: quote, vi: Câu văn, en: Sentence}
//   - {name: source, kind: source, vi: Tệp, en: File}
//   - {name: unit_id, kind: id, hidden: true, vi: Mã đơn vị, en: Unit id}
//   - {name: document_id, kind: id, hidden: true, vi: Mã văn bản, en: Document id}
//   - {name: task_id, kind: id, hidden: true, vi: Mã nhiệm vụ, en: Task id}
//   - {name: source_id, kind: id, hidden: true, vi: Mã tệp, en: File id}
// example: {}
MATCH (t:Task)
WITH t, (CASE WHEN t.ends_on IS NOT NULL AND 'by_date' IN coalesce(t.timeframe_kinds, []) THEN [t.ends_on] ELSE [] END)
  + coalesce(t.recurs, []) AS moments
UNWIND moments AS moment
WITH DISTINCT t, moment
WHERE moment STARTS WITH '--' OR (
  ($from IS NULL OR substring(moment, 0, size($from)) >= $from) AND ($to IS NULL OR substring(moment, 0, size($to)) <= $to))
MATCH (d:Document {id: t.document})
OPTIONAL MATCH (u:Unit)-[:LEADS]->(t)
WITH DISTINCT t, moment, d, u
WHERE $unit IS NULL OR u.id = $unit
OPTIONAL MATCH (s:Source {id: t.source})
WITH t, moment, d, u, s,
  CASE WHEN moment STARTS WITH '---' THEN 3 WHEN moment STARTS WITH '--' THEN 2 ELSE 1 END AS turn
RETURN CASE WHEN turn = 1 THEN moment ELSE null END AS date, CASE WHEN turn = 1 THEN null ELSE moment END AS recurs,
  u.name AS unit, coalesce(d.number, d.name) AS document, t.path AS path, t.text AS task, t.timeframe AS timeframe,
  t.quote AS quote, s.file AS source, u.id AS unit_id, d.id AS document_id, t.id AS task_id, s.id AS source_id
ORDER BY turn, moment, coalesce(d.issued_on, ''), document, document_id, t.order, path, task_id, coalesce(unit, ''), coalesce(unit_id, '')
