// name: lineage-down
// title:
//   vi: Văn bản cấp dưới
//   en: Documents below
// description:
//   vi: Những văn bản nào thực hiện, căn cứ hoặc theo văn bản này, từng bước đi xuống; mỗi dòng là một mối liên hệ có câu văn nêu rõ.
//   en: Which documents implement, rest on or follow this one, step by step down; each row is one stated link.
// parameters:
//   - {name: document, kind: document, required: true, vi: Văn bản, en: Document}
// columns:
//   - {name: step, kind: integer, vi: Bước, en: Step}
//   - {name: document, kind: text, vi: Văn bản, en: Document}
//   - {name: title, kind: text, vi: Tên văn bản, en: Title}
//   - name: basis
//     kind: choice
//     vi: Quan hệ
//     en: Basis
//     choices:
//       - {value: implements, vi: thực hiện, en: implements}
//       - {value: legal_basis, vi: căn cứ, en: legal basis}
//       - {value: follows, vi: theo, en: follows}
//   - {name: via, kind: text, vi: Qua văn bản, en: Through}
//   - {name: issued_on, kind: date, vi: Ngày ban hành, en: Issued on}
//   - {name: quote, kind: quote, vi: Câu văn, en: Sentence}
//   - {name: source, kind: source, vi: Tệp, en: File}
//   - {name: document_id, kind: id, hidden: true, vi: Mã văn bản, en: Document id}
//   - {name: via_id, kind: id, hidden: true, vi: Mã văn bản trung gian, en: Id of the document between}
//   - {name: source_id, kind: id, hidden: true, vi: Mã tệp, en: File id}
// example: {document: 91-NQ/TW}
MATCH (d:Document {id: $document})<-[:DERIVES_FROM*0..24]-(a:Document)
WITH DISTINCT d, a, CASE WHEN a.id = d.id THEN null ELSE a END AS away
OPTIONAL MATCH p = shortestPath((d)<-[:DERIVES_FROM*1..24]-(away))
WITH a, coalesce(length(p), 0) + 1 AS step
MATCH (a)<-[r:DERIVES_FROM]-(b:Document)
WHERE b.id <> $document
WITH step, a, b, r, CASE r.basis WHEN 'implements' THEN 1 WHEN 'legal_basis' THEN 2 ELSE 3 END AS strength
ORDER BY strength, r.source, r.start, r.quote
WITH step, a, b, collect({basis: r.basis, quote: r.quote, source: r.source}) AS stated
WITH step, a, b, head(stated) AS first
WITH step, a, b, first.basis AS basis, first.quote AS quote, first.source AS stated_in
OPTIONAL MATCH (s:Source {id: stated_in})
RETURN step AS step, coalesce(b.number, b.name) AS document, b.title AS title, basis AS basis,
  coalesce(a.number, a.name) AS via, b.issued_on AS issued_on, quote AS quote, s.file AS source,
  b.id AS document_id, a.id AS via_id, s.id AS source_id
ORDER BY step, coalesce(b.issued_on, ''), document, document_id, coalesce(a.issued_on, ''), via, via_id
